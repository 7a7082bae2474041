"""Gates on the structure: sentences for every id, relations that exist, sources everywhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from eligibility.schema import LANGUAGES, Field_, Option
from rights.gates.defects import Defect
from rights.schema import Catalogue, Right, Words

KEY = re.compile(r"[a-z][\w.-]*")
PLACEHOLDER = re.compile(r"\{([\w.-]+)\}")


def sentences_for_every_id(catalogue: Catalogue) -> Iterator[Defect]:
    """Each criterion, route and deadline has its sentence in each language, and no other."""
    for right in catalogue.rights:
        expected = {
            "criteria": _criteria(right),
            "routes": {route.id for route in right.routes} if len(right.routes) > 1 else set(),
            "deadlines": {deadline.id for deadline in right.deadlines},
        }
        for lang in LANGUAGES:
            place = f"rights/{right.code}/{lang}.yaml"
            words = catalogue.words[right.code].get(lang)
            if words is None:
                yield Defect(place, "languages", "this language is missing")
                continue
            for key, ids in expected.items():
                given = set(getattr(words, key))
                for missing in sorted(ids - given):
                    yield Defect(f"{place} {key}", "sentences", f"{missing} has no sentence")
                for extra in sorted(given - ids - ({"main"} if key == "routes" else set())):
                    if key != "routes" or extra not in {route.id for route in right.routes}:
                        yield Defect(f"{place} {key}", "sentences", f"{extra} does not exist")


def _criteria(right: Right) -> set[str]:
    groups = [right.criteria, *(route.criteria for route in right.routes)]
    return {criterion.id for group in groups for criterion in group}


def relations_exist(catalogue: Catalogue) -> Iterator[Defect]:
    """Codes of rights, institutions, documents, themes and life events lead somewhere."""
    known = {
        "institutions": {item.code for item in catalogue.institutions},
        "documents": {item.code for item in catalogue.documents},
        "tools": {item.code for item in catalogue.tools},
        "themes": {item.code for item in catalogue.themes},
        "life events": {item.code for item in catalogue.life_events},
        "rights": {right.code for right in catalogue.rights},
    }
    for right in catalogue.rights:
        used = {
            "institutions": [right.authority, *right.applied_for_at],
            "documents": [entry.document for entry in right.documents],
            "tools": right.tools,
            "themes": right.themes,
            "life events": right.life_events,
            "rights": [*right.opens, *right.excludes, *right.reduces, *right.similar],
        }
        for kind, codes in used.items():
            for code in codes:
                if code not in known[kind]:
                    yield Defect(
                        f"rights/{right.code}/right.yaml",
                        "relations",
                        f"{code} is not among the {kind}",
                    )


def sources_given(catalogue: Catalogue) -> Iterator[Defect]:
    """Each criterion and each confirmed amount names the page where it was read."""
    for right in catalogue.rights:
        groups = [right.criteria, *(route.criteria for route in right.routes)]
        for criterion in (criterion for group in groups for criterion in group):
            if not (criterion.source or "").startswith("http"):
                yield Defect(
                    f"rights/{right.code}/right.yaml", "sources", f"{criterion.id} has no source"
                )


def slugs_unique(catalogue: Catalogue) -> Iterator[Defect]:
    """No two sheets have the same address in a language."""
    for lang in LANGUAGES:
        slugs = {code: w[lang].slug for code, w in catalogue.words.items() if lang in w}
        times = Counter(slugs.values())
        for code, slug in slugs.items():
            place = f"rights/{code}/{lang}.yaml"
            if times[slug] > 1:
                yield Defect(place, "slugs", f"{slug} is used {times[slug]} times")
            if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug):
                yield Defect(place, "slugs", f"{slug} is not a plain address")


def same_parts(catalogue: Catalogue) -> Iterator[Defect]:
    """A part of a sheet that is written in one language is written in each."""
    for code, languages in catalogue.words.items():
        filled = {lang: set(_filled(words)) for lang, words in languages.items()}
        everywhere = set().union(*filled.values())
        for lang, parts in filled.items():
            for part in sorted(everywhere - parts):
                place = f"rights/{code}/{lang}.yaml {part}"
                yield Defect(place, "languages", "is empty, and not in another language")


def _filled(words: Words) -> Iterator[str]:
    """Names of the parts with words in them. Names that only search uses may be missing."""
    box = {f"box.{key}": value for key, value in words.box}
    for name, value in {**dict(words), **box}.items():
        if value and name not in ("also_called", "people_say", "criteria", "routes", "deadlines"):
            yield name


def parameters_exist(catalogue: Catalogue) -> Iterator[Defect]:
    """Each {parameter} in a text exists, and each parameter is used."""
    known = {parameter.key for parameter in catalogue.parameters}
    for code, languages in catalogue.words.items():
        for lang, words in languages.items():
            for key in PLACEHOLDER.findall(words.model_dump_json()):
                if key not in known:
                    yield Defect(
                        f"rights/{code}/{lang}.yaml", "parameters", f"{{{key}}} does not exist"
                    )
    text = "".join(w.model_dump_json() for _, _, w in words_of(catalogue))
    text += " ".join(_expressions(catalogue))
    used = set(KEY.findall(text))
    for key in sorted(known - used):
        yield Defect(f"parameters: {key}", "parameters", "is not used", "warning")


def questions_in_four_languages(catalogue: Catalogue) -> Iterator[Defect]:
    """Each text of a question that is there at all is there in every language."""
    for fact in catalogue.facts:
        for part in (fact, *(fact.record or ())):
            for record in (part, *(part.options or ())):
                for name, missing in _missing_languages(record):
                    place = f"facts.yaml {fact.key} {name}"
                    yield Defect(place, "languages", f"missing: {', '.join(missing)}")


def _missing_languages(record: Field_ | Option) -> Iterator[tuple[str, list[str]]]:
    for name, text in record:
        if isinstance(text, dict) and text and (missing := [x for x in LANGUAGES if x not in text]):
            yield name, missing


def facts_used(catalogue: Catalogue) -> Iterator[Defect]:
    """A question that no rule uses is not asked."""
    used = set(KEY.findall(" ".join(_expressions(catalogue))))
    records = {name.split(".")[0] for name in used}
    for fact in catalogue.facts:
        if fact.topic == "already" or fact.key in used or fact.singular in records:
            continue
        yield Defect(f"facts.yaml {fact.key}", "facts", "no rule uses this fact", "warning")


def _expressions(catalogue: Catalogue) -> Iterator[str]:
    """Every test and sum in rights, notions and questions."""
    for right in catalogue.rights:
        yield right.for_each or ""
        yield right.amount.is_ if right.amount else ""
        for group in (right.criteria, *(route.criteria for route in right.routes)):
            yield from (criterion.test or "" for criterion in group)
    for notion in catalogue.notions:
        yield notion.is_ or ""
        yield notion.lookup.of if notion.lookup else ""
        yield from (version.is_ for version in notion.versions or ())
    for fact in catalogue.facts:
        yield fact.ask_if or ""
        yield from (part.ask_if or "" for part in fact.record or ())


def words_of(catalogue: Catalogue) -> Iterator[tuple[str, str, Words]]:
    for code, languages in catalogue.words.items():
        for lang, words in languages.items():
            yield code, lang, words
