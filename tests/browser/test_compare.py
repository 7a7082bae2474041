"""Two situations side by side in a browser: on a phone, in two languages, and on paper."""

from datetime import date, timedelta

import pytest
from states import addresses, compare_with_a_day
from test_helper import problems
from visitor import OLDER, begin

pytestmark = pytest.mark.browser
COMPARE = "questionnaire:compare"


@pytest.mark.parametrize(("lang", "beside"), [("de", "fr"), ("nl", "en")])
def test_both_situations_fit_a_phone_in_two_languages(page, lang, beside):
    page.set_viewport_size({"width": 320, "height": 640})
    begin(page, lang, OLDER)
    page.goto(f"{addresses(lang)[COMPARE]}?with={beside}")
    compare_with_a_day(page)
    assert page.locator(".compare >> nth=0 >> tbody").count() > 0
    assert page.url.endswith(addresses(lang)[COMPARE])
    assert not problems(page)


def test_paper_shows_what_differs_and_nothing_to_press(page):
    soon = date.today() + timedelta(days=200)  # this person turns 65, before the day compared with
    born = {"birth_date": f"{soon.month} {soon.year - 65}"}
    begin(page, "en", [OLDER[0], (2, born), *OLDER[2:]])
    page.goto(addresses("en")[COMPARE])
    compare_with_a_day(page)
    page.emulate_media(media="print")
    first, same = page.locator(".compare").all()
    assert first.is_visible() and not same.is_visible()
    assert not page.locator("main :is(button, input)").filter(visible=True).count()
