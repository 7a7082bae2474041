"""Lighthouse, as on a phone, on the front page, a sheet, a question and the results."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext

from tests.a11y_check import _chromium
from tests.audit.pages import MODULES, Wrong

COMMAND = ["node", str(MODULES / "lighthouse" / "cli" / "index.js"), "--quiet", "--output=json",
           "--no-enable-error-reporting", "--chrome-flags=--headless=new --no-sandbox"]  # fmt: skip
BARS = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
RUNS = 3  # other work on the machine only makes a page slower, so the best run counts
# Pages with answers ask not to be listed, on purpose: that check is left out for them.
UNLISTED = ("question", "results")


def visit(context: BrowserContext, lang: str) -> dict[str, tuple[str, str]]:
    """Name of a page → its address, and the cookies of a visitor who answered."""
    from states import addresses
    from visitor import OLDER, WAGE, address, begin, question

    page = context.new_page()
    begin(page, lang, OLDER)
    page.goto(addresses(lang)["rights:list"])
    sheet = page.locator("main .links a").first.get_attribute("href") or ""
    paths = {"home": f"/{lang}/", "sheet": sheet, "question": question(lang, WAGE),
             "results": address(lang, 2)}  # fmt: skip
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in context.cookies())
    return {name: (path, cookies if name in UNLISTED else "") for name, path in paths.items()}


def measure(name: str, url: str, cookies: str, folder: Path) -> tuple[dict[str, int], list[Wrong]]:
    """The scores of the best run, and what holds them down."""
    best: tuple[dict[str, int], list[Wrong]] = ({"performance": -1}, [])
    for _run in range(RUNS):
        report = _run_once(name, url, cookies, folder)
        scores = {key: round(100 * (report["categories"][key]["score"] or 0)) for key in BARS}
        best = max(best, (scores, list(_low(report, scores))), key=lambda b: b[0]["performance"])
        if not best[1]:
            break
    return best


def _run_once(name: str, url: str, cookies: str, folder: Path) -> dict:
    headers = folder / "headers.json"
    headers.write_text(json.dumps({"Cookie": cookies} if cookies else {}))
    options = [f"--only-categories={','.join(BARS)}", f"--extra-headers={headers}"]
    options += ["--skip-audits=is-crawlable"] if name in UNLISTED else []
    env = os.environ | {"CHROME_PATH": _chromium()}
    done = subprocess.run([*COMMAND, url, *options], env=env, stdout=subprocess.PIPE, check=True)
    report = json.loads(done.stdout)
    assert report["finalDisplayedUrl"] == url, "the page led elsewhere"
    return report


def _low(report: dict, scores: dict[str, int]) -> Iterator[Wrong]:
    for key, bar in BARS.items():
        if scores[key] < bar:
            weighed = [ref["id"] for ref in report["categories"][key]["auditRefs"] if ref["weight"]]
            bad = [f"{id} {report['audits'][id].get('displayValue', '')}" for id in weighed
                   if (report["audits"][id]["score"] or 0) < 0.95]  # fmt: skip
            path = urlsplit(report["finalDisplayedUrl"]).path
            yield path, f"{key} {scores[key]}: {', '.join(bad)}"
