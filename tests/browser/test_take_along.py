"""What people take along, in a browser: accessible, narrow, on paper, light in weight."""

import re

import pytest
from look import kilobytes, open_all, record_traffic, too_wide, violations_light_and_dark
from visitor import OLDER, address, begin

pytestmark = pytest.mark.browser
LANGUAGES = ("nl", "fr", "de", "en")
RESULTS = 2
PAGES = {
    "nl": ("vragen/papieren/", "vragen/later/", "vragen/kaart/parking-card/"),
    "fr": ("questions/papiers/", "questions/plus-tard/", "questions/carte/parking-card/"),
    "de": ("fragen/unterlagen/", "fragen/spaeter/", "fragen/karte/parking-card/"),
    "en": ("questions/papers/", "questions/later/", "questions/card/parking-card/"),
}
LETTER = {
    "nl": "vragen/brief/", "fr": "questions/lettre/", "de": "fragen/brief/",
    "en": "questions/letter/",
}  # fmt: skip
SMALL = """() => [...document.querySelectorAll(
  'main .button, main summary, main .input, main .choice, main .plain, main .tap')]
  .filter(e => e.checkVisibility() && !e.matches(".unseen"))
  .filter(e => e.getBoundingClientRect().height < 44)
  .map(e => e.outerHTML.slice(0, 90))"""


def problems(page) -> list[str]:
    """What axe finds, what sticks out at 320 px, and what is too small to press."""
    return violations_light_and_dark(page) + too_wide(page) + page.evaluate(SMALL)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_to_take_along_is_accessible_and_fits_320_pixels(page, lang):
    page.set_viewport_size({"width": 320, "height": 640})
    begin(page, lang, OLDER)
    found = {}
    for path in PAGES[lang]:
        page.goto(f"/{lang}/{path}")
        found[path] = problems(page)
    page.goto(f"/{lang}/{LETTER[lang]}retirement-pension/")
    found["letter"] = problems(page)
    page.click("main form .button")
    found["letter, wrong"] = problems(page)
    page.locator(".summary:focus").wait_for()  # the new page has come
    page.check("input[value=no]")
    page.click("main form .button")
    found["letter, shown"] = problems(page)
    assert not {path: lines for path, lines in found.items() if lines}


def paper(page) -> int:
    """How many sheets of A4 the page takes."""
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_the_first_printed_page_of_the_results_holds_at_most_three_requests(page):
    begin(page, "de", OLDER)
    page.set_viewport_size({"width": 673, "height": 1002})  # A4 less its margins, at 96 dpi
    page.goto(address("de", RESULTS))
    page.emulate_media(media="print")
    shown = page.locator(".first .request").all()
    assert 0 < len(shown) <= 3
    assert all(request.bounding_box()["y"] < 1002 for request in shown)
    assert paper(page) <= 2


def test_papers_and_visits_print_on_two_pages_without_anything_to_press(page):
    begin(page, "fr", OLDER)
    page.goto(f"/fr/{PAGES['fr'][0]}")
    page.emulate_media(media="print")
    assert not page.locator("main .button").first.is_visible()
    assert page.locator(".ticks > li").first.is_visible()
    assert paper(page) <= 2


def test_the_pages_are_light_and_ask_nobody_else(browser, site):
    for path in PAGES["de"]:
        context = browser.new_context(base_url=site)
        page = context.new_page()
        begin(page, "de", OLDER)
        requests = record_traffic(page)
        page.goto(f"/de/{path}", wait_until="load")
        open_all(page)
        assert all(request.url.startswith(site) for request in requests)
        assert kilobytes(requests) <= 40, path
        context.close()


def test_the_files_come_by_one_press_without_scripts(browser, site):
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    begin(page, "en", OLDER)
    page.goto(f"/en/{PAGES['en'][0]}")
    for button in page.locator(".take-along .button").all():
        with page.expect_download() as download:
            button.click()
        assert download.value.suggested_filename == "document.pdf"
    context.close()
