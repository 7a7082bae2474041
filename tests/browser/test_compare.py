"""Two situations side by side in a browser: on a phone, in two languages, and on paper."""

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


def test_paper_shows_the_table_and_nothing_to_press(page):
    begin(page, "en", OLDER)
    page.goto(addresses("en")[COMPARE])
    compare_with_a_day(page)
    page.emulate_media(media="print")
    assert page.locator(".compare").first.is_visible()
    assert not page.locator("main :is(button, input)").filter(visible=True).count()
