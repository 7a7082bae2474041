"""The rules engine: answers in, outcomes of rights and the next question out.

Pure Python; knows neither Django nor the words of the site. See docs/engine.md.
"""

from eligibility.answers import Situation
from eligibility.engine import Engine
from eligibility.errors import AnswerError, AnswerErrors, NoValue, Problem, RuleBaseError
from eligibility.results import (
    AmountRange,
    CriterionResult,
    NearMiss,
    RecordResult,
    Result,
    RightResult,
    RouteResult,
)  # fmt: skip

__all__ = [
    "AmountRange", "AnswerError", "AnswerErrors", "CriterionResult", "Engine", "NearMiss",
    "NoValue", "Problem", "RecordResult", "Result", "RightResult", "RouteResult",
    "RuleBaseError", "Situation",
]  # fmt: skip
