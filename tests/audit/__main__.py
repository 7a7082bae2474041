"""Check the site with the IBM engine, Nu and Lighthouse: `make audit`.

Starts the production stack on a free port, with a folder of its own (`var/audit`), writes
`docs/audit.md`, and exits with 1 when anything is wrong.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, sync_playwright

from tests.a11y_check import BROWSER, _chromium
from tests.audit import report
from tests.audit.lighthouse import measure, visit
from tests.audit.pages import ROOT, WORK, Wrong, ibm, nu
from tests.save_pages import prepare

LANGUAGES, MEASURED = ("nl", "fr", "de", "en"), ("nl", "fr")


def main() -> None:
    prepare()
    pages = WORK / "pages"
    shutil.rmtree(pages, ignore_errors=True)
    pages.mkdir(parents=True)
    wrong: list[Wrong] = []
    with running() as site:
        with visitors(site) as fresh:
            looked = {lang: kept(ibm(fresh(), lang, pages), wrong) for lang in LANGUAGES}
            ways = {lang: visit(fresh(), lang) for lang in MEASURED}
        weighed = {
            (name, lang): kept(measure(name, site + path, cookies, WORK), wrong)
            for lang, found in ways.items() for name, (path, cookies) in found.items()
        }  # fmt: skip
    report.write(looked, kept(nu(pages), wrong), weighed, wrong)
    print(f"{len(wrong)} things are wrong; the report is {report.PLACE.relative_to(ROOT)}")
    sys.exit(bool(wrong))


def kept(result: tuple, wrong: list[Wrong]):
    """The counts or scores of a checker; what is wrong goes to the list of all."""
    wrong += result[1]
    return result[0]


@contextmanager
def running() -> Iterator[str]:
    """The address of the production stack with the whole catalogue."""
    from conftest import free_port, wait_for

    port = free_port()
    env = os.environ | {"DATA_DIR": str(WORK / "site"), "PORT": str(port),
                        "DJANGO_SETTINGS_MODULE": "ntu_site.settings.development"}  # fmt: skip
    process = subprocess.Popen([sys.executable, "-m", "ntu_site.serve"], cwd=ROOT, env=env)
    try:
        yield wait_for(f"http://127.0.0.1:{port}", process, seconds=600)
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def visitors(site: str) -> Iterator[Callable[[], BrowserContext]]:
    """A function that opens the site for a new visitor."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=BROWSER)
        yield lambda: browser.new_context(base_url=site, viewport={"width": 1280, "height": 900})
        browser.close()


if __name__ == "__main__":
    main()
