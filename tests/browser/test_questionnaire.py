"""The questionnaire as people use it: by finger, by key, without scripts, and in four languages."""

import re

import pytest
from look import kilobytes, open_all, record_traffic, too_wide, violations_light_and_dark
from visitor import BORN, CHILDREN, HOLDS, OLDER, STAYING, WAGE, address, begin, question

pytestmark = pytest.mark.browser
LANGUAGES = ("nl", "fr", "de", "en")
START, CHECK, RESULTS, ERASED = range(4)
CONTINUE = ".actions > button[value=continue]"

SMALL = """() => [...document.querySelectorAll(
  'main .button, main summary, main .input, main .choice, main .plain, main .tap')]
  .filter(e => e.checkVisibility() && !e.matches(".unseen"))
  .filter(e => e.getBoundingClientRect().height < 44)
  .map(e => e.outerHTML.slice(0, 90))"""


def wrong_date(page, lang):
    page.goto(question(lang, BORN))
    page.fill(".input", "31/02/1990")
    page.click(CONTINUE)


def two_children_one_wrong(page, lang):
    page.goto(question(lang, CHILDREN))
    page.click("button[value=add]")
    page.fill("#children-0-birth_date", "1/13/2020")
    page.click(CONTINUE)


def problems(page) -> list[str]:
    """What axe finds, what sticks out at 320 px, and what is too small to press."""
    return violations_light_and_dark(page) + too_wide(page) + page.evaluate(SMALL)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_is_accessible_fits_320_pixels_and_has_large_targets(page, lang):
    page.set_viewport_size({"width": 320, "height": 640})
    found = {}
    page.goto(address(lang, START))
    found["start"] = problems(page)
    begin(page, lang, OLDER[1:3])
    for path in [question(lang, n) for n in (HOLDS, STAYING, WAGE)] + [address(lang, RESULTS)]:
        page.goto(path)
        found[path] = problems(page)
    for wrong in (wrong_date, two_children_one_wrong):
        wrong(page, lang)
        found[wrong.__name__] = problems(page)
    begin(page, lang, OLDER)
    for path in (address(lang, CHECK), address(lang, RESULTS), address(lang, ERASED)):
        page.goto(path)
        found[f"full {path}"] = problems(page)
    assert not {name: lines for name, lines in found.items() if lines}


def test_a_question_and_the_results_are_light_and_ask_nobody_else(browser, site):
    for path in (question("de", HOLDS), address("de", RESULTS)):
        context = browser.new_context(base_url=site)
        page = context.new_page()
        begin(page, "de", OLDER)
        requests = record_traffic(page)
        page.goto(path, wait_until="load")
        assert all(request.url.startswith(site) for request in requests)
        assert kilobytes(requests) <= 40, path
        assert [cookie["name"] for cookie in context.cookies()] == ["answers"]
        context.close()


def test_the_error_summary_gets_focus_and_leads_to_the_field(page):
    begin(page, "en")
    wrong_date(page, "en")
    page.locator(".summary:focus").wait_for()  # the new page has come
    assert page.title().startswith("Error:")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "birth_date"
    assert page.input_value("#birth_date") == "31/02/1990"
    assert page.locator(".error").count() == 1


def test_enter_in_a_field_of_the_second_child_goes_on_and_takes_nobody_out(page):
    begin(page, "en")
    page.goto(question("en", CHILDREN))
    page.click("button[value=add]")
    page.fill("#children-0-birth_date", "3 2015")
    page.fill("#children-1-birth_date", "4 2018")
    page.press("#children-1-birth_date", "Enter")
    page.goto(address("en", CHECK))
    assert page.get_by_text("March 2015").is_visible()
    assert page.get_by_text("April 2018").is_visible()


def test_an_empty_child_is_not_counted(page):
    begin(page, "en")
    page.goto(question("en", CHILDREN))
    page.click(CONTINUE)
    assert page.get_by_role("link", name="press “Nobody”").is_visible()


def tab_to(page, selector: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"no way by key to {selector}")


def test_the_keyboard_is_enough_from_start_to_erased(page):
    page.goto(address("en", START))
    tab_to(page, "main form .button")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{question('en', HOLDS)}")
    tab_to(page, "input[value=retirement-pension]")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{question('en', BORN)}")
    tab_to(page, ".input")
    page.keyboard.type("3 1956")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/3/")
    tab_to(page, f"a[href='{address('en', RESULTS)}']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address('en', RESULTS)}")
    tab_to(page, "summary")
    page.keyboard.press("Enter")
    assert page.locator("details[open]").count() == 1
    tab_to(page, ".out .plain")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address('en', ERASED)}")


def walk(page) -> str:
    """Answer every question that comes, the same each time; the text of the results."""
    page.goto(address("en", START))
    page.click("main form .button")
    for _ in range(80):
        if not re.search(r"/questions/\d+/", page.url):
            break
        give_an_answer(page)
    assert page.url.endswith(address("en", CHECK))
    page.click(".actions .button >> nth=0")
    open_all_by_hand(page)
    return page.inner_text("main")


def give_an_answer(page) -> None:
    number = int(page.url.rstrip("/").split("/")[-1])
    known = dict(OLDER).get(number, {})
    if "action" in known or (not known and number % 3 == 0):
        action = known.get("action", "unknown")
        press(page, action)
        return
    if page.locator("main input[type=radio]").count() and number != CHILDREN:
        value = next(iter(known.values()), None)
        page.locator(
            f"main input{f'[value={value}]' if value else ''} >> visible=true"
        ).first.check()
    elif page.locator("main input[type=checkbox]").count():
        page.locator("main input[type=checkbox]").first.check()
    elif page.locator("main .input").count() == 1:
        page.fill("main .input", next(iter(known.values()), "1"))
    else:
        press(page, "unknown")
        return
    press(page, "continue")
    if page.locator(".summary").count():
        press(page, "unknown")


def press(page, action: str) -> None:
    """Press a button and wait for the page that it leads to."""
    with page.expect_navigation():
        page.click(f".asking > .actions > button[value={action}]")


def open_all_by_hand(page) -> None:
    for summary in page.locator("main > .results details:not([open]) > summary").all():
        if summary.is_visible():
            summary.click()


def test_without_scripts_the_results_are_the_same(browser, site):
    texts = []
    for scripts in (True, False):
        context = browser.new_context(base_url=site, java_script_enabled=scripts)
        texts.append(walk(context.new_page()))
        context.close()
    assert texts[0] == texts[1]
    assert "What you may be entitled to" in texts[0]


def test_before_the_answers_expire_more_time_keeps_what_was_typed(page):
    def soon(route):
        answer = route.fetch()
        body = answer.text().replace('data-warn-after="900"', 'data-warn-after="0.2"')
        route.fulfill(response=answer, body=body)

    begin(page, "en")
    page.route(f"**{question('en', BORN)}", soon)
    page.goto(question("en", BORN))
    page.fill(".input", "3 19")
    page.locator("#idle-warning button").click(timeout=5000)
    page.locator("#idle-warning").wait_for(state="hidden")
    assert page.input_value(".input") == "3 19"


def test_an_open_page_leaves_when_the_answers_expire(page):
    def gone(route):
        answer = route.fetch()
        body = answer.text().replace('data-end-after="1200"', 'data-end-after="0.2"')
        route.fulfill(response=answer, body=body)

    begin(page, "en")
    page.route(f"**{question('en', BORN)}", gone)
    page.goto(question("en", BORN))
    page.wait_for_url("**/questions/?expired")
    assert page.get_by_text("Your answers are gone.").is_visible()


def test_paper_shows_the_requests_on_two_pages_and_not_what_does_not_fit(page):
    begin(page, "nl", OLDER)
    page.goto(address("nl", RESULTS))
    page.emulate_media(media="print")
    assert page.locator(".first .request").first.is_visible()
    for hidden in (".group.not-now", ".group.later", ".out", ".actions", ".nav", ".leave"):
        assert not page.locator(hidden).first.is_visible(), hidden
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 2


def test_a_maybe_names_a_question_that_leads_back_to_the_results(page):
    begin(page, "en", OLDER)
    page.goto(address("en", RESULTS))
    open_all(page)
    link = page.locator("div.find-out a").first
    asked = link.inner_text()
    link.click()
    assert page.get_by_role("heading", level=1).inner_text() == asked
    page.locator(".asking > .actions > button[value=unknown]").click()
    assert page.url.endswith(address("en", RESULTS))
    assert asked not in page.locator("div.find-out a").all_inner_texts()


def test_who_asks_about_one_right_sees_it_first(page):
    begin(page, "en", OLDER, right="increased-reimbursement")
    page.goto(address("en", RESULTS))
    name = page.locator(".first .request h3").first.inner_text()
    assert page.locator(".first > h2").first.inner_text() == "The right that you asked about"
    page.get_by_role("button", name="Look at all rights").click()
    page.goto(address("en", RESULTS))
    open_all(page)
    assert name in page.inner_text("main")
    assert not page.get_by_text("The right that you asked about").count()
