"""The IBM engine inside every state of every page, and Nu over the same pages as they were sent."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import BrowserContext

from tests.save_pages import each_state

ROOT = Path(__file__).parents[2]
WORK = ROOT / "var" / "audit"
MODULES = WORK / "tools" / "node_modules"
ENGINE = MODULES / "accessibility-checker-engine" / "ace.js"
JAR = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
STYLES = ROOT / "static"
UNFOLD = "document.querySelectorAll('details').forEach(part => part.open = true)"
CHECK = """async () => (await new ace.Checker().check(document, ['WCAG_2_2'])).results
  .filter(r => r.value[1] !== 'PASS')
  .map(r => [r.value.join() === 'VIOLATION,FAIL' ? 'violations' : 'to look at',
    r.ruleId, r.message, r.snippet.slice(0, 120)])"""
# What Nu says and we do not follow: the words of the message, and why.
NOT_FOLLOWED = {
    "The “list” role is unnecessary": "without it some screen readers call a list that has no"
    " bullets no list."
}

Wrong = tuple[str, str]  # where, and what


def ibm(context: BrowserContext, lang: str, folder: Path) -> tuple[dict[str, Counter], list[Wrong]]:
    """Counts in light and in dark, and what is wrong; each page is kept in `folder` for Nu."""
    counts: dict[str, Counter] = {"light": Counter(), "dark": Counter()}
    wrong: list[Wrong] = []
    for name, page, source in each_state(context, lang):
        (folder / f"{lang}-{name}.html").write_text(source, encoding="utf-8")
        page.evaluate(ENGINE.read_text(encoding="utf-8"))
        page.evaluate(UNFOLD)
        for scheme, count in counts.items():
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found = page.evaluate(CHECK)
            count.update(["states", *(level for level, *_ in found)])
            wrong += [(f"{lang}-{name}, {scheme}", f"{rule}: {message} {html}")
                      for level, rule, message, html in found if level == "violations"]  # fmt: skip
    return counts, wrong


def nu(folder: Path) -> tuple[dict[str, Counter], list[Wrong]]:
    """Counts for pages and for style sheets, and the errors."""
    files = {"pages": sorted(folder.glob("*.html")), "style sheets": sorted(STYLES.rglob("*.css"))}
    counts = {kind: Counter({"files": len(paths)}) for kind, paths in files.items()}
    wrong = []
    for message in _messages([path for paths in files.values() for path in paths]):
        place = Path(message["url"])
        level = _level(message)
        counts["style sheets" if place.suffix == ".css" else "pages"][level] += 1
        if level == "errors":
            wrong.append((f"{place.name}:{message.get('lastLine', '')}", message["message"]))
    return counts, wrong


def _messages(files: list[Path]) -> Iterator[dict]:
    command = ["java", "-jar", str(JAR), "--also-check-css", "--format", "json", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True)
    yield from json.loads(done.stderr)["messages"]


def _level(message: dict) -> str:
    if any(words in message["message"] for words in NOT_FOLLOWED):
        return "not followed"
    return "warnings" if message["type"] == "info" else "errors"
