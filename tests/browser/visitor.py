"""A person who fills in the questionnaire: answers go by POST, as a form sends them."""

ADDRESSES = {  # start, check, results, erased
    "nl": ("vragen/", "vragen/nakijken/", "vragen/resultaat/", "vragen/gewist/"),
    "fr": ("questions/", "questions/verifier/", "questions/resultats/", "questions/efface/"),
    "de": ("fragen/", "fragen/pruefen/", "fragen/ergebnis/", "fragen/geloescht/"),
    "en": ("questions/", "questions/check/", "questions/results/", "questions/erased/"),
}
HOLDS, BORN, POSTCODE, STAYING, CHILDREN, WAGE = 1, 2, 3, 4, 14, 44  # printed question numbers

# A woman of 70 who rents alone in Brussels with a small pension.
OLDER = [
    (1, {"holds": "retirement-pension"}), (2, {"birth_date": "3 1956"}), (3, {"postcode": "1000"}),
    (4, {"staying": "own_home"}), (5, {"registered_address": "same"}),
    (6, {"nationality_status": "belgian"}), (9, {"household_size": "1"}),
    (10, {"has_partner": "false"}), (14, {"action": "none"}), (20, {"owns_home": "false"}),
    (21, {"tenure": "tenant_private"}), (23, {"rent_month": "650"}),
    (34, {"work_status": "retired"}), (44, {"income.wage_gross_month": "0"}),
    (45, {"income.pension_gross_month": "1.050,50"}), (46, {"income.benefit_gross_month": "0"}),
    (52, {"savings": "2000"}), (54, {"health_insured": "true"}),
]  # fmt: skip


def address(lang: str, page: int) -> str:
    return f"/{lang}/{ADDRESSES[lang][page]}"


def question(lang: str, number: int) -> str:
    return f"{address(lang, 0)}{number}/"


def begin(page, lang: str = "en", answers=(), **form) -> None:
    """Start, and send these answers: pairs of a question's number and its form."""
    send = page.context.request.post
    assert send(address(lang, 0), form=form).ok
    for number, typed in answers:
        assert send(question(lang, number), form=typed).ok, number
