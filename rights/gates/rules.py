"""Gates on the logic: the rules compile, and every case comes out as written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from eligibility import AnswerErrors, Engine, Result
from rights.bundle import rule_base
from rights.gates.defects import Defect
from rights.schema import Case, Catalogue

FEWEST_CASES = 4


def rules_compile(catalogue: Catalogue) -> Iterator[Defect]:
    """Each test can be read: names, units and figures."""
    for problem in Engine(rule_base(catalogue)).problems:
        yield Defect(problem.place, "rules", problem.message)


def cases_hold(catalogue: Catalogue) -> Iterator[Defect]:
    """Each case gives the outcome that is written beside it."""
    engine = Engine(rule_base(catalogue))
    for right in catalogue.rights:
        cases = catalogue.cases.get(right.code, {})
        place = f"rights/{right.code}/cases.yaml"
        if len(cases) < FEWEST_CASES:
            yield Defect(place, "cases", f"{len(cases)} cases; write at least {FEWEST_CASES}")
        for sentence, case in cases.items():
            for message in differences(engine, right.code, case):
                yield Defect(place, "cases", f"{sentence}: {message}")


def differences(engine: Engine, code: str, case: Case) -> list[str]:
    """What comes out otherwise than the case says."""
    try:
        result: Result = engine.evaluate(engine.read(case.answers, case.as_of), case.as_of)
    except AnswerErrors as wrong:
        return [f"{error.place}: {error.message}" for error in wrong.errors]
    found = result.rights[code]
    routes = {route.id: route.outcome for route in found.routes}
    criteria = {c.id: c.outcome for route in found.routes for c in route.criteria}
    pairs = [("outcome", case.outcome, found.outcome)]
    pairs += [(f"route {id}", outcome, routes.get(id)) for id, outcome in case.routes.items()]
    pairs += [(f"criterion {id}", o, criteria.get(id)) for id, o in case.criteria.items()]
    if case.deciding_facts is not None:
        pairs.append(("deciding facts", sorted(case.deciding_facts), sorted(found.deciding_facts)))
    if case.flags is not None:
        pairs.append(("flags", sorted(case.flags), sorted(found.flags)))
    return [f"{what} is {got}, not {want}" for what, want, got in pairs if got != want]


def reviewed(catalogue: Catalogue, as_of: date) -> Iterator[Defect]:
    """Sheets past their review date."""
    for right in catalogue.rights:
        if right.review_by < as_of:
            place = f"rights/{right.code}/right.yaml"
            yield Defect(place, "review", f"was due on {right.review_by}", "warning")
