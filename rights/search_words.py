"""How words are made comparable: accents, endings, fillers, and pieces of compounds."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from eligibility.schema import Lang

STEMMER = {"nl": "dutch", "fr": "french", "de": "german", "en": "english"}
# Words that people type around their need and that say nothing about it, without accents.
# They come on top of the library's lists, which are short for English.
FILLERS: dict[Lang, str] = {
    "nl": "aan afgelopen al als ben bent bij dan dat die dit doe doen door een eens erg euro "
    "gaan gaat graag haar heb hebben heeft hem hen het hier hij hoe hoeveel hun iemand "
    "iets ik is jaar jaren je kan komt kon krijg krijgen krijgt kunnen lukt maar mag me "
    "meer men met mij mijn moet moeten na naar niet nu of ons onze ook op over te tot u "
    "uit uw van veel voor waar waarom wanneer wat we wel welk welke wie wij wil willen "
    "word worden wordt ze zeer zich zijn zo zou",
    "fr": "afin aimerais ainsi alors annee ans arrive arrivent as assez au aussi aux avec "
    "avez avoir avons beaucoup bien ce ceci cela ces cette chez combien comme comment "
    "dans de depuis des deux dois doit du elle en encore est et etais etes etre euro "
    "euros faire fait faut il ils jai jamais je la le les leur lui ma mais me mes moi mon "
    "ne nen nos notre nous on ont ou par pas peu peut peux plus pour pourquoi pouvoir "
    "puis quand que quel quelle quelles quels qui quoi sa sais sans savoir se ses si son "
    "sont suis sur ta te tes toi ton tout toute tres trop tu un une va vais veut veux vos "
    "votre vous y",
    "de": "ab aber alle als am an auf aus bei beim bekomme bekommen bekommt bin bis bitte "
    "brauche da damit das dass dem den der des die dies doch dort du durch ein eine einem "
    "einen einer eines er es etwas euro fur ganz gar gerne gibt hab habe haben hat hatte "
    "hier ich ihr ihre im in ist ja jetzt kann kein keine konnen machen man mehr mein "
    "meine meinem meinen meiner mich mir mit mochte muss mussen nach nicht noch nun nur "
    "oder ohne sehr sein seine sich sie sind so uber um und uns unser viel vom von vor "
    "wann war was weil welche wenn wer werde werden wie will wir wird wo worden zu zum "
    "zur",
    "en": "a about after again all also always am an and any anybody anymore are as at be "
    "because been being but by can cannot could d did do does doesn don for from get gets "
    "getting give go got had has have he her here him his how i if in into is it its just "
    "keep ll lot lots m many may me more much must my need needs no not now of off on or "
    "our out please really s she should so some t take than that the their them then "
    "there they this to too up us ve very want was we were what when where which who why "
    "will with won would you your",
}  # fmt: skip
# Words of nearly every need: they help to choose between sheets, but do not name the subject.
WEAK: dict[Lang, str] = {
    "nl": "aanvraag aanvragen betaal betaald betaalt betalen dure duur duurder financieel "
    "financiele geld goedkoop goedkope goedkoper help helpen hoge hoog hulp inkomen kost "
    "kosten laag lage minder prijs recht rechten steun teveel vraag vragen weinig",
    "fr": "aide aides aider argent bas basse cher chere cheres chers cout coute coutent demande "
    "demander droit droits eleve elevee faible financier financiere moins paie paient "
    "payer petit petite petits prix revenu revenus somme toucher",
    "de": "anspruch antrag beantragen bezahlen billig billige billiger einkommen finanziell "
    "frage fragen geld gunstig gunstige gunstiger helfen hilfe hoch hohe hoher klein "
    "kleine kosten kostet niedrig preis recht teuer teure unterstutzung wenig weniger "
    "zahle zahlen zahlt zuschuss",
    "en": "afford apply ask benefit benefits bill bills cheap cheaper claim cost costly costs "
    "expensive financial help high income low money paid pay paying payment payments pays "
    "poor price prices right rights support",
}  # fmt: skip
UMLAUTS = re.compile("ae|oe|ue")
PUNCTUATION = re.compile(r"[^\w\s]+|_")
PIECES = 4  # letters
SHORTEST_PART = 4  # letters, of a compound
SHORTEST_COMPOUND = 6  # letters; a shorter word is not cut in pieces


def folded(text: str, lang: Lang) -> str:
    """Small letters without accents; in German `ae` and `ä` are the same."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("ß", "ss"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return UMLAUTS.sub(lambda hit: hit[0][0], plain) if lang == "de" else plain


def words(text: str) -> list[str]:
    """The words of a text, cut at everything that is not a letter or a digit."""
    return PUNCTUATION.sub(" ", text).split()


@lru_cache
def fillers(lang: Lang) -> frozenset[str]:
    return frozenset(FILLERS[lang].split())


@lru_cache
def weak_words(lang: Lang) -> frozenset[str]:
    return frozenset(WEAK[lang].split())


def content_words(text: str, lang: Lang) -> list[str]:
    """The words that say something, as typed."""
    return [w for w in words(text) if len(w) > 1 and folded(w, lang) not in fillers(lang)]


@lru_cache
def stems(lang: Lang) -> TextAnalyzer:
    """Endings off, then accents off: `électricités` and `électricité` are the same."""
    return (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(60))
        .filter(Filter.lowercase())
        .filter(Filter.stopword(STEMMER[lang]))
        .filter(Filter.stemmer(STEMMER[lang]))
        .filter(Filter.ascii_fold())
        .filter(Filter.custom_stopword(sorted(fillers(lang))))
        .build()
    )


@lru_cache
def bare_stems(lang: Lang) -> TextAnalyzer:
    """For text without accents from the start: whoever types `electricite` is understood."""
    return (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(60))
        .filter(Filter.custom_stopword(sorted(fillers(lang))))
        .filter(Filter.stemmer(STEMMER[lang]))
        .build()
    )


def pieces(word: str, lang: Lang) -> list[str]:
    """A long word in overlapping pieces: `stroomrekening` shares some with `stroomfactuur`."""
    plain = folded(word, lang)
    if len(plain) < SHORTEST_COMPOUND:
        return []
    return sorted({plain[start : start + PIECES] for start in range(len(plain) - PIECES + 1)})


def all_pieces(texts: list[str], lang: Lang) -> list[str]:
    """The pieces of every word of the texts, short words whole."""
    found: list[str] = []
    for text in texts:
        for word in content_words(text, lang):
            plain = folded(word, lang)
            found += pieces(word, lang) or [plain[:PIECES]] * (len(plain) >= PIECES)
    return found


def as_one(text: str, lang: Lang) -> str:
    """All that a text says as one word: equal for `Kinder Geld` and `Kindergeld`."""
    return "".join(folded(word, lang) for word in content_words(text, lang))
