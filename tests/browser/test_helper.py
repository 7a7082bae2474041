"""Helper mode, two languages and the paper questions in a browser: by key, narrow, light, dark."""

import pytest
from look import kilobytes, open_all, record_traffic, too_wide, violations_light_and_dark

pytestmark = pytest.mark.browser
HELPING = {
    "nl": "vragen/begeleiden/", "fr": "questions/accompagner/",
    "de": "fragen/begleiten/", "en": "questions/helping/",
}  # fmt: skip
PAGES = {  # beside helper mode: other kinds of pages in each language, so that it stays quick
    "nl": ("vragen/14/", "rechten/leefloon/fr/"),
    "fr": ("questions/4/", "questions/sur-papier/money/"),
    "de": ("fragen/ergebnis/", "fragen/begleiten/akte/"),
    "en": ("rights/integration-income/de/", "questions/on-paper/"),
}
MORE = {"nl": "fr", "fr": "nl", "de": "en", "en": "de"}
FACTS = ("1 0", "2 4.1988", "3 9000", "6 belg", "9 3", "10 no", "14 1.3.2020 + 2.10.2026",
         "34 4", "46 1200", "50 14000", "21 1", "54 yes")  # fmt: skip
SMALL = """() => [...document.querySelectorAll(
  'main :is(.button, summary, .input, .choice, .plain, .tap, a.mark)')]
  .filter(e => e.checkVisibility() && !e.matches('p > .tap, .unseen'))
  .filter(e => e.getBoundingClientRect().height < 44)
  .map(e => e.outerHTML.slice(0, 90))"""


def start(page, lang):
    path = f"/{lang}/{HELPING[lang]}?with={MORE[lang]}"
    page.goto(path)
    page.fill("#entry", "; ".join(FACTS))
    page.press("#entry", "Enter")
    page.wait_for_selector(".found li")


def problems(page) -> list[str]:
    return violations_light_and_dark(page) + too_wide(page) + page.evaluate(SMALL)


@pytest.mark.parametrize("lang", PAGES)
def test_every_page_in_two_languages_is_accessible_and_fits_320_pixels(page, lang):
    page.set_viewport_size({"width": 320, "height": 640})
    start(page, lang)
    found = {}
    for path in (HELPING[lang], *PAGES[lang]):
        page.goto(f"/{lang}/{path}?with={MORE[lang]}")
        found[path] = problems(page)
    page.goto(f"/{lang}/{HELPING[lang]}")
    page.fill("#entry", "3 99; 700 1")
    page.press("#entry", "Enter")
    page.wait_for_selector(".summary")
    found["an error"] = problems(page)
    assert not {path: lines[:5] for path, lines in found.items() if lines}


def test_a_helper_comes_to_a_useful_list_by_key_alone_within_twelve_facts(page):
    page.goto("/en/questions/helping/")
    page.wait_for_function("() => document.activeElement.id === 'entry'")
    for fact in FACTS:
        page.keyboard.type(fact)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.wait_for_function("() => document.activeElement.id === 'entry'")
    names = page.locator(".outcome > ol .name").all_inner_texts()
    assert len(names) >= 5 and any("Child benefit" in name for name in names)


def test_the_next_person_takes_one_press_and_leaves_nothing_also_without_scripts(browser, site):
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    start(page, "en")
    page.get_by_role("button", name="Next person").click()
    page.get_by_role("button", name="Erase, next person").click()
    assert page.url.endswith("/en/questions/helping/")
    assert not page.locator(".given-answer").count()
    page.evaluate("history.back()")
    page.wait_for_timeout(800)
    assert "1 March 2020" not in page.content()
    context.close()


def test_the_text_for_the_file_can_be_selected_without_scripts(browser, site):
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    start(page, "fr")
    page.goto("/fr/questions/accompagner/dossier/")
    assert "[Oui]" in page.input_value("#text")
    context.close()


@pytest.mark.parametrize("lang", ["en", "de"])
def test_pages_in_two_languages_stay_light_and_ask_nobody_else(browser, site, lang):
    for path in (HELPING[lang], PAGES[lang][0]):
        context = browser.new_context(base_url=site)
        page = context.new_page()
        start(page, lang)
        requests = record_traffic(page)
        page.goto(f"/{lang}/{path}?with={MORE[lang]}", wait_until="load")
        open_all(page)
        assert all(request.url.startswith(site) for request in requests)
        assert kilobytes(requests) <= 40, (path, kilobytes(requests))
        context.close()
