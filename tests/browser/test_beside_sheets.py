"""The pages beside a sheet, which the sitemap does not list: as every other page."""

import pytest
from look import open_all, space_text, too_wide, violations_light_and_dark

pytestmark = pytest.mark.browser
LANGUAGES = ("nl", "fr", "de", "en")
BESIDE = {  # after the address of a sheet
    "nl": ("kort/", "reactie/", "reactie/bedankt/"),
    "fr": ("en-bref/", "avis/", "avis/merci/"),
    "de": ("kurz/", "rueckmeldung/", "rueckmeldung/danke/"),
    "en": ("short/", "feedback/", "feedback/thanks/"),
}


def addresses(published, lang: str) -> list[str]:
    """The last path of the sitemap is a sheet."""
    return [published[lang][-1] + end for end in BESIDE[lang]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing_in_light_or_dark(page, published, lang):
    found = {}
    for path in addresses(published, lang):
        assert page.goto(path).status == 200, path
        if problems := violations_light_and_dark(page):
            found[path] = problems
    assert not found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_sticks_out_at_320_pixels_also_with_wider_letters(page, published, lang):
    page.set_viewport_size({"width": 320, "height": 640})
    for path in addresses(published, lang):
        page.goto(path)
        open_all(page)
        assert not too_wide(page), path
        space_text(page)
        assert not too_wide(page), path


def test_a_wrong_message_is_said_at_the_top_and_stays_in_the_form(browser, site, published):
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto(addresses(published, "en")[1])
    page.locator("#text").fill("x" * 1001)
    page.get_by_role("button", name="Send").first.click()
    assert page.title().startswith("Error:")
    assert page.locator(".summary a").get_attribute("href") == "#text"
    assert page.locator("#text").input_value() == "x" * 1001
    context.close()
