"""Every kind of page, in four languages, light and dark, narrow and wide, by key and on paper."""

import pytest
from look import (
    kilobytes,
    open_all,
    record_traffic,
    space_text,
    too_wide,
    violations,
    violations_light_and_dark,
)

pytestmark = pytest.mark.browser
LANGUAGES = ("nl", "fr", "de", "en")
MOST = 40  # kB over the wire, first view


@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing_in_light_or_dark(page, visited, lang):
    found = {}
    for path in [*visited[lang], f"/{lang}/nowhere/"]:
        page.goto(path)
        if problems := violations_light_and_dark(page):
            found[path] = problems
    assert not found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_sticks_out_at_320_pixels_also_with_wider_letters(page, visited, lang):
    page.set_viewport_size({"width": 320, "height": 640})
    found = {}
    for path in visited[lang]:
        page.goto(path)
        open_all(page)
        plain = too_wide(page)
        space_text(page)
        if wide := plain or too_wide(page):
            found[path] = wide[:3]
    assert not found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_first_view_is_light_and_asks_nobody_else(browser, site, visited, lang):
    for path in visited[lang]:
        context = browser.new_context(base_url=site)
        page = context.new_page()
        requests, said = record_traffic(page), []
        page.on("console", lambda message, said=said: said.append(message.text))
        page.goto(path, wait_until="load")
        assert all(request.url.startswith(site) for request in requests)
        assert kilobytes(requests) <= MOST, path
        assert not [line for line in said if "Content Security Policy" in line]
        assert not context.cookies()
        context.close()


def test_the_first_tab_leads_past_the_header(page):
    page.goto("/nl/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_every_stop_of_the_tab_key_is_visible(page):
    page.goto("/en/")
    stops = page.locator("a[href], button, input, summary").count()
    for _ in range(stops):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return [s.outlineStyle, parseFloat(s.outlineWidth)] })()"
        )
        assert style[0] == "solid" and style[1] >= 3


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_people_press_is_44_pixels_high(page, visited, lang):
    page.set_viewport_size({"width": 360, "height": 740})
    for path in visited[lang]:
        page.goto(path)
        small = page.evaluate(
            "[...document.querySelectorAll('.button, summary, .row a, .links a, .phone, .input')]"
            ".filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44)"
            ".map(e => e.textContent)"
        )
        assert not small, path


def test_buttons_keep_an_edge_in_forced_colours(page):
    page.emulate_media(forced_colors="active")
    page.goto("/fr/")
    edges = page.eval_on_selector_all(
        ".button, .input, .card", "all => all.map(e => getComputedStyle(e).borderTopWidth)"
    )
    assert edges and all(float(edge.removesuffix("px")) >= 1 for edge in edges)


def test_paper_shows_the_sheet_and_nothing_to_press(page, published):
    page.goto(sheet(published["nl"]))
    page.emulate_media(media="print")
    assert page.locator(".answers").is_visible()
    assert page.locator("#apply").is_visible()
    for what in (".nav", ".languages", ".actions", ".toc", ".foot .row"):
        assert not page.locator(what).first.is_visible(), what
    assert page.locator(".foot .print-only").inner_text().endswith(sheet(published["nl"]))


def test_contrast_holds_when_people_ask_for_more(page, published):
    page.emulate_media(contrast="more")
    page.goto(sheet(published["de"]))
    assert not violations(page, ["color-contrast-enhanced"])


def test_the_page_of_a_right_to_left_reader_does_not_overflow(page, published):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(sheet(published["en"]))
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_search_works_without_scripts(browser, site):
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/")
    page.get_by_role("searchbox").fill("zzzz")
    page.get_by_role("button", name="Search").click()
    assert page.get_by_role("heading", name="Nothing found").is_visible()
    context.close()


def sheet(paths: list[str]) -> str:
    """The last path of the sitemap is a sheet."""
    return paths[-1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_on_a_phone_the_head_takes_three_rows_at_most(page, lang):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"/{lang}/")
    tops = page.eval_on_selector_all(
        ".head :is(a, button)", "all => all.map(e => Math.round(e.getBoundingClientRect().bottom))"
    )
    assert len(set(tops)) <= 3
