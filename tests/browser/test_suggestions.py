"""Suggestions while one types a search: by key, by pointer, and not in the way."""

import pytest
from look import violations_light_and_dark

pytestmark = pytest.mark.browser


def type_in(page, words: str):
    page.goto("/nl/zoeken/")
    page.locator("#q").press_sequentially(words, delay=10)
    page.locator("#q-list > li").first.wait_for()
    return page.locator("#q-list > li")


def test_arrows_and_enter_open_the_sheet_that_is_chosen(page):
    options = type_in(page, "leefl")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#q-list > [aria-selected=true]")
    assert page.locator("#q").get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    address = options.first.get_attribute("data-url")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")


def test_enter_without_a_choice_searches_and_escape_closes(page):
    type_in(page, "leefl")
    page.keyboard.press("Escape")
    assert not page.locator("#q-list").is_visible()
    assert page.locator("#q").get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/?q=leefl")


def test_a_press_on_a_name_opens_its_sheet(page):
    options = type_in(page, "leefl")
    address = options.first.get_attribute("data-url")
    options.first.click()
    page.wait_for_url(f"**{address}")


def test_the_open_list_has_no_fault_and_fits_a_narrow_screen(page):
    page.set_viewport_size({"width": 320, "height": 640})
    type_in(page, "verhoogde")
    assert not violations_light_and_dark(page)
    assert page.locator("#q").get_attribute("type") == "text"  # a combobox is no search field
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator("#q-list > li").first.bounding_box()["height"] >= 44


def test_a_search_that_is_sent_by_post_asks_for_no_suggestions(page):
    def by_post(route):
        body = (
            route.fetch()
            .text()
            .replace('role="search" method="get"', 'role="search" method="post"')
        )
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    page.route("**/nl/zoeken/", by_post)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/nl/zoeken/")
    page.locator("#q").press_sequentially("leefloon")
    page.wait_for_timeout(600)
    assert not [url for url in asked if "/api/" in url]
