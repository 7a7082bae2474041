"""One situation at one date, while it is being weighed: domains per fact, results per slot.

A slot holds a result that several rights share (a notion, a gated fact, a
criterion, an outcome), computed at most once. `suppose` gives a copy in which
one fact has another domain and only what depends on it is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from eligibility.domains import Domain, Record
from eligibility.parameters import AtDate

UNSET: Any = object()
BAND = 1  # lowest bit of a mask: a parameter whose newest value is not confirmed


class Code(NamedTuple):
    """A compiled node: its domain, and the mask of facts that can still narrow it."""

    value: Callable[[Env, Record | None], Domain]
    live: Callable[[Env, Record | None], int]


@dataclass(slots=True)
class Env:
    as_of: int
    params: AtDate
    facts: list[Domain]
    memo: list[Domain]
    lives: list[int | None]

    @classmethod
    def new(cls, as_of: int, params: AtDate, facts: Sequence[Domain], slots: int) -> Env:
        return cls(as_of, params, list(facts), [UNSET] * slots, [None] * slots)

    def counting(self, params: AtDate) -> Env:
        """The same situation with other figures."""
        return Env.new(self.as_of, params, self.facts, len(self.memo))

    def suppose(self, fact: int, domain: Domain, forget: Sequence[int]) -> Env:
        """The same situation with another domain for one fact."""
        facts, memo, lives = self.facts.copy(), self.memo.copy(), self.lives.copy()
        facts[fact] = domain
        for slot in forget:
            memo[slot], lives[slot] = UNSET, None
        return Env(self.as_of, self.params, facts, memo, lives)
