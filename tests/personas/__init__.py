"""Invented lives with complete answers, and walking through the questions with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from eligibility import Engine, Result

HERE = Path(__file__).parent
USUAL = "usual-answers.yaml"


@dataclass(frozen=True)
class Persona:
    """One life: `answers` in full, and what is expected; all other rights are unlikely."""

    name: str
    as_of: date
    answers: dict[str, Any]
    likely: frozenset[str]
    possible: frozenset[str]

    def expected(self, code: str) -> str:
        if code in self.likely:
            return "likely"
        return "possible" if code in self.possible else "unlikely"


@cache
def personas() -> list[Persona]:
    """Every persona of the files here; what a file leaves out is the usual answer."""
    usual = yaml.safe_load((HERE / USUAL).read_text())
    files = [path for path in sorted(HERE.glob("*.yaml")) if path.name != USUAL]
    lives = [life for path in files for life in yaml.safe_load(path.read_text()).items()]
    return [
        Persona(name, life["as_of"], {**usual, **life["answers"]},
                frozenset(life["likely"]), frozenset(life["possible"]))
        for name, life in lives
    ]  # fmt: skip


def walk(of: Engine, who: Persona) -> tuple[list[str], Result]:
    """The questions in the order in which they are asked, and the result at the end.

    Raises KeyError when a question has no answer in the persona.
    """
    answers: dict[str, Any] = {
        key: who.answers[key] for key in ("asked", "refused") if key in who.answers
    }
    asked: list[str] = []
    while (key := (result := of.evaluate(answers, who.as_of)).next_question) is not None:
        answers[key] = who.answers[key]
        asked.append(key)
    return asked, result


def alone(of: Engine, who: Persona, code: str) -> int:
    """How many questions this right asks when nothing else is asked."""
    answers: dict[str, Any] = {}
    while left := _open(of, answers, who.as_of, code):
        situation = of.read(answers, who.as_of)
        ready = [key for key in left if of.gate(key, situation, who.as_of)]
        key = (ready or left)[0]
        answers[key] = who.answers[key]
    return len(answers)


def _open(of: Engine, answers: dict[str, Any], as_of: date, code: str) -> list[str]:
    result = of.outcome(code, of.read(answers, as_of), as_of)
    return [key for key in result.deciding_facts if key not in answers]
