"""`docs/audit.md`: what the checkers of others counted, and what they call wrong."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from tests.audit.lighthouse import BARS
from tests.audit.pages import NOT_FOLLOWED, ROOT, Wrong

PLACE = ROOT / "docs" / "audit.md"
HEAD = """# The checkers of others

Written by `make audit` on {today}, from the production stack with the whole catalogue.
Versions: {versions}."""
IBM = """## IBM engine, WCAG 2.2

Inside every state of every page (`tests/browser/states.py`), everything unfolded. “To look at”
is what the engine cannot judge by itself."""
NU = """## Nu: HTML and CSS

Every state as the site sent it, and every style sheet."""
LIGHTHOUSE = """## Lighthouse, as on a phone

The best of at most three runs. A question and the results ask not to be listed, on purpose: the
check whether a search engine may list them is left out."""


def write(looked: dict, checked: dict, weighed: dict, wrong: list[Wrong]) -> None:
    """Counts of the IBM engine, counts of Nu, scores of Lighthouse, and all that is wrong."""
    versions = json.loads((ROOT / "tests/audit/package.json").read_text())["dependencies"]
    named = ", ".join(f"{name} {version}" for name, version in versions.items())
    parts = [HEAD.format(today=date.today(), versions=named)]
    levels = ("states", "violations", "to look at")
    parts += [IBM, table(
        ("language", "colours", *levels),
        ((lang, scheme, *(count[level] for level in levels))
         for lang, schemes in looked.items() for scheme, count in schemes.items()),
    )]  # fmt: skip
    levels = ("files", "errors", "warnings", "not followed")
    parts += [NU, table(
        ("of", *levels),
        ((kind, *(count[level] for level in levels)) for kind, count in checked.items()),
    )]  # fmt: skip
    parts += [f"Not followed, “{words}”: {why}" for words, why in NOT_FOLLOWED.items()]
    parts += [LIGHTHOUSE, table(
        ("page", "language", *BARS),
        ((*key, *(scores[bar] for bar in BARS)) for key, scores in weighed.items()),
    )]  # fmt: skip
    said = sorted({f"- {where}: `{what}`" for where, what in wrong})
    parts += ["## Wrong", "\n".join(said) or "Nothing."]
    PLACE.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def table(head: Iterable, rows: Iterable[Iterable]) -> str:
    head = tuple(head)
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
