"""Two situations side by side: at the person's own request, without advice, kept nowhere."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from questionnaire import hand_over, state
from questionnaire.state import Answers
from rights import bundle
from rights.clock import today
from tests.questionnaire.people import MOTHER, NEARLY_65, NEXT_YEAR, answers_of, visitor

pytestmark = pytest.mark.django_db
PAGE = "/en/questions/compare/"


def press(client, action, **data):
    answer = client.post(PAGE, {"action": action, **data})
    assert answer.status_code == 303 and answer["Location"] == PAGE
    return client.get(PAGE)


def test_another_day_shows_what_the_rules_say_then_and_nothing_is_in_the_address():
    client = visitor(NEARLY_65)
    page = press(client, "day", day=f"1 4 {NEXT_YEAR}")
    engine = bundle.current().engine
    now = engine.evaluate(dict(NEARLY_65), today()).rights
    then = engine.evaluate(dict(NEARLY_65), date(NEXT_YEAR, 4, 1)).rights
    differing = {row.code for row in page.context["differing"]}
    assert "public-transport-stib" in differing
    assert {code for code in now if now[code].outcome != then[code].outcome} <= differing
    assert answers_of(client).values == NEARLY_65


def test_an_answer_changes_in_the_copy_alone():
    client = visitor(MOTHER)
    before = client.get("/en/questions/results/").context["groups"]
    form = {"work_status": "employee", "back_to": "compare"}
    assert client.post("/en/questions/34/", form)["Location"] == PAGE
    answers = answers_of(client)
    assert answers.values == MOTHER and answers.copy == {"work_status": "employee"}
    after = client.get("/en/questions/results/").context["groups"]
    assert [item.code for item in after.first] == [item.code for item in before.first]
    change = client.get(PAGE).context["changes"][0]
    assert (change.now, change.then) == (
        ["I have no work and look for work"],
        ["I work for an employer"],
    )


def test_the_question_shows_the_answer_of_the_copy_and_says_so():
    client = visitor(MOTHER)
    client.post("/en/questions/23/", {"rent_month": "812", "back_to": "compare"})
    html = client.get("/en/questions/23/?back_to=compare").content.decode()
    assert 'value="812"' in html and "only in the second situation" in html
    assert 'value="650"' in client.get("/en/questions/23/").content.decode()


def test_changes_are_taken_back_one_by_one_or_all():
    client = visitor(MOTHER)
    for number, key, value in ((23, "rent_month", "812"), (52, "savings", "1")):
        client.post(f"/en/questions/{number}/", {key: value, "back_to": "compare"})
    press(client, "back-23")
    assert answers_of(client).copy == {"savings": 1}
    client.post("/en/questions/52/", {"savings": "7310,40", "back_to": "compare"})
    assert answers_of(client).copy == {}  # the same as now is no change
    press(client, "day", day=f"3 {NEXT_YEAR}")
    page = press(client, "clear")
    assert answers_of(client).copy_on == "" and not page.context["differing"]


@pytest.mark.parametrize("typed", ["1 1 2020", "32 1 2027", "", "soon"])
def test_a_day_that_cannot_be_comes_back_with_what_to_type(typed):
    page = visitor(MOTHER).post(PAGE, {"action": "day", "day": typed})
    assert page.status_code == 200 and page.context["error"]
    assert f'value="{typed}"' in page.content.decode()
    far = (today() + timedelta(days=800)).strftime("%d %m %Y")
    assert visitor(MOTHER).post(PAGE, {"action": "day", "day": far}).context["error"]


@pytest.mark.parametrize("lang", ["nl", "fr", "de", "en"])
def test_the_page_gives_no_advice_and_keeps_the_order_of_the_alphabet(lang):
    client = visitor(MOTHER)
    with override(lang):
        from django.urls import reverse

        address = reverse("questionnaire:compare")
    page = client.get(f"{address}?with={'fr' if lang == 'nl' else 'nl'}")
    names = [row.words.name.casefold() for row in page.context["same"]]
    assert names == sorted(names) and len(names) > 90
    assert "score" not in page.content.decode()
    assert {"nl": "geen raad", "fr": "pas de conseil", "de": "keinen Rat", "en": "no advice"}[
        lang
    ] in page.content.decode()


def test_the_copy_lives_in_the_cookie_and_goes_along_to_nobody():
    facts = bundle.current().engine.facts
    answers = Answers(MOTHER, started=True, copy={"savings": 5}, copy_on="2027-05-01")
    back = state.unpack(state.pack(answers, facts), facts)
    assert (back.copy, back.copy_on) == ({"savings": 5}, "2027-05-01")
    text, digits = hand_over.seal(answers.alone(), facts, 1)
    assert hand_over.unseal(text, digits, facts).copy == {}
    assert answers.anew().copy == {} and answers.anew().copy_on == ""


def test_a_cookie_of_before_is_still_read():
    facts = bundle.current().engine.facts
    packed = state.pack(Answers(MOTHER, started=True, beside="fr"), facts)
    assert state.unpack(packed, facts).beside == "fr"
    assert state.unpack(state.pack(Answers(MOTHER, started=True), facts), facts).copy == {}


def test_a_copy_that_no_longer_fits_in_the_cookie_is_refused_with_a_reason(monkeypatch):
    client = visitor(MOTHER)
    monkeypatch.setattr(state, "fits", lambda answers, facts: False)
    page = client.post("/en/questions/23/", {"rent_month": "812", "back_to": "compare"})
    assert "No more changes fit here." in page.content.decode()
    assert answers_of(client).copy == {}
