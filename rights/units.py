"""How units, months and dates are said in each language (used by `rights.text`)."""

from decimal import Decimal

from eligibility.schema import Lang

UNIT_WORDS: dict[str, dict[str, str | tuple[str, str]]] = {
    "EUR/hour": {"nl": "per uur", "fr": "par heure", "de": "pro Stunde", "en": "an hour"},
    "EUR/day": {"nl": "per dag", "fr": "par jour", "de": "pro Tag", "en": "a day"},
    "EUR/month": {"nl": "per maand", "fr": "par mois", "de": "pro Monat", "en": "a month"},
    "EUR/quarter": {
        "nl": "per kwartaal", "fr": "par trimestre", "de": "pro Quartal", "en": "a quarter",
    },
    "EUR/year": {"nl": "per jaar", "fr": "par an", "de": "pro Jahr", "en": "a year"},
    "years": {
        "nl": ("jaar", "jaar"), "fr": ("an", "ans"), "de": ("Jahr", "Jahre"),
        "en": ("year", "years"),
    },
    "months": {
        "nl": ("maand", "maanden"), "fr": ("mois", "mois"), "de": ("Monat", "Monate"),
        "en": ("month", "months"),
    },
    "weeks": {
        "nl": ("week", "weken"), "fr": ("semaine", "semaines"), "de": ("Woche", "Wochen"),
        "en": ("week", "weeks"),
    },
    "days": {
        "nl": ("dag", "dagen"), "fr": ("jour", "jours"), "de": ("Tag", "Tage"),
        "en": ("day", "days"),
    },
    "hours": {
        "nl": ("uur", "uur"), "fr": ("heure", "heures"), "de": ("Stunde", "Stunden"),
        "en": ("hour", "hours"),
    },
    "points": {
        "nl": ("punt", "punten"), "fr": ("point", "points"), "de": ("Punkt", "Punkte"),
        "en": ("point", "points"),
    },
    "litres": {
        "nl": ("liter", "liter"), "fr": ("litre", "litres"), "de": ("Liter", "Liter"),
        "en": ("litre", "litres"),
    },
    "c€/kWh": {
        "nl": ("eurocent per kWh", "eurocent per kWh"),
        "fr": ("centime par kWh", "centimes par kWh"),
        "de": ("Cent pro kWh", "Cent pro kWh"),
        "en": ("cent per kWh", "cents per kWh"),
    },
}  # fmt: skip

MONTHS: dict[Lang, list[str]] = {
    "nl": ["januari", "februari", "maart", "april", "mei", "juni",
           "juli", "augustus", "september", "oktober", "november", "december"],
    "fr": ["janvier", "février", "mars", "avril", "mai", "juin",
           "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
    "de": ["Januar", "Februar", "März", "April", "Mai", "Juni",
           "Juli", "August", "September", "Oktober", "November", "Dezember"],
    "en": ["January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"],
}  # fmt: skip

DATED: dict[Lang, str] = {
    "nl": "bedrag van {}",
    "fr": "montant au {}",
    "de": "Betrag vom {}",
    "en": "amount of {}",
}
AS_OF: dict[Lang, str] = {
    "nl": "stand op {}",
    "fr": "situation au {}",
    "de": "Stand vom {}",
    "en": "as of {}",
}
ASK: dict[Lang, str] = {
    "nl": "het bedrag van vandaag (vraag het na)",
    "fr": "le montant actuel (à demander)",
    "de": "der heutige Betrag (bitte nachfragen)",
    "en": "today’s amount (please ask)",
}


def plural_is_other(value: Decimal, lang: Lang) -> bool:
    """French says 'heure' below two (1,5 heure); the others only for exactly one."""
    return value >= 2 if lang == "fr" else value != 1
