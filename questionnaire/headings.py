"""Headings in the long list of what people already get, so that it can be scanned.

The headings are themes of the catalogue, in the order in which they are shown.
An option that is not listed here stands under the first listed theme of its right.
"""

from __future__ import annotations

from questionnaire.fields import Choice, words
from rights.bundle import Bundle

HEADINGS: dict[str, tuple[str, ...]] = {
    "income": ("integration-income", "equivalent-social-assistance"),
    "pension": (
        "retirement-pension", "survivor-pension", "income-guarantee-elderly",
        "elderly-assistance-allowance-brussels", "elderly-assistance-allowance-wallonia",
        "care-budget-elderly-flanders",
    ),
    "health": ("sickness-invalidity-benefit", "increased-reimbursement"),
    "disability": (
        "income-replacement-allowance", "integration-allowance", "parking-card",
        "disability-recognition", "regional-disability-help",
    ),
    "family": ("care-supplement-disabled-child", "guaranteed-family-benefit"),
    "work": ("unemployment-benefit", "insertion-allowance-after-studies", "bridging-right"),
    "energy": ("social-tariff-gas-electricity", "social-internet"),
    "housing": ("rent-allowance-brussels", "installation-premium"),
}  # fmt: skip
THEME_OF = {code: theme for theme, codes in HEADINGS.items() for code in codes}


def grouped(bundle: Bundle, choices: list[Choice], lang: str) -> list[tuple[str, list[Choice]]]:
    """Name of the theme with its choices, in the order of HEADINGS; empty themes are left out."""
    groups: dict[str, list[Choice]] = {theme: [] for theme in HEADINGS}
    for choice in choices:
        groups[_theme(bundle, choice.code)].append(choice)
    names = {theme.code: words(theme.name, lang) for theme in bundle.catalogue.themes}
    return [(names.get(theme, ""), found) for theme, found in groups.items() if found]


def _theme(bundle: Bundle, code: str) -> str:
    if code in THEME_OF:
        return THEME_OF[code]
    themes = bundle.right(code).themes if code in bundle.engine.rights else []
    return next((theme for theme in themes if theme in HEADINGS), "income")
