"""Back, after leaving: no answer comes from the browser's memory, with that memory switched on."""

import os
import shutil

import pytest
from visitor import BORN, OLDER, address, begin, question

pytestmark = pytest.mark.browser
TYPED = "27 3 1956"


@pytest.fixture(scope="module")
def remembering(browser):
    """A browser that keeps whole pages for Back, as people's do; Playwright switches that off."""
    found = browser.browser_type.launch(
        executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
        args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield found
    found.close()


@pytest.fixture
def visitor(remembering, site):
    context = remembering.new_context(base_url=site)
    yield context.new_page()
    context.close()


def go_back(page) -> None:
    page.evaluate("history.back()")
    page.wait_for_timeout(1000)


def test_this_browser_does_keep_pages_for_back(visitor):
    visitor.goto("/en/")
    visitor.evaluate("addEventListener('pageshow', e => { window.kept = e.persisted })")
    visitor.goto("/en/rights/")
    go_back(visitor)
    assert visitor.evaluate("window.kept") is True


@pytest.mark.parametrize("way_out", [".out .plain", ".leave .plain"])
def test_back_after_erasing_or_leaving_shows_no_answer(visitor, way_out):
    begin(visitor, "en", OLDER)
    visitor.goto(address("en", 1))
    visitor.goto(question("en", BORN))
    visitor.fill(".input", TYPED)
    visitor.click(way_out, no_wait_after=True)
    visitor.wait_for_timeout(1000)  # the weather does not answer here
    for _ in range(2):
        go_back(visitor)
        shown = visitor.content() + str(
            visitor.eval_on_selector_all("input", "all => all.map(i => i.value)")
        )
        assert "1956" not in shown and "1.050,50" not in shown
