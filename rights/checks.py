"""What an editor hears before an entry goes live: what is wrong, and whose outcome changes.

Three kinds: what the engine cannot use (`broken`, nobody publishes that), what a gate
stops (`stops`, a person may publish it with a reason) and what is to look at (`hints`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from eligibility import AnswerErrors, Engine
from rights import bundle as bundles
from rights import publishing
from rights.clock import today
from rights.gates import all as gates
from rights.gates import rules, structure
from rights.gates.defects import Defect
from rights.models import Notion, Parameter, Question, Right
from rights.schema import Case, Catalogue

IN_RULES = (Parameter, Notion, Question)  # a change of these can change any right


@dataclass(frozen=True)
class Example:
    """A case of a sheet: a situation that somebody wrote with its outcome."""

    right: str
    sentence: str
    case: Case


Move = tuple[Example, str, str]  # with the outcome on the public site, and the new one


@dataclass
class Findings:
    """`moved` names the examples whose outcome is another one than on the public site."""

    broken: str | None = None
    stops: list[Defect] = field(default_factory=list)
    hints: list[Defect] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)


def of(entry) -> Findings:
    """Everything that is found on this entry as it is now in memory, beside what is public."""
    public = bundles.current()
    try:
        after = publishing.proposed(public.catalogue, entry)
    except publishing.Refused as error:
        return Findings(broken=str(error))
    if problem := publishing.why_not(public.catalogue, after, entry):
        return Findings(broken=problem)
    moved = list(_moved(public, after, entry))
    found = list(_defects(after, entry, moved))
    return Findings(
        stops=[defect for defect in found if defect.level == "defect"],
        hints=[defect for defect in found if defect.level == "warning"],
        moved=[f"{example.sentence}: {old} → {new}" for example, old, new in moved],
    )


def _defects(after: Catalogue, entry, moved: list[Move]) -> Iterator[Defect]:
    if isinstance(entry, Right):
        yield from gates.defects_of(after, entry.code, today())
    if isinstance(entry, Question):
        place = f"facts.yaml {entry.key} "
        found = structure.questions_in_four_languages(after)
        yield from (d for d in found if d.place.startswith(place))
    if isinstance(entry, IN_RULES):
        for example, _, new in moved:
            if new != example.case.outcome:
                case = f"{example.right}, {example.sentence}"
                message = f"{case}: outcome is {new}, not {example.case.outcome}"
                yield Defect(f"rights/{example.right}/cases.yaml", "cases", message)


def _moved(public: bundles.Bundle, after: Catalogue, entry) -> Iterator[Move]:
    """The examples of all sheets for the rules of this right; its own ones for any other."""
    mine = entry.code if isinstance(entry, Right) else None
    if not (_rules_differ(public.catalogue, after, mine) if mine else isinstance(entry, IN_RULES)):
        return
    before, now = public.engine, rules.engine_of(after)
    for example in _examples(public.catalogue):
        right = mine or example.right
        if right in before.rights and right in now.rights:
            old, new = (_outcome(engine, right, example.case) for engine in (before, now))
            if old != new:
                yield example, old, new


def _rules_differ(before: Catalogue, after: Catalogue, code: str) -> bool:
    old, new = (next((r for r in c.rights if r.code == code), None) for c in (before, after))
    return old is not None and (old.criteria, old.routes) != (new.criteria, new.routes)


def _examples(catalogue: Catalogue) -> Iterator[Example]:
    for code, cases in sorted(catalogue.cases.items()):
        for sentence, case in cases.items():
            yield Example(code, sentence, case)


def _outcome(engine: Engine, code: str, case: Case) -> str:
    try:
        situation = engine.read(case.answers, case.as_of)
    except AnswerErrors:
        return "?"
    return engine.quick_outcome(code, situation, case.as_of)
