"""Gates on single words: official phrases, unexplained abbreviations, words to avoid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rights.gates.defects import Defect
from rights.gates.readability import citizen_text
from rights.gates.structure import PLACEHOLDER, words_of
from rights.schema import Catalogue

# Phrases of letters and laws, each with a plain word; the lists of the quality bars, extended.
OFFICIAL = {
    "nl": {
        "aangaande": "over", "betreffende": "over", "dienen te": "moeten", "dient te": "moet",
        "indien": "als", "teneinde": "om", "middels": "met", "alsmede": "en", "alsook": "en",
        "desgevallend": "soms", "desbetreffende": "deze", "hieromtrent": "hierover",
        "inzake": "over", "krachtens": "volgens", "onverminderd": "ook met",
        "overeenkomstig": "volgens", "voormelde": "deze", "vooralsnog": "nog", "zulks": "dat",
        "in het kader van": "bij", "met betrekking tot": "over",
        "met name": "vooral", "op grond van": "door", "tevens": "ook", "derhalve": "dus",
        "ingevolge": "door", "dewelke": "die", "hetwelk": "dat",
    },
    "fr": {
        "afin de": "pour", "au sein de": "dans", "en vertu de": "selon", "eu égard à": "vu",
        "conformément à": "selon", "ledit": "ce", "ladite": "cette", "susmentionné": "ce",
        "nonobstant": "malgré", "en application de": "selon", "dans le cadre de": "pour",
        "en vue de": "pour", "à l’égard de": "envers", "le cas échéant": "parfois",
        "préalablement à": "avant", "s’acquitter de": "payer", "en cas de besoin": "au besoin",
        "il y a lieu de": "il faut", "est tenu de": "doit", "en ce qui concerne": "pour",
    },
    "de": {
        "diesbezüglich": "dazu", "bezüglich": "zu", "gemäß": "nach", "hinsichtlich": "zu",
        "mittels": "mit", "sowie": "und", "zwecks": "für", "seitens": "von", "obliegt": "muss",
        "unbeschadet": "trotz", "vorgenannte": "diese", "nachstehend": "hier", "anlässlich": "bei",
        "infolge": "wegen", "zuzüglich": "und dazu", "in Bezug auf": "zu", "im Rahmen": "bei",
    },
    "en": {
        "pursuant": "under", "herein": "here", "hereby": "now", "thereof": "of it",
        "aforementioned": "this", "notwithstanding": "despite", "in accordance with": "under",
        "with regard to": "about", "in respect of": "for", "prior to": "before",
        "in order to": "to", "shall": "must", "utilise": "use", "commence": "start",
        "whereby": "with which", "in the event of": "if",
    },
}  # fmt: skip
# Names of things that everybody in Belgium knows by these letters only.
KNOWN = frozenset(
    ["EU", "PC", "SMS", "GSM", "DVD", "TV", "ID", "OK", "PDF", "USB", "QR", "PIN", "IBAN", "CV",
     "HIV", "AIDS", "BE", "NL", "FR", "DE", "EN", "SOS", "WC", "TEC", "STIB", "MIVB", "SNCB",
     "NMBS", "VOO", "II", "III", "IV"]
)  # fmt: skip
ABBREVIATION = re.compile(r"(?<![\w-])[A-ZÄÖÜÉÈÀ]{2,6}(?![\w])")
LINK = re.compile(r"\[[^\]]*\]\([^)]*\)|https?://\S+")


def official_phrases(catalogue: Catalogue) -> Iterator[Defect]:
    """Phrases that only offices write; each has a plain word."""
    for code, lang, words in words_of(catalogue):
        for block in citizen_text(words):
            for hit in _official(lang).finditer(block):
                plain = OFFICIAL[lang].get(hit[0].lower()) or OFFICIAL[lang].get(hit[0], "…")
                message = f"“{hit[0]}”: write “{plain}”: {_around(block, hit)}"
                yield Defect(f"rights/{code}/{lang}.yaml", "style", message)


@lru_cache
def _official(lang: str) -> re.Pattern[str]:
    return _any_of(list(OFFICIAL[lang]))


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    together = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<![\w’'-])(?:{together})(?![\w-])", re.IGNORECASE)


def _around(block: str, hit: re.Match[str]) -> str:
    return block[max(hit.start() - 30, 0) : hit.end() + 30].replace("\n", " ")


def words_to_avoid(catalogue: Catalogue) -> Iterator[Defect]:
    """Words that the glossary replaces by one other word, so that one thing has one name."""
    for lang in OFFICIAL:
        better = {
            word.lower(): term.term.get(lang, term.code)
            for term in catalogue.glossary
            for word in term.avoid.get(lang, ())
        }
        if not better:
            continue
        pattern = _any_of(list(better))
        for code, of_lang, words in words_of(catalogue):
            for block in citizen_text(words) if of_lang == lang else ():
                for hit in pattern.finditer(block):
                    message = f"“{hit[0]}”: the glossary says “{better[hit[0].lower()]}”"
                    yield Defect(f"rights/{code}/{lang}.yaml", "avoid", message)


def abbreviations_explained(catalogue: Catalogue) -> Iterator[Defect]:
    """Capital letters that stand for a name are that of an institution, term or the sheet."""
    known = {lang: KNOWN | _given(catalogue, lang) for lang in OFFICIAL}
    for code, lang, words in words_of(catalogue):
        own = set(ABBREVIATION.findall(" ".join([words.name, *words.also_called])))
        text = "\n".join(citizen_text(words))
        written = ABBREVIATION.findall(LINK.sub(" ", PLACEHOLDER.sub(" ", text)))
        for short in sorted(set(written) - known[lang] - own):
            if not _explained(short, text):
                message = f"{short} is not explained: write the name, or put it in the glossary"
                yield Defect(f"rights/{code}/{lang}.yaml", "abbreviation", message, "warning")


def _given(catalogue: Catalogue, lang: str) -> frozenset[str]:
    """The short names of institutions, papers, tools and glossary terms."""
    texts: list[str] = []
    for item in catalogue.institutions:
        texts += [item.name.get(lang, ""), (item.short or {}).get(lang, "")]
    for named in (*catalogue.documents, *catalogue.tools):
        texts.append(named.name.get(lang, ""))
    for term in catalogue.glossary:
        texts += [term.term.get(lang, ""), *term.also.get(lang, ())]
    return frozenset(ABBREVIATION.findall(" ".join(texts)))


def _explained(short: str, text: str) -> bool:
    """In brackets after the name, or with the name in brackets after it."""
    return re.search(rf"\({short}\)|{short} \(", text) is not None
