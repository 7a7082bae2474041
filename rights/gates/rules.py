"""Gates on the logic: the rules compile, and every case comes out as written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from eligibility import AnswerErrors, Engine, RightResult
from rights.bundle import rule_base
from rights.gates.defects import Defect
from rights.schema import Case, Catalogue, Right

FEWEST_CASES = 4
THRESHOLD = re.compile(r"[<>]=?")


_last: tuple[list[list], Engine] | None = None


def engine_of(catalogue: Catalogue) -> Engine:
    """The engine over this catalogue; the last one is kept, because it takes long to make."""
    global _last
    parts = [catalogue.facts, catalogue.notions, catalogue.parameters, catalogue.rights]
    if _last is None or any(old is not new for old, new in zip(_last[0], parts, strict=True)):
        _last = parts, Engine(rule_base(catalogue))
    return _last[1]


def rules_compile(catalogue: Catalogue) -> Iterator[Defect]:
    """Each test can be read: names, units and figures."""
    for problem in engine_of(catalogue).problems:
        yield Defect(problem.place, "rules", problem.message)


def cases_hold(catalogue: Catalogue) -> Iterator[Defect]:
    """Each case gives the outcome that is written beside it, and cases lie around each limit."""
    engine = engine_of(catalogue)
    for right in catalogue.rights:
        cases = catalogue.cases.get(right.code, {})
        place = f"rights/{right.code}/cases.yaml"
        if len(cases) < FEWEST_CASES:
            yield Defect(place, "cases", f"{len(cases)} cases; write at least {FEWEST_CASES}")
        seen: dict[str, set[str]] = defaultdict(set)
        for sentence, case in cases.items():
            for message in differences(engine, right.code, case, seen):
                yield Defect(place, "cases", f"{sentence}: {message}")
        yield from _sides(right, place, seen)


def differences(
    engine: Engine, code: str, case: Case, seen: dict[str, set[str]] | None = None
) -> list[str]:
    """What comes out otherwise than the case says; adds to `seen` how each criterion came out."""
    try:
        found = _judged(engine, code, case)
    except AnswerErrors as wrong:
        return [f"{error.place}: {error.message}" for error in wrong.errors]
    routes = {route.id: route.outcome for route in found.routes}
    criteria = {c.id: c.outcome for route in found.routes for c in route.criteria}
    for id, outcome in criteria.items() if seen is not None else ():
        seen[id].add(outcome)
    pairs = [("outcome", case.outcome, found.outcome)]
    pairs += [(f"route {id}", outcome, routes.get(id)) for id, outcome in case.routes.items()]
    pairs += [(f"criterion {id}", o, criteria.get(id)) for id, o in case.criteria.items()]
    if case.deciding_facts is not None:
        pairs.append(("deciding facts", sorted(case.deciding_facts), sorted(found.deciding_facts)))
    if case.flags is not None:
        pairs.append(("flags", sorted(case.flags), sorted(found.flags)))
    return [f"{what} is {got}, not {want}" for what, want, got in pairs if got != want]


def _judged(engine: Engine, code: str, case: Case) -> RightResult:
    """The right by itself; only an `unlikely` one can hang on another that is not asked yet."""
    situation = engine.read(case.answers, case.as_of)
    alone = engine.outcome(code, situation, case.as_of)
    if alone.outcome != "unlikely":
        return alone
    return engine.evaluate(situation, case.as_of, next_question=False).rights[code]


def _sides(right: Right, place: str, seen: dict[str, set[str]]) -> Iterator[Defect]:
    """A limit that no case passes, or none stays under, may be written the wrong way round."""
    for group in (right.criteria, *(route.criteria for route in right.routes)):
        for criterion in group:
            test, found = criterion.test or "", seen[criterion.id]
            if not THRESHOLD.search(test):
                continue
            missing = {"met", "not_met"} - found
            if "office_weighs" in test and len(missing) == 1 and "unknown" in found:
                continue  # on the other side only the office can say: that case is there
            for side in sorted(missing):
                message = f"no case in which {criterion.id} is {side}"
                yield Defect(place, "thresholds", message, "warning")


def reviewed(catalogue: Catalogue, as_of: date) -> Iterator[Defect]:
    """Sheets past their review date."""
    for right in catalogue.rights:
        if right.review_by < as_of:
            place = f"rights/{right.code}/right.yaml"
            yield Defect(place, "review", f"was due on {right.review_by}", "warning")


def figures_today(catalogue: Catalogue, as_of: date) -> Iterator[Defect]:
    """Each figure has a value on the day."""
    for parameter in catalogue.parameters:
        known = [value for value in parameter.values if value.from_ <= as_of]
        if not known:
            yield Defect(
                f"parameters: {parameter.key}", "parameters", f"no value on {as_of}", "warning"
            )
