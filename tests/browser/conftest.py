"""One server and one browser for the whole run. The server is the real stack, CSP included.

Nothing is published in its database, so it answers from the catalogue files.
Tests run on `sample`, one page of each kind; marked `full`, on every published page.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
LANGUAGES = ("nl", "fr", "de", "en")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of a running site, without a slash at the end."""
    port, folder = free_port(), tmp_path_factory.mktemp("site")
    env = os.environ | {
        "BROWSER_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "site_settings",
        "PYTHONPATH": f"{Path(__file__).parent}{os.pathsep}{ROOT}",
    }
    command = [sys.executable, "-m", "gunicorn", "ntu_site.wsgi", "--threads", "4",
               "--bind", f"127.0.0.1:{port}", "--log-level", "warning"]  # fmt: skip
    process = subprocess.Popen(command, cwd=ROOT, env=env)
    try:
        yield wait_for(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait(timeout=10)


def wait_for(root: str, process: subprocess.Popen, seconds: int = 60) -> str:
    for _ in range(2 * seconds):
        assert process.poll() is None, "the site did not start"
        try:
            urllib.request.urlopen(f"{root}/robots.txt", timeout=10).read()
            return root
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"the site did not answer within {seconds} seconds")


@pytest.fixture(scope="session")
def browser():
    """The Chromium of the system, or of CHROMIUM; skipped where there is none."""
    playwright = pytest.importorskip("playwright.sync_api")
    path = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
    if not path:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser, site):
    """A new page at 1280 px, light; `page.goto("/nl/")` works."""
    context = browser.new_context(
        base_url=site, viewport={"width": 1280, "height": 900}, color_scheme="light"
    )
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def published(site) -> dict[str, list[str]]:
    """Language → the paths that the sitemap lists."""
    return listed(urllib.request.urlopen(f"{site}/sitemap.xml").read(), site)


def listed(sitemap: bytes, site: str) -> dict[str, list[str]]:
    tree = ElementTree.fromstring(sitemap)
    paths = [loc.text.removeprefix(site) for loc in tree.iter() if loc.tag.endswith("}loc")]
    return {lang: [p for p in paths if p.startswith(f"/{lang}/")] for lang in LANGUAGES}


@pytest.fixture(scope="session")
def sample(published) -> dict[str, list[str]]:
    """Language → one path of each kind of page."""
    return {lang: one_of_each(paths) for lang, paths in published.items()}


@pytest.fixture(params=["sample", pytest.param("published", marks=pytest.mark.full)])
def visited(request) -> dict[str, list[str]]:
    """The sample; with `make test-full` also everything that is published."""
    return request.getfixturevalue(request.param)


def one_of_each(paths: list[str]) -> list[str]:
    kinds: dict[str, str] = {}
    for path in paths:
        parts = path.strip("/").split("/")
        kinds.setdefault(parts[1] + "/…" if len(parts) == 3 else path, path)
    return list(kinds.values())
