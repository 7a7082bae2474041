"""Rights that cannot be checked at a date, because a figure or a notion that they use has no value.

A whole right, not a person: whoever asks gets the same answer, and a single
evaluation agrees with a file of a million.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping

from eligibility import tree
from eligibility.parameters import AtDate
from eligibility.rulebase import Compiled
from eligibility.schema import Fact, in_force


def uncheckable(
    compiled: Compiled, facts: Mapping[str, Fact], figures: AtDate, day: int
) -> Mapping[str, str]:
    """The codes of the rights in force on a day (number) that cannot be checked, and why."""
    search = _Search(compiled, facts, figures, day)
    found = ((code, search.reason(f"right {code}")) for code in compiled.rules)
    return {code: reason for code, reason in found if reason}


class _Search:
    def __init__(self, compiled: Compiled, facts: Mapping[str, Fact], figures: AtDate, day: int):
        self.compiled, self.facts, self.figures, self.day = compiled, facts, figures, day
        self.known: dict[str, str] = {}

    def reason(self, name: str) -> str:
        """Why something has no value; empty when it has one, or nothing to do with values."""
        if name not in self.known:
            self.known[name] = ""  # a field's gate speaks of its own list
            kind, key = name.split(" ", 1)
            self.known[name] = getattr(self, f"_{kind}", lambda key: "")(key)
        return self.known[name]

    def _first(self, trees: Iterable[tree.Node]) -> str:
        needs = {need for node in trees for need in node.needs}
        return next((reason for need in sorted(needs) if (reason := self.reason(need))), "")

    def _param(self, key: str) -> str:
        value = self.figures[self.compiled.program.params[key]]
        return f"parameter {key} has no value at this date" if value is None else ""

    def _notion(self, key: str) -> str:
        versions = self.compiled.notions[key]
        place = bisect_right([start for start, _ in versions], self.day) - 1
        if place < 0:
            return f"notion {key} has no version at this date"
        return self._first([versions[place][1]])

    def _fact(self, key: str) -> str:
        parts = [key, *(f"{key}.{part.key}" for part in self.facts[key].record or ())]
        gates = [self.compiled.trees.get(f"gate {part}") for part in parts]
        return self._first([gate for gate in gates if gate is not None])

    def _right(self, code: str) -> str:
        rule = self.compiled.rules.get(code)
        return self._first([rule.tree]) if rule and in_force(rule.logic, self.day) else ""
