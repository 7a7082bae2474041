"""Handing answers to another screen, in a browser: with a camera's address, and without scripts."""

import re

import pytest
from look import open_all
from test_take_along import problems
from visitor import OLDER, address, begin

pytestmark = pytest.mark.browser
RESULTS = 2
PAGES = {
    "nl": ("vragen/meegeven/", "vragen/ophalen/"),
    "fr": ("questions/transmettre/", "questions/reprendre/"),
    "de": ("fragen/weitergeben/", "fragen/abholen/"),
    "en": ("questions/hand-over/", "questions/pick-up/"),
}


def make(page, lang="en") -> tuple[str, str]:
    """The text of a new code and its six digits."""
    page.goto(f"/{lang}/{PAGES[lang][0]}")
    page.click("main form .button")
    open_all(page)
    return page.input_value("#text"), page.inner_text(".digits .number")


@pytest.mark.parametrize("lang", PAGES)
def test_every_page_of_the_hand_over_is_accessible_and_fits_320_pixels(page, lang):
    page.set_viewport_size({"width": 320, "height": 640})
    begin(page, lang, OLDER)
    give, pick_up = PAGES[lang]
    page.goto(f"/{lang}/{give}")
    found = {"asking": problems(page)}
    text, _digits = make(page, lang)
    found["code"] = problems(page)
    page.goto(f"/{lang}/{pick_up}")
    found["pick up"] = problems(page)
    page.fill("#text", text)
    page.fill("#digits", "12")
    page.click("main form .button")
    page.locator(".summary:focus").wait_for()  # the new page has come
    found["wrong digits"] = problems(page)
    assert not {name: lines for name, lines in found.items() if lines}


@pytest.fixture
def elsewhere(browser, site):
    """Another browser, which has no answers."""
    context = browser.new_context(base_url=site)
    yield context.new_page()
    context.close()


def test_a_scanned_address_is_cleared_at_once_and_never_sent(page, elsewhere):
    begin(page, "en", OLDER)
    text, digits = make(page)
    asked = []
    elsewhere.on("request", lambda request: asked.append(request.url))
    elsewhere.goto(f"/en/{PAGES['en'][1]}#{text}")
    assert elsewhere.evaluate("location.hash") == ""
    assert elsewhere.evaluate("document.activeElement.id") == "digits"
    elsewhere.keyboard.type(digits)
    elsewhere.keyboard.press("Enter")
    elsewhere.wait_for_url(f"**{address('en', RESULTS)}")
    assert not any(text[:40] in url.split("#")[0] for url in asked)


def test_without_scripts_the_text_is_pasted(page, browser, site):
    begin(page, "en", OLDER)
    text, digits = make(page)
    context = browser.new_context(base_url=site, java_script_enabled=False)
    other = context.new_page()
    other.goto(f"/en/{PAGES['en'][1]}")
    other.fill("#text", text)
    other.fill("#digits", digits)
    other.click("main form .button")
    assert other.url.endswith(address("en", RESULTS))
    context.close()


def test_the_digits_are_not_printed_and_the_code_fits_one_page(page):
    begin(page, "en", OLDER)
    make(page)
    page.emulate_media(media="print")
    assert page.locator(".code svg").is_visible()
    assert not page.locator(".digits").is_visible()
    assert not page.locator("#text").is_visible()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1


def test_all_scripts_of_the_site_together_are_small(page):
    from look import record_traffic

    requests = record_traffic(page)
    page.goto(f"/en/{PAGES['en'][1]}", wait_until="load")
    scripts = [request for request in requests if request.resource_type == "script"]
    assert len(scripts) == 2
    assert sum(request.sizes()["responseBodySize"] for request in scripts) < 10_000
