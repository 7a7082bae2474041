"""Is a question worth asking? Proved with a solver: can any completion make it matter?

`python -m tests.eligibility.audit [PEOPLE]` walks that many invented people through the
shipped catalogue and prints the questions that can change no outcome.
"""

from __future__ import annotations

import sys
from random import Random
from typing import Any

import z3

from eligibility import Engine, population
from eligibility.batch.flat import Flattener
from eligibility.batch.outcomes import outcomes
from eligibility.checks.proofs import Terms
from tests.eligibility.batch_helpers import frame
from tests.eligibility.helpers import TODAY, catalogue_engine
from tests.eligibility.witness import makes_a_difference

PATIENCE = 20_000_000  # steps of the solver for one right; undecided counts as useless


class Audit:
    """The terms of one engine, used for many questions."""

    def __init__(self, of: Engine):
        self.of, self.terms = of, Terms(of, TODAY)
        self.flattener = Flattener(of)
        self.shown = {
            code: (self.terms.term(shown.likely), self.terms.term(shown.unlikely))
            for code, shown in outcomes(self.terms.low).items()
            if code not in of.uncheckable(TODAY)
        }

    def can_matter(self, given: dict[str, Any], key: str) -> bool:
        """Whether two answers to `key`, and some answers to all else, give two outcomes."""
        row = self.flattener.read(frame(self.of, [given])).flat.row(0, named=True)
        known = list(self.terms.given(row))
        return any(self._differs(code, key, known) for code in self._touched(key))

    def _touched(self, key: str) -> list[str]:
        """Rights that use a fact, nearest first, then those that may wait for one of them."""
        rules = {code: self.of.rules[code] for code in self.shown}
        direct = [code for code, rule in rules.items() if key in rule.facts]
        behind = [c for c, rule in rules.items() if rule.holds & set(direct) and c not in direct]
        return direct + behind

    def _differs(self, code: str, key: str, known: list[Any]) -> bool:
        likely, unlikely = self.shown[code]
        pairs = [(v, _other(v)) for v in _variables(z3.And(likely, unlikely), key)]
        if not pairs:
            return False
        solver = z3.Solver()
        solver.set("rlimit", PATIENCE)
        bounds = [*self.terms.bounds.values(), *known]
        solver.add(*bounds, *(z3.substitute(term, *pairs) for term in bounds))
        solver.add(z3.Or(*(term != z3.substitute(term, *pairs) for term in (likely, unlikely))))
        return bool(solver.check() == z3.sat)


def _other(variable: Any) -> Any:
    return z3.Const(f"{variable.decl().name()}'", variable.sort())


def _variables(term: Any, key: str) -> list[Any]:
    """The variables of one fact in a formula, those of its records and options too."""
    found: dict[str, Any] = {}
    seen, waiting = set(), [term]
    while waiting:
        node = waiting.pop()
        if node.get_id() in seen:
            continue
        seen.add(node.get_id())
        waiting.extend(node.children())
        name = node.decl().name() if z3.is_const(node) else ""
        rest = name.removeprefix(key)
        if name.startswith(key) and (rest in ("", ".y", ".m", ".d") or rest[0] in "=~["):
            found[name] = node
    return list(found.values())


def useless(of: Engine, people: int, seed: int = 0) -> tuple[list[tuple[int, str]], int]:
    """Questions of so many walks that can change nothing, and the number of all questions.

    A random search finds nearly every witness; the solver is asked about the rest.
    """
    audit, found, asked = Audit(of), [], 0
    for number in range(people):
        random = Random(seed + number)
        person = population.sample(of.facts, TODAY.toordinal(), random)
        answers: dict[str, Any] = {}
        while (key := of.evaluate(answers, TODAY).next_question) is not None:
            assert key not in answers, "a question is asked once"
            asked += 1
            seen = makes_a_difference(of, answers, key, Random(1), 60, 6)
            if not seen and not audit.can_matter(answers, key):
                found.append((seed + number, key))
            answers[key] = None if random.random() < 0.05 else person[key]
    return found, asked


if __name__ == "__main__":
    engine = catalogue_engine()
    assert engine is not None
    wrong, total = useless(engine, int(sys.argv[1]) if len(sys.argv) > 1 else 20)
    print(f"{len(wrong)} of {total} questions can change nothing: {wrong}")
