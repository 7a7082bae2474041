"""Check a folder of HTML pages for accessibility: `python -m tests.a11y_check DIR`.

Prints one JSON object a line per file: {"file": …, "findings": [{"rule", "wcag", "message"}]}.
Three passes in a real browser: axe with all its rules, the project's own rules
(`tests/a11y/rules.js`), and what only shows when a page is used: by keyboard, narrow, enlarged.
Exit code 1 when anything was found.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page, sync_playwright

Finding = dict[str, str]
RULES = (Path(__file__).parent / "a11y" / "rules.js").read_text(encoding="utf-8")
USED = (Path(__file__).parent / "a11y" / "used.js").read_text(encoding="utf-8")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
BROWSER = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
MOST_TABS = 80
# Tags that HTML lets out at the end of an element, and elements that have no end.
OPEN_END = {
    "p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "option", "optgroup",
    "colgroup", "rt", "rp", "html", "head", "body",
}  # fmt: skip
VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr", "param", "basefont", "frame",
}  # fmt: skip


def check_page(page: Page, source: str | None = None) -> list[Finding]:
    """Everything that is wrong with the page that is open; `source` is its HTML as written."""
    page.set_viewport_size(WIDE)
    found = list(markup(source)) if source is not None else []
    found += axe(page)
    found += page.evaluate(RULES)
    found += keyboard(page)
    found += page.evaluate(f"({USED})('enlarged')")
    page.set_viewport_size(NARROW)
    found += page.evaluate(f"({USED})('narrow')")
    return list({json.dumps(finding, sort_keys=True): finding for finding in found}.values())


def axe(page: Page) -> Iterator[Finding]:
    """What axe calls a violation, with every rule switched on."""
    page.evaluate(AXE)
    options = {"rules": {"color-contrast-enhanced": {"enabled": True}}}
    result = page.evaluate("options => axe.run(document, options)", options)
    for violation in result["violations"]:
        tags = [re.sub(r"^wcag(\d)(\d)(\d+)$", r"\1.\2.\3", t) for t in violation["tags"]]
        criterion = next((tag for tag in tags if re.fullmatch(r"\d\.\d\.\d+", tag)), "")
        node = violation["nodes"][0]["html"][:90] if violation["nodes"] else ""
        yield {
            "rule": f"axe/{violation['id']}",
            "wcag": criterion,
            "message": f"{violation['help']}: {node}",
        }


def keyboard(page: Page) -> Iterator[Finding]:
    """Walk with the tab key: nothing holds it, it goes along the page, and it is seen."""
    page.evaluate(f"({USED})('start')")
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if not page.evaluate(f"({USED})('stop')"):
            break
    yield from page.evaluate(f"({USED})('end')")


class _Tags(HTMLParser):
    """Which tags are opened and closed in the wrong order, and attributes given twice."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.wrong.append(f"an attribute is given twice in <{tag}>")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Inside SVG a tag may end itself."""

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if tag not in self.open:
            self.wrong.append(f"</{tag}> closes nothing")
            return
        while (last := self.open.pop()) != tag:
            if last not in OPEN_END:
                self.wrong.append(f"<{last}> is not closed before </{tag}>")


def markup(source: str) -> Iterator[Finding]:
    """Tags as written: a browser repairs them, each in its own way."""
    tags = _Tags()
    tags.feed(source)
    tags.close()
    left = [tag for tag in tags.open if tag not in OPEN_END]
    for message in [*tags.wrong, *(f"<{tag}> is not closed" for tag in left)]:
        yield {"rule": "markup", "wcag": "4.1.1", "message": message}
    if not re.match(r"\s*(?:<!--.*?-->\s*)*<!doctype html", source, re.IGNORECASE | re.DOTALL):
        yield {"rule": "markup", "wcag": "4.1.1", "message": "the page has no doctype"}


def check_folder(folder: Path) -> Iterator[dict[str, Any]]:
    """One result per HTML file under `folder`, in order of name."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=BROWSER)
        context = browser.new_context(viewport=WIDE, reduced_motion="no-preference")
        context.route(re.compile("^https?://"), lambda route: route.abort())
        for path in sorted([*folder.rglob("*.html"), *folder.rglob("*.htm")]):
            page = context.new_page()
            page.on("dialog", lambda dialog: dialog.dismiss())
            page.goto(path.resolve().as_uri(), wait_until="load")
            source = path.read_text(encoding="utf-8", errors="replace")
            yield {"file": str(path.relative_to(folder)), "findings": _safely(page, source)}
            page.close()
        browser.close()


def _safely(page: Page, source: str) -> list[Finding]:
    """A page that leaves by itself while it is checked is a finding, not a crash."""
    try:
        return check_page(page, source)
    except Exception as error:
        message = str(error).splitlines()[0]
        return [
            {"rule": "unstable", "wcag": "3.2.1", "message": f"could not be checked: {message}"}
        ]


def _chromium() -> str:
    """The browser of `CHROMIUM`, a name or a path, else the one of the system."""
    name = os.environ.get("CHROMIUM", "chromium")
    return shutil.which(name) or name


def main() -> None:
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("python -m tests.a11y_check DIR: a folder of HTML files")
    wrong = False
    for result in check_folder(Path(sys.argv[1])):
        wrong = wrong or bool(result["findings"])
        print(json.dumps(result, ensure_ascii=False), flush=True)
    sys.exit(wrong)


if __name__ == "__main__":
    main()
