"""All gates in the order in which an editor wants to read what they find."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rights.gates import rules, structure, style, text
from rights.gates.defects import Defect
from rights.schema import Catalogue

GATES = (
    structure.sentences_for_every_id,
    structure.same_parts,
    structure.relations_exist,
    structure.sources_given,
    structure.slugs_unique,
    structure.parameters_exist,
    structure.questions_in_four_languages,
    structure.facts_used,
    text.same_figures,
    text.figures_in_parameters,
    text.readable,
    style.official_phrases,
    style.words_to_avoid,
    style.abbreviations_explained,
    rules.rules_compile,
    rules.cases_hold,
)
ON_A_DAY = (rules.reviewed, rules.figures_today)


def newest_check(catalogue: Catalogue) -> date:
    """The last day on which a source of any right was read; dates are judged as of that day."""
    return max((right.checked_on for right in catalogue.rights), default=date.min)


def defects(catalogue: Catalogue, as_of: date | None = None) -> list[Defect]:
    """Everything that any gate finds, on `as_of` or on the day of the newest check."""
    day = as_of or newest_check(catalogue)
    found = [defect for gate in GATES for defect in gate(catalogue)]
    return found + [defect for gate in ON_A_DAY for defect in gate(catalogue, day)]


def defects_of(catalogue: Catalogue, code: str, as_of: date) -> list[Defect]:
    """What the gates find on one sheet, in a fraction of the time that all sheets take."""
    one = narrowed(catalogue, [code])
    found = [defect for gate in GATES for defect in _on_one(gate, one, catalogue)]
    found += [defect for gate in ON_A_DAY for defect in gate(one, as_of)]
    return [defect for defect in found if defect.place.startswith(f"rights/{code}/")]


def _on_one(gate, one: Catalogue, whole: Catalogue) -> Iterator[Defect]:
    if gate is structure.slugs_unique:
        return gate(whole)
    return gate(one, whole) if gate is text.readable else gate(one)


def narrowed(catalogue: Catalogue, codes: list[str]) -> Catalogue:
    """The same rules, but only the words and cases of these rights: quick while writing."""
    only = {
        name: {
            code: found if code in codes else {} for code, found in getattr(catalogue, name).items()
        }
        for name in ("words", "cases")
    }
    return catalogue.model_copy(update=only)
