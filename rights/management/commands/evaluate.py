from __future__ import annotations

import json
import textwrap
from collections.abc import Hashable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand, CommandError

from eligibility import AnswerErrors
from eligibility.schema import LANGUAGES, Lang
from rights import bundle as bundles
from rights.clock import today
from rights.evaluation import evaluation

WIDTH = 120


class Command(BaseCommand):
    help = (
        "Weigh the situations of a YAML or JSON file against every right. For policy people and "
        "testers. A situation has `answers`, and may have `as_of` and `lang`; a file holds one "
        "or a list."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--lang", choices=LANGUAGES, help="default: the situation's, or en")
        parser.add_argument("--json", action="store_true", help="print what the API answers")

    def handle(self, *, file, as_of, lang, json: bool, **options):
        situations = _read(file)
        given = situations if isinstance(situations, list) else [situations]
        answers = [_evaluate(place, s, as_of, lang) for place, s in enumerate(given, 1)]
        if json:
            return _dumped(answers if isinstance(situations, list) else answers[0])
        return "\n\n".join(_table(place, answer) for place, answer in enumerate(answers, 1))


class Reader(yaml.SafeLoader):
    """YAML without surprises: a key that is there twice is refused."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        found = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, Hashable) and key in found:
                line = key_node.start_mark.line + 1
                raise CommandError(f"line {line}: the key {key} is there twice")
            found.add(key)
        return super().construct_mapping(node, deep)


def _read(file: Path) -> Any:
    try:
        return yaml.load(file.read_text("utf-8"), Reader)  # noqa: S506 - a safe loader
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise CommandError(f"{file} cannot be read: {error}") from None
    except (ValueError, TypeError) as error:  # such as the date 2026-02-30, or a list as key
        raise CommandError(f"{file} cannot be read: {error}") from None


def _evaluate(place: int, situation: Any, as_of: date | None, lang: Lang | None) -> dict[str, Any]:
    here = f"situation {place}"
    if not isinstance(situation, dict):
        raise CommandError(f"{here}: write `answers:` with facts and their values under it")
    for key in situation:
        if key not in ("as_of", "answers", "lang"):
            raise CommandError(f"{here}: {key}: this key is not known; use answers, as_of, lang")
    answers = situation.get("answers", {})
    if not isinstance(answers, dict):
        raise CommandError(f"{here}: answers: write facts and their values, as `postcode: 1000`")
    lang = lang or situation.get("lang") or "en"
    if lang not in LANGUAGES:
        raise CommandError(f"{here}: lang: choose one of {', '.join(LANGUAGES)}")
    day = as_of or _day(here, situation.get("as_of"))
    try:
        named = {str(key): value for key, value in answers.items()}
        return evaluation(bundles.current(), named, day, lang)
    except AnswerErrors as wrong:
        lines = [f"{here}: answers.{error.place}: {error.message}" for error in wrong.errors]
        raise CommandError("\n".join(lines)) from None


def _day(here: str, value: Any) -> date:
    if value is None:
        return today()
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise CommandError(f"{here}: as_of: write a day that exists, as 2026-11-22") from None


def _dumped(answer: Any) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _table(place: int, answer: dict[str, Any]) -> str:
    asks = answer["next_question"]
    next_question = f"next question {asks} ({answer['questions_left']} left)"
    head = f"situation {place}, as of {answer['as_of']}, {next_question if asks else 'all settled'}"
    return "\n".join([head, *(line for right in answer["rights"] for line in _lines(right))])


def _lines(right: dict[str, Any]) -> list[str]:
    """Outcome, right and flags; under it what the outcome depends on."""
    flags = f"  [{', '.join(right['flags'])}]" if right["flags"] else ""
    lines = [f"  {right['outcome']:9} {right['code']}{flags}"]
    if right["deciding_facts"]:
        text = f"depends on {', '.join(right['deciding_facts'])}"
        lines += textwrap.wrap(text, WIDTH, initial_indent=" " * 12, subsequent_indent=" " * 14)
    return lines
