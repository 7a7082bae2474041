from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand, CommandError

from eligibility import AnswerErrors
from eligibility.schema import LANGUAGES
from rights import bundle as bundles
from rights.clock import today
from rights.evaluation import evaluation


class Command(BaseCommand):
    help = (
        "Weigh the situations of a YAML or JSON file against every right. "
        "For policy people and testers. A situation has `answers` and may have `as_of`."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--lang", choices=LANGUAGES, default="en")
        parser.add_argument("--json", action="store_true", help="print what the API answers")

    def handle(self, *, file, as_of, lang, json: bool, **options):
        situations = self._read(file)
        given = situations if isinstance(situations, list) else [situations]
        answers = [self._evaluate(place, s, as_of, lang) for place, s in enumerate(given, 1)]
        if json:
            return _dumped(answers if isinstance(situations, list) else answers[0])
        return "\n\n".join(_table(answer) for answer in answers)

    def _read(self, file: Path) -> Any:
        try:
            return yaml.safe_load(file.read_text("utf-8"))
        except (OSError, yaml.YAMLError) as error:
            raise CommandError(f"{file} cannot be read: {error}") from None

    def _evaluate(self, place: int, situation: Any, as_of: date | None, lang) -> dict[str, Any]:
        if not isinstance(situation, dict) or not set(situation) <= {"as_of", "answers", "lang"}:
            raise CommandError(f"situation {place}: write `answers:` and, if needed, `as_of:`")
        day = as_of or situation.get("as_of") or today()
        try:
            day = day if isinstance(day, date) else date.fromisoformat(str(day))
            return evaluation(bundles.current(), situation.get("answers") or {}, day, lang)
        except AnswerErrors as wrong:
            lines = "\n".join(f"  {error.place}: {error.message}" for error in wrong.errors)
            raise CommandError(f"situation {place}:\n{lines}") from None
        except ValueError as error:
            raise CommandError(f"situation {place}: as_of: {error}") from None


def _dumped(answer: Any) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _table(answer: dict[str, Any]) -> str:
    lines = [f"as of {answer['as_of']}, next question: {answer['next_question'] or 'none'}"]
    for right in answer["rights"]:
        why = ", ".join([*right["flags"], *right["deciding_facts"]])
        lines.append(f"{right['outcome']:9} {right['score']:3} {right['code']:38} {why}")
    return "\n".join(lines)
