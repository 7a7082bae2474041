"""A shared computer in a browser that keeps pages for Back; also without scripts."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, free_port, wait_for
from look import too_wide, violations_light_and_dark
from visitor import BORN, OLDER, address, begin, question

pytestmark = pytest.mark.browser
RESULTS = 2
POINT = {
    "code": "library-ghent", "kind": "public_computer", "postcode": "9000",
    "name": {"nl": "Bib", "fr": "Bib", "de": "Bib", "en": "Library"},
}  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A site whose catalogue has one help point, and its device link without the language."""
    folder = tmp_path_factory.mktemp("kiosk")
    shutil.copytree(ROOT / "catalogue", folder / "catalogue")
    points = yaml.safe_dump([POINT], allow_unicode=True, sort_keys=False)
    (folder / "catalogue" / "help-points.yaml").write_text(points)
    env = os.environ | {
        "BROWSER_DATA_DIR": str(folder),
        "CATALOGUE_DIR": str(folder / "catalogue"),
        "DJANGO_SETTINGS_MODULE": "site_settings",
        "PYTHONPATH": f"{Path(__file__).parent}{os.pathsep}{ROOT}",
    }
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "ntu_site.wsgi", "--threads", "4",
               "--bind", f"127.0.0.1:{port}", "--log-level", "warning"]  # fmt: skip
    process = subprocess.Popen(command, cwd=ROOT, env=env)
    try:
        yield wait_for(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait(timeout=10)


def link(lang: str) -> str:
    from questionnaire import kiosk

    return f"/{lang}/kiosk/start/{kiosk.token('library-ghent')}/"


@pytest.fixture(scope="module")
def remembering(browser):
    """A browser that keeps whole pages for Back; Playwright switches that off."""
    found = browser.browser_type.launch(
        executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
        args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield found
    found.close()


def go_back(page) -> str:
    page.evaluate("history.back()")
    page.wait_for_timeout(800)
    typed = page.eval_on_selector_all("input", "all => all.map(i => i.value)")
    return page.content() + str(typed)


@pytest.mark.parametrize("way_out", [".out .plain", ".leave .plain", "the device link"])
def test_back_after_the_wipe_shows_no_answer_and_the_device_link_is_there(
    remembering, place, way_out
):
    context = remembering.new_context(base_url=place)
    page = context.new_page()
    page.goto(link("en"))
    begin(page, "en", OLDER)
    page.goto(address("en", RESULTS))
    page.goto(question("en", BORN))
    page.fill(".input", "27 3 1956")
    page.goto(link("en")) if way_out == "the device link" else page.click(way_out)
    page.wait_for_timeout(500)
    assert "answers" not in [cookie["name"] for cookie in context.cookies()]
    assert page.url.endswith(link("en")) or page.locator(f'a[href="{link("en")}"]').count()
    for _ in range(3):
        shown = go_back(page)
        assert "1956" not in shown and "1.050,50" not in shown
    context.close()


def test_without_scripts_the_page_asks_and_then_ends_at_the_device_link(browser, place):
    context = browser.new_context(base_url=place, java_script_enabled=False)
    page = context.new_page()
    page.goto(link("nl"))
    page.get_by_role("link", name="Starten").or_(page.locator("main .button")).first.click()
    refresh = page.locator("head meta[http-equiv=refresh]")
    assert refresh.get_attribute("content") == "240;url=/nl/kiosk/still-there/?back=/nl/vragen/"
    page.goto("/nl/kiosk/still-there/?back=/nl/vragen/")
    assert refresh.get_attribute("content") == f"60;url={link('nl')}"
    page.locator("main .button").click()
    assert page.url.endswith("/nl/vragen/")
    context.close()


@pytest.mark.parametrize("lang", ["nl", "fr", "de", "en"])
def test_the_pages_of_a_shared_computer_are_accessible_and_fit_320_pixels(browser, place, lang):
    context = browser.new_context(base_url=place, viewport={"width": 320, "height": 640})
    page, found = context.new_page(), {}
    page.goto(link(lang))
    found["start"] = violations_light_and_dark(page) + too_wide(page)
    begin(page, lang, OLDER)
    erased = {"nl": "vragen/gewist/", "fr": "questions/efface/",
              "de": "fragen/geloescht/", "en": "questions/erased/"}[lang]  # fmt: skip
    for path in (address(lang, RESULTS), f"/{lang}/kiosk/still-there/", f"/{lang}/{erased}"):
        page.goto(path)
        found[path] = violations_light_and_dark(page) + too_wide(page)
    context.close()
    assert not {path: lines for path, lines in found.items() if lines}


def test_the_countdown_is_seen_and_one_press_gives_more_time(browser, place):
    context = browser.new_context(base_url=place)
    page = context.new_page()
    page.clock.install()
    page.goto(link("en"))
    page.goto("/en/rights/")
    page.clock.run_for(241_000)
    assert page.locator("#idle-warning").is_visible()
    page.get_by_role("button", name="I need more time").click()
    page.wait_for_function("() => document.getElementById('idle-warning').hidden")
    page.clock.run_for(301_000)
    page.wait_for_url(f"**{link('en')}")
    context.close()
