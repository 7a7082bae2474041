"""What can go wrong, as data: in the rule base, in a test, in the answers, at a date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """A defect of the rule base: where, what to do; line and column count characters from 1."""

    place: str
    message: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        where = f" line {self.line} column {self.column}" if self.line else ""
        return f"{self.place}{where}: {self.message}"


class RuleBaseError(ValueError):
    """The rule base as a whole cannot be used; `problems` lists every reason."""

    def __init__(self, problems: Sequence[Problem]):
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


class LanguageError(ValueError):
    """A test that cannot be read; `line` and `column` count characters from 1."""

    def __init__(self, message: str, line: int = 1, column: int = 1):
        self.message, self.line, self.column = message, line, column
        super().__init__(f"line {line} column {column}: {message}")

    def at(self, place: str) -> Problem:
        return Problem(place, self.message, self.line, self.column)


class NoValue(LookupError):
    """A parameter or notion has no value at the date that was asked."""


@dataclass(frozen=True)
class AnswerError:
    """One answer that was refused. `message` is plain English; `code` and `params` translate."""

    place: str
    code: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict)


class AnswerErrors(ValueError):
    """The answers were refused as a whole; `errors` names every one. Holds no accepted answer."""

    def __init__(self, errors: Sequence[AnswerError]):
        self.errors = list(errors)
        super().__init__("; ".join(f"{error.place}: {error.message}" for error in errors))
