"""WCAG criteria that no tool covers: each state of each page is looked at once, and judged here.

`docs/accessibility-coverage.json` says which criterion rests on which of these tests.
"""

from pathlib import Path

import pytest
from look import too_wide
from states import WRONG, states
from visitor import OLDER, address, begin, question

from tests.a11y_check import check_page

pytestmark = pytest.mark.browser
LOOK = (Path(__file__).parents[1] / "a11y" / "state.js").read_text(encoding="utf-8")
ERROR = {"nl": "Fout", "fr": "Erreur", "de": "Fehler", "en": "Error"}
# Fields where the text is long, or where nothing that was typed is wrong by itself.
GROUPS = ("bool-empty", "choice-empty", "letter", "outcome", "child")


@pytest.fixture(
    scope="module",
    params=["de", *(pytest.param(lang, marks=pytest.mark.full) for lang in ("nl", "fr", "en"))],
)
def seen(browser, site, sample, request) -> dict[str, dict]:
    """Name of a state → what the page is like there."""
    lang, found = request.param, {"": {"lang": request.param}}
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    sheets = [path for path in sample[lang] if path.count("/") == 4]
    for name in states(page, lang, sheets):
        page.emulate_media(forced_colors="none")
        errors = page.evaluate(LOOK)["errors"]  # the focus, before anything else is done
        page.emulate_media(forced_colors="active")
        found[name] = page.evaluate(LOOK) | {"errors": errors}
    context.close()
    return found


@pytest.mark.full
@pytest.mark.parametrize("lang", ["en", "nl", "fr", "de"])
def test_every_state_passes_the_page_checker(browser, site, sample, lang):
    """All rules of axe, all rules of tests/a11y, by key, enlarged and narrow."""
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    page, found = context.new_page(), {}
    sheets = [path for path in sample[lang] if path.count("/") == 4]
    for name in states(page, lang, sheets):
        if wrong := check_page(page):
            found[name] = wrong
    context.close()
    assert not found


def pages(seen: dict) -> dict[str, dict]:
    return {name: state for name, state in seen.items() if name}


def test_the_header_and_the_footer_hold_the_same_links_in_the_same_order_everywhere(seen):
    """3.2.3 consistent navigation, 3.2.4 consistent identification."""
    for part in ("header", "footer"):
        assert len({str(state[part]) for state in pages(seen).values()}) == 1, part


def test_help_stands_at_the_same_place_on_every_page(seen):
    """3.2.6 consistent help: the way to help today is in the header, always third."""
    assert {len(state["toHelp"]) for state in pages(seen).values()} == {3}
    assert len({state["toHelp"][2] for state in pages(seen).values()}) == 1


def test_each_address_has_a_title_of_its_own(seen):
    """2.4.2: two addresses never share a title, and no page has two main headings."""
    titles: dict[str, set[str]] = {}
    for name, state in pages(seen).items():
        assert len(state["headings"]) == 1, name
        titles.setdefault(state["title"], set()).add(state["address"].split("?")[0])
    assert not {title: found for title, found in titles.items() if len(found) > 1}


def test_what_is_seen_on_a_control_is_part_of_its_name(seen):
    """2.5.3 label in name."""
    assert not {name: s["labels"] for name, s in pages(seen).items() if s["labels"]}


def test_no_film_sound_frame_or_picture_of_text_anywhere(seen):
    """1.2.1–1.2.5, 1.4.2, 1.4.5, 2.3.1, 2.5.7 do not occur."""
    assert not {name: s["media"] for name, s in pages(seen).items() if s["media"]}


def test_every_control_keeps_an_edge_when_the_system_chooses_the_colours(seen):
    """1.4.11 and forced colours."""
    assert not {name: s["noEdge"] for name, s in pages(seen).items() if s["noEdge"]}


def test_each_wrong_form_says_so_first_and_leads_to_the_field(seen):
    """3.3.1, 3.3.3, 4.1.3: title, focus, heading, links, words beside the field."""
    for name in WRONG:
        state, lang = seen[f"wrong-{name}"], seen[""]["lang"]
        errors = state["errors"]
        assert state["title"].startswith(ERROR[lang]), name
        assert errors["focused"] == "summary" and errors["heading"], name
        assert ["summary", "alert"] in state["status"], name
        assert errors["links"] and all(link["to"] for link in errors["links"]), name
        assert errors["beside"], name


def test_what_is_wrong_is_said_at_the_field_to_those_who_hear_the_page(seen):
    """1.3.1, 3.3.1: the control that is wrong is described by the words of the error."""
    for name in WRONG:
        errors = seen[f"wrong-{name}"]["errors"]
        assert any(text in said for text in errors["beside"] for said in errors["said"]), name


def test_messages_that_come_by_themselves_are_announced(seen):
    """4.1.3 status messages: answers that are gone, and the warning before."""
    assert ["notice strong", "status"] in seen["expired"]["status"]
    assert ["idle", "alert"] in seen["question-date"]["status"]


def walk_by_key(page, back: bool = False) -> list[int]:
    """The places in the document of everything that the tab key stops at, until it comes round."""
    page.evaluate("document.activeElement.blur()")
    order = []
    for _ in range(400):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        place = page.evaluate(
            "[...document.querySelectorAll('*')].indexOf(document.activeElement)"
            " * (document.activeElement !== document.body)"
        )
        if not place or place in order:
            return order
        order.append(place)
    raise AssertionError("the tab key never comes round")


STOPS = """() => [...document.querySelectorAll(`a[href], button, input:not([type=hidden]), select,
  textarea, summary`)].filter(e => e.checkVisibility() && e.tabIndex >= 0 && !(e.type === 'radio'
  && [...document.querySelectorAll(`input[name="${e.name}"]`)].indexOf(e) > 0)).length"""


@pytest.mark.parametrize("lang", ["fr", pytest.param("de", marks=pytest.mark.full)])
def test_the_tab_key_goes_through_each_page_once_in_the_order_of_reading(page, lang):
    """2.1.1, 2.1.2, 2.4.3: everything is reached, nothing holds, the order is the text's."""
    begin(page, lang, OLDER)
    for path in [address(lang, n) for n in range(4)] + [question(lang, n) for n in (1, 2, 4, 14)]:
        page.goto(path)
        order = walk_by_key(page)
        assert order == sorted(order), path
        assert len(order) >= page.evaluate(STOPS) - 1, path  # a group of choices is one stop


def test_shift_and_tab_go_the_same_way_back(page):
    begin(page, "nl", OLDER)
    page.goto(question("nl", 2))
    there, back = walk_by_key(page), walk_by_key(page, back=True)
    assert there == back[::-1]


COVERED = """() => { const e = document.activeElement, b = e.getBoundingClientRect();
  if (e === document.body || b.width < 2) return null;
  const at = (x, y) => document.elementFromPoint(x, y);
  const own = t => t && (t === e || e.contains(t) || t.contains(e) || [...(e.labels || [])].some(l => l.contains(t)));
  const corners = [[b.left + 2, b.top + 2], [b.right - 2, b.top + 2], [b.left + 2, b.bottom - 2], [b.right - 2, b.bottom - 2]]
    .filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
  const s = getComputedStyle(e), l = e.labels?.[0] ? getComputedStyle(e.labels[0]) : s;
  return [corners.length > 0 && corners.every(([x, y]) => own(at(x, y))), Math.max(parseFloat(s.outlineWidth), parseFloat(l.outlineWidth)), e.outerHTML.slice(0, 90)]; }"""  # noqa: E501


def test_what_has_the_focus_is_marked_and_nothing_covers_it_also_with_the_warning_shown(page):
    """2.4.7, 2.4.11, 2.4.13: also on a small screen, with the warning at the bottom open."""
    page.set_viewport_size({"width": 360, "height": 640})
    page.emulate_media(reduced_motion="reduce")  # where the page is, not on its way there
    begin(page, "de", OLDER)
    for path in (question("de", 1), address("de", 1)):
        page.goto(path)
        page.evaluate("document.getElementById('idle-warning').hidden = false")
        for _ in range(40):
            page.keyboard.press("Tab")
            if state := page.evaluate(COVERED):
                assert state[0] and state[1] >= 3, state


def test_focus_and_choice_change_nothing_but_the_control(page):
    """3.2.1 and 3.2.2: no page opens, nothing moves on by itself."""
    begin(page, "en", OLDER)
    for path in (address("en", 0), question("en", 4), question("en", 14), address("en", 1)):
        page.goto(path)
        here = page.url
        for control in page.locator("main :is(input:not([type=hidden]), button, a)").all()[:40]:
            if control.is_visible():
                control.focus()
                kind = control.get_attribute("type")
                control.check() if kind in ("radio", "checkbox") else None
        assert page.url == here and len(page.context.pages) == 1


@pytest.mark.parametrize("lang", ["de", "fr"])
def test_text_twice_as_large_still_fits(page, lang):
    """1.4.4: only the text grows, as when somebody sets a larger font."""
    page.set_viewport_size({"width": 640, "height": 900})
    begin(page, lang, OLDER)
    for path in [f"/{lang}/", *(address(lang, n) for n in range(3)), question(lang, 1)]:
        page.goto(path)
        enlarge(page, "html { font-size: 200% !important }")
        assert not too_wide(page), path


def test_a_page_in_a_language_with_words_that_are_longer_by_half_still_fits(page):
    """Words 40 % longer than German ones, at 320 pixels."""
    page.set_viewport_size({"width": 320, "height": 640})
    begin(page, "de", OLDER)
    for path in ["/de/", *(address("de", n) for n in range(3)), question("de", 1)]:
        page.goto(path)
        page.evaluate(LONGER)
        assert not too_wide(page), path


@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_that_runs_from_right_to_left_does_not_overflow(page, width):
    page.set_viewport_size({"width": width, "height": 740})
    begin(page, "en", OLDER)
    for path in ["/en/", *(address("en", n) for n in range(3)), question("en", 1)]:
        page.goto(path)
        page.evaluate("document.documentElement.dir = 'rtl'")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate(LEFT_OUT) == [], path


LONGER = """() => { const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n = walk.nextNode(); n; n = walk.nextNode()) if (n.data.trim())
    n.data = n.data.replace(/\\p{L}{3,}/gu, w => w + w.slice(0, Math.ceil(w.length * 0.4))); }"""
LEFT_OUT = """() => [...document.querySelectorAll('body *')].filter(e => e.checkVisibility()
  && e.getBoundingClientRect().left < -1 && !e.closest('.skip, .unseen, svg')
  && getComputedStyle(e).clipPath === 'none').map(e => e.outerHTML.slice(0, 90))"""


def enlarge(page, css: str) -> None:
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
        " document.adoptedStyleSheets = [sheet] }",
        css,
    )
