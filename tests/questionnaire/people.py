"""A few people whose answers the tests know by heart."""

from django.test import Client, RequestFactory

from questionnaire import state
from rights import bundle
from rights.clock import today

NEXT_YEAR = today().year + 1
# A woman who turns 65 in March of next year, in Brussels, with a small pension.
NEARLY_65 = {
    "holds": ["retirement-pension"], "birth_date": f"{NEXT_YEAR - 65}-03", "postcode": "1000",
    "staying": "own_home", "registered_address": "here", "nationality_status": "belgian",
    "household_size": 1, "has_partner": False, "children": [], "owns_home": False,
    "tenure": "tenant_private", "rent_month": 650, "work_status": "retired",
    "income.wage_gross_month": 0, "income.pension_gross_month": 1050.5,
    "income.benefit_gross_month": 0, "income.self_employed_gross_month": 0,
    "income.other_gross_month": 0, "income.reference_year_gross": 13000, "savings": 2000,
    "health_insured": True,
}  # fmt: skip
# A mother in Ghent without work, with two children, who heats with oil.
MOTHER = {
    "holds": [], "birth_date": "1988-04", "postcode": "9000", "staying": "own_home",
    "registered_address": "here", "nationality_status": "belgian", "household_size": 3,
    "has_partner": False,
    "children": [{"birth_date": "2020-03-01"}, {"birth_date": "2026-10-02"}],
    "owns_home": False, "tenure": "tenant_private", "rent_month": 650,
    "work_status": "unemployed", "income.wage_gross_month": 0,
    "income.benefit_gross_month": 1200, "savings": 7310.4,
    "health_insured": True, "heating": "oil",
}  # fmt: skip


def visitor(values, about="me", right=""):
    """A browser that holds these answers."""
    from django.http import HttpResponse

    client = Client()
    answers = state.Answers(values, about, right, True)
    sent = state.save(HttpResponse(), answers, bundle.current().engine.facts)
    client.cookies[state.cookie_name()] = sent.cookies[state.cookie_name()].value
    return client


def answers_of(client):
    """What the cookie of a visitor holds."""
    request = RequestFactory().get("/")
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    return state.load(request, bundle.current().engine.facts)
