"""Words that ask for help today: the search then names the need before any sheet.

One line is one need of `catalogue/urgent-help.yaml`; its words are beginnings of words,
without accents. Two with `+` must both be there, those with `_` one behind the other. Rather
one too few than a false alarm.
"""

from __future__ import annotations

from eligibility.schema import Lang
from rights.search_words import folded, words

NEEDS: dict[Lang, str] = {
    "nl": """
        thoughts-of-suicide zelfmoord zelfdod suicid wil_dood dood_wil niet_meer_leven
        child-in-danger kindermishandel kind+mishand kind+slaa kind+misbruik
        not-safe-at-home geweld mishandel slaat sloeg geslagen verkracht stalk bedreigt
        eviction uithuiszetting huis+uitgezet huis+gezet
        bed-tonight dakloos straat+slaap slaap+auto slaapplaats nachtopvang
        energy-cut-off afgesloten+elekt afgesloten+stroom afgesloten+gas afgesloten+water
        food honger niets+eten geen+eten voedselp voedselbank
    """,
    "fr": """
        thoughts-of-suicide suicid veux_mourir envie_de_mourir envie_de_vivre plus_vivre
        child-in-danger enfant+maltrait enfant+frapp enfant+battu enfant+abus
        not-safe-at-home violen frappe battu viole harcel maltrait
        eviction expuls
        bed-tonight sdf abri+sans dors+dehors dors+rue dors+voiture ou_dormir dormir_cette_nuit
        energy-cut-off coup+elect coup+courant coup+gaz coup+eau
        food faim rien+manger colis+aliment banque+aliment
    """,
    "de": """
        thoughts-of-suicide selbstmord suizid umbringen nicht_mehr_leben will_sterben
        child-in-danger kindesmisshandl kind+misshandelt kind+geschlagen kind+schlagt
        not-safe-at-home gewalt misshandel schlagt geschlagen vergewaltig stalk bedroht
        eviction zwangsraumung raumung
        bed-tonight obdachlos strasse+schlaf schlaf+auto notschlaf
        energy-cut-off strom+abgestellt strom+gesperrt gas+abgestellt wasser+abgestellt
        food hunger nichts+essen lebensmittelpaket tafel
    """,
    "en": """
        thoughts-of-suicide suicid kill_myself want_to_die end_my_life
        child-in-danger child+abuse child+hit child+beaten kid+abuse
        not-safe-at-home violen hits beats beaten abusive abuse rape raped stalk threatens
        eviction evict
        bed-tonight homeless sleep+street sleep+car sleeping+rough shelter
        energy-cut-off cut+off+elect cut+off+power cut+off+gas cut+off+water
        food hungry nothing+eat food+bank food+parcel
    """,
}
NO_SHEETS = "thoughts-of-suicide"  # sheets about dying would stand there as an answer


def urgent_need(lang: Lang, typed: str) -> str | None:
    """The code of the need that these words speak of, the gravest first; None for no need."""
    said = [folded(word, lang) for word in words(typed)]
    for line in NEEDS[lang].strip().splitlines():
        code, *signs = line.split()
        if any(all(_said(part, said) for part in sign.split("+")) for sign in signs):
            return code
    return None


def _said(part: str, said: list[str]) -> bool:
    """Whether words that begin so stand there, one behind the other."""
    run = part.split("_")
    return any(
        all(map(str.startswith, said[at : at + len(run)], run))
        for at in range(len(said) - len(run) + 1)
    )
