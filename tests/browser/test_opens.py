"""The picture of what a status opens: text inside its box, links by key, and on paper."""

import pytest

pytestmark = pytest.mark.browser
OUTSIDE = """() => [...document.querySelectorAll('.opens a')].filter(link => {
  const [box, text] = ['rect', 'text'].map(name => link.querySelector(name).getBBox());
  return text.x + text.width > box.x + box.width || text.y + text.height > box.y + box.height;
}).map(link => link.textContent)"""


def pictures(published, lang: str, folder: str) -> list[str]:
    return [p for p in published[lang] if p.startswith(f"/{lang}/{folder}/") and p.count("/") == 4]


def test_no_word_sticks_out_of_its_box_not_even_in_german(page, published):
    found = pictures(published, "de", "was-es-oeffnet")
    assert len(found) > 20
    for path in found:
        page.goto(path)
        assert not page.evaluate(OUTSIDE), path


def test_every_box_is_a_link_that_one_reaches_and_sees_by_key(page, published):
    page.goto(pictures(published, "en", "what-it-opens")[0])
    first = page.locator(".opens a").first
    first.focus()
    assert page.evaluate("document.activeElement.closest('.opens') !== null")
    assert first.locator("rect").evaluate("e => parseFloat(getComputedStyle(e).strokeWidth)") >= 3
    page.keyboard.press("Enter")
    page.wait_for_url("**/rights/**")


def test_boxes_are_large_enough_to_press_on_a_narrow_screen(page, published):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(pictures(published, "nl", "wat-het-opent")[0])
    heights = page.eval_on_selector_all(
        ".opens rect", "all => all.map(e => e.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44
