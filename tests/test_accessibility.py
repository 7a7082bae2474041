"""The coverage file is whole and true, and what it says does not occur, does not."""

import json
import re
from functools import cache
from itertools import product
from pathlib import Path

import axe_playwright_python
import pytest
from django.urls import reverse

ROOT = Path(__file__).resolve().parents[1]
COVERAGE = json.loads((ROOT / "docs" / "accessibility-coverage.json").read_text("utf-8"))
CSS = "\n".join(path.read_text() for path in sorted((ROOT / "static" / "css").glob("*.css")))
SCRIPTS = "\n".join(path.read_text() for path in sorted((ROOT / "static" / "js").glob("*.js")))
# WCAG 2.2, levels A and AA, by guideline: the last number of each criterion.
CRITERIA = {
    "1.1": [1], "1.2": [1, 2, 3, 4, 5], "1.3": [1, 2, 3, 4, 5],
    "1.4": [1, 2, 3, 4, 5, 10, 11, 12, 13], "2.1": [1, 2, 4], "2.2": [1, 2], "2.3": [1],
    "2.4": [1, 2, 3, 4, 5, 6, 7, 11], "2.5": [1, 2, 3, 4, 7, 8], "3.1": [1, 2],
    "3.2": [1, 2, 3, 4, 6], "3.3": [1, 2, 3, 4, 7, 8], "4.1": [2, 3],
}  # fmt: skip


def test_each_of_the_55_criteria_is_there_once_and_rests_on_something():
    listed = [entry["criterion"] for entry in COVERAGE["criteria"]]
    assert listed == [f"{group}.{last}" for group, found in CRITERIA.items() for last in found]
    assert len(listed) == 55
    for entry in COVERAGE["criteria"]:
        manual = entry.get("manual_check", {"on": "2026-11-27"})
        assert entry.get("checks") or entry.get("does_not_occur") or manual["on"], entry


@cache
def known() -> dict[str, str]:
    """What a check may be called, by kind: all of a kind in one text."""
    axe = Path(axe_playwright_python.__file__).parent / "axe.min.js"
    own = [ROOT / "tests" / "a11y" / name for name in ("rules.js", "used.js")]
    return {"axe": axe.read_text("utf-8"), "rule": "".join(p.read_text("utf-8") for p in own)}


def is_there(kind: str, name: str) -> bool:
    if kind == "test":
        path, function = name.split("::")
        return f"\ndef {function}(" in (ROOT / path).read_text("utf-8")
    if kind == "axe":
        return f'id:"{name}"' in known()["axe"]
    return bool(re.search(rf"""(rule\(|say\(|rule: )["']{name}["']""", known()["rule"]))


def test_every_check_that_is_named_exists():
    missing = [
        check
        for entry in COVERAGE["criteria"]
        for check in [*entry.get("checks", []), *entry.get("does_not_occur", [])]
        if not is_there(*check.split(":", 1))
    ]
    assert not missing


ALLOWED = {"pageshow", "pagehide", "click", "voiceschanged", "input", "blur", "keydown",
           "mousedown", "submit", "change", "hashchange", "visibilitychange"}  # fmt: skip


def test_nothing_on_a_public_page_moves_sounds_or_listens_to_gestures():
    """Keys are heard in the search field alone; what is read aloud begins and ends by a press."""
    heard = set(re.findall(r'addEventListener\??\.?\(\s*"(\w+)"|\.on([a-z]+) ?=', SCRIPTS))
    names = {first or second for first, second in heard} - {"end"}
    assert names <= ALLOWED
    assert not re.search(r"\b(animation|transition|@keyframes|cursor: (grab|move))\b", CSS)
    assert SCRIPTS.count("keydown") <= 1 and not re.search(
        r"new Audio|getUserMedia|\.play\(", SCRIPTS
    )


def test_no_style_depends_on_how_the_screen_is_turned():
    assert "orientation" not in CSS


def test_pointing_shows_nothing_new():
    """What changes under the pointer is colour and line, never what is there."""
    rules = re.findall(r"[^{}]*:hover[^{]*\{([^}]*)\}", CSS)
    changed = {line.split(":")[0].strip() for rule in rules for line in rule.split(";")} - {""}
    assert rules
    allowed = {"color", "fill", "stroke", "--ground", "--text", "border-color"}
    assert all(name in allowed or name.startswith("text-decoration") for name in changed), changed


def colours(block: str) -> dict[str, tuple[str, str]]:
    """Token → its colour in light and in dark."""
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", block)
    return {name: (light, dark) for name, light, dark in pairs}


def contrast(one: str, two: str) -> float:
    """The contrast ratio of WCAG between two colours like #fff or #1d1b17."""
    lights = sorted((luminance(one), luminance(two)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: str) -> float:
    code = colour[1:] if len(colour) == 7 else "".join(char * 2 for char in colour[1:])
    parts = [int(code[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("more", [False, True])
def test_text_has_seven_to_one_on_its_ground_and_edges_three_to_one(more):
    normal, _, wished = CSS[CSS.index("--paper") :].partition("prefers-contrast: more")
    found = colours(normal) | (colours(wished) if more else {})
    for theme, (text, ground) in product(
        (0, 1), product(("ink", "soft", "action", "action-strong", "urgent"), ("paper", "card"))
    ):
        assert contrast(found[text][theme], found[ground][theme]) >= 7, (text, ground, theme)
    for theme, ground in product((0, 1), ("paper", "card")):
        assert contrast(found["edge"][theme], found[ground][theme]) >= 3, (ground, theme)
        assert contrast(found["on-action"][theme], found["action"][theme]) >= 7
    mark, ink = "#ffd21f", "#1d1b17"  # the ring of the focus: one of its two colours always shows
    assert f"--mark: {mark}" in CSS and f"--mark-edge: {ink}" in CSS and contrast(mark, ink) >= 7


@pytest.mark.django_db
def test_editors_can_paste_and_keep_their_password(client):
    page = client.get(reverse("wagtailadmin_login")).content.decode()
    assert 'autocomplete="current-password"' in page and 'autocomplete="username"' in page
    assert "onpaste" not in page and "captcha" not in page.lower()


@pytest.mark.django_db
def test_each_sheet_is_found_in_the_list_and_under_a_theme(client):
    from rights import bundle

    current = bundle.current()
    listed = client.get("/nl/rechten/").content.decode()
    for right in current.catalogue.rights:
        slug = current.words(right.code, "nl").slug
        assert f"/{slug}/" in listed and right.themes, right.code
