"""Assumed shares of people, used only to rank questions. They never decide an outcome.

Rounded from published figures:

- `nationality_status: belgian`: Statbel, population on 1 January 2025 (13.8 % are not Belgian)
- `household_size: 1`: Statbel, private households on 1 January 2024 (36.1 % live alone)
- `part_time_start: full_time`: Statbel, 2024 (26.4 % of employees work part-time)

Everything else is an ESTIMATE: a round figure of ours, without a source, not measured
on users and not personal data. Replace it when there is a source. A fact that is in no
table counts its answers alike: 0.5 for yes, and evenly over options or over its range.

`sample` draws invented situations from the same tables, for tests and measurements.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from random import Random
from typing import Any

from eligibility.schema import Fact, Field_

AGES_IN_LISTS = (4, 14)  # typical ages when a list of people is not yet known

# Share of people with this answer; "" is the empty set or list.
ASSUMED_SHARES: Mapping[str, Mapping[Any, float]] = {
    "has_partner": {True: 0.45}, "owns_home": {True: 0.45}, "adopting": {True: 0.01},
    "health_insured": {True: 0.97}, "chronic_status": {True: 0.1},
    "moving_from_homelessness": {True: 0.02}, "maintenance_title": {True: 0.1},
    "social_housing_registered": {True: 0.1}, "owns_other_property": {True: 0.1},
    "needs_lawyer": {True: 0.1}, "arms_paralysed": {True: 0.005},
    "wheelchair_granted": {True: 0.02}, "home_member_status": {True: 0.1},
    "health_limits": {True: 0.25}, "energy_contract_home": {True: 0.9},
    "water_bill_home": {True: 0.8}, "landlord_family": {True: 0.05},
    "job_seeker_registered": {True: 0.9}, "rental_deposit_due": {True: 0.1},
    "child_health_concern": {True: 0.07}, "renovation_plan": {True: 0.2},
    "home_member_disability": {True: 0.05}, "married_year": {True: 0.9},
    "disability_before_65": {True: 0.4}, "work_period_extended": {True: 0.2},
    "holds": {"": 0.6}, "hard_to_pay": {"": 0.6}, "children": {"": 0.6}, "others": {"": 0.8},
    "long_care": {"": 0.85}, "work_events": {"": 0.95}, "bereavement": {"": 0.93},
    "needs_aids": {"": 0.7}, "energy_trouble": {"": 0.4}, "home_problem": {"": 0.75},
    "leave_reason": {"": 0.85}, "self_employed_events": {"": 0.8}, "help_at_home": {"": 0.8},
    "staying": {
        "own_home": 0.8, "with_others": 0.1, "shelter": 0.01, "institution": 0.02,
        "hospital": 0.01, "prison": 0.01, "street": 0.01, "abroad": 0.01,
    },
    "nationality_status": {"belgian": 0.86, "eu": 0.08, "other": 0.03, "refugee": 0.02},
    "work_status": {
        "employee": 0.4, "retired": 0.25, "unemployed": 0.08, "sick": 0.08, "student": 0.06,
        "self_employed": 0.08, "at_home": 0.03, "civil_servant": 0.08, "other": 0.02,
    },
    "partner.work_status": {
        "employee": 0.45, "retired": 0.2, "unemployed": 0.07, "sick": 0.07, "student": 0.02,
        "self_employed": 0.09, "at_home": 0.06, "civil_servant": 0.1, "other": 0.02,
    },
    "partner.bond": {"married": 0.65, "legal": 0.15, "living_together": 0.17, "none": 0.03},
    "registered_address": {"here": 0.94, "elsewhere_belgium": 0.03, "reference_address": 0.01},
    "residence_paper": {
        "eu_card": 0.4, "unlimited_card": 0.2, "limited_card": 0.15, "f_card": 0.08,
        "belgian_card": 0.03, "orange_card": 0.05, "annex": 0.04, "none": 0.05,
    },
    "job_end_reason": {
        "dismissed": 0.3, "contract_ended": 0.4, "mutual": 0.08, "resigned": 0.07,
        "never_worked": 0.1, "other": 0.05,
    },
    "willing_to_work": {"yes": 0.7, "health": 0.2, "other_reason": 0.07, "no": 0.03},
    "earning_capacity_reduced": {"recognised": 0.3, "think_so": 0.2, "no": 0.5},
    "part_time_start": {
        "full_time": 0.75, "own_choice": 0.12, "from_unemployment": 0.05, "other": 0.06,
    },
    "studies_end": {"still": 0.55, "this_year": 0.1, "last_year": 0.1, "earlier": 0.25},
    "art_work": {"none": 0.97, "without_certificate": 0.02},
    "tenure": {"tenant_private": 0.6, "tenant_social": 0.2, "free": 0.1, "other": 0.04},
    "heating": {"gas": 0.55, "oil": 0.25, "electricity": 0.1, "collective": 0.05},
    "debt_help": {"none": 0.93, "mediation": 0.03, "collective": 0.02, "budget": 0.02},
}  # fmt: skip
RARE = 0.02  # an option that a table above does not name

# Cumulative shares: (value, share of people up to it). Money in cents, ages in years.
ASSUMED_CURVES: Mapping[str, list[tuple[float, float]]] = {
    "birth_date": [(0, 0), (18, 0.03), (25, 0.12), (45, 0.42), (65, 0.75), (80, 0.94), (100, 1)],
    "partner.birth_date": [(18, 0), (25, 0.05), (45, 0.4), (65, 0.75), (80, 0.95), (100, 1)],
    "household_size": [(1, 0.35), (2, 0.67), (3, 0.82), (4, 0.94), (6, 0.99), (30, 1)],
    "savings": [(0, 0.2), (5_000_00, 0.6), (25_000_00, 0.85), (1_000_000_00, 1)],
    "rent_month": [(0, 0.05), (500_00, 0.25), (900_00, 0.75), (1_500_00, 0.98), (20_000_00, 1)],
    "disability_points": [(0, 0.9), (6, 0.92), (9, 0.96), (12, 0.98), (18, 1)],
    "disability_percent": [(0, 0.9), (66, 0.95), (80, 0.98), (100, 1)],
    "pregnancy_weeks": [(0, 0.97), (45, 1)],
    "months_unemployed": [(0, 0), (6, 0.4), (12, 0.6), (24, 0.8), (60, 0.95), (720, 1)],
    "months_sick": [(0, 0), (6, 0.35), (12, 0.5), (60, 0.85), (720, 1)],
    "months_worked_36m": [(0, 0.4), (12, 0.48), (24, 0.56), (35, 0.65), (36, 1)],
    "career_years": [(0, 0.1), (10, 0.3), (30, 0.65), (45, 0.98), (60, 1)],
    "integration_income_months": [(0, 0), (6, 0.25), (12, 0.45), (36, 0.75), (720, 1)],
    "months_waiting_social_housing": [(0, 0), (12, 0.25), (48, 0.7), (720, 1)],
    "copayments_year": [(0, 0.05), (250_00, 0.45), (500_00, 0.75), (2_000_00, 0.98), (10**7, 1)],
    "cadastral_income": [(0, 0), (750_00, 0.35), (1_500_00, 0.85), (5_000_00, 0.99), (10**9, 1)],
    "care_hours_month": [(0, 0.88), (50, 0.97), (744, 1)],
    "maintenance_missed_12m": [(0, 0.5), (2, 0.6), (12, 1)],
    "mobility_points": [(0, 0.6), (1, 0.75), (2, 0.9), (3, 1)],
    "months_in_belgium": [(0, 0), (60, 0.3), (1500, 1)],
}
_MONTHLY = [(0.0, 0.6), (1_000_00, 0.66), (1_800_00, 0.76), (3_000_00, 0.92), (100_000_00, 1)]
_YEARLY = [(0.0, 0.05), (15_000_00, 0.2), (28_000_00, 0.5), (45_000_00, 0.8), (10**9, 1)]


def share(key: str, value: object, without: float) -> float:
    """The assumed share of people with this answer; `without` when nothing is assumed."""
    table = ASSUMED_SHARES.get(key)
    return without if table is None else table.get(value, RARE)


def between(key: str, low: int, high: int, least: int, most: int, day: int) -> float:
    """The assumed share of people from low to high, both included."""
    return max(0.0, _up_to(key, high, least, most, day) - _up_to(key, low - 1, least, most, day))


def _up_to(key: str, value: int, least: int, most: int, day: int) -> float:
    curve = _curve(key)
    if key.endswith("birth_date"):
        return 1 - _read(curve or [], (day - value) / 365.25)
    if value < least:
        return 0.0
    if curve is None:
        return (value - least + 1) / (most - least + 1)
    return _read(curve, value)


def _curve(key: str) -> list[tuple[float, float]] | None:
    if key in ASSUMED_CURVES:
        return ASSUMED_CURVES[key]
    if key.startswith(("income.", "partner.income")):
        return _YEARLY if "year" in key else _MONTHLY
    return None


def _read(curve: list[tuple[float, float]], value: float) -> float:
    """The share up to a value, straight between the points."""
    place = bisect_right(curve, (value, 2.0))
    if place == 0:
        return 0.0
    if place == len(curve):
        return 1.0
    (x0, y0), (x1, y1) = curve[place - 1], curve[place]
    return y0 + (y1 - y0) * (value - x0) / (x1 - x0)


def middle(key: str, low: int, high: int, day: int) -> int:
    """A typical value: where half of the people are."""
    if key.endswith("birth_date"):
        return day - int(40 * 365.25)
    curve = _curve(key)
    return min(max(low, 0 if curve is None else _inverse(curve, 0.5)), high)


def sample(facts: Mapping[str, Fact], day: int, random: Random) -> dict[str, Any]:
    """One invented person: raw answers to every question. No real person stands behind it."""
    from eligibility.questions import NEVER_ASKED

    return {
        key: _draw(fact, key, day, random) for key, fact in facts.items() if key not in NEVER_ASKED
    }


def _draw(part: Field_, key: str, day: int, random: Random) -> Any:
    if part.type == "bool":
        return random.random() < share(key, True, 0.3)
    if part.type == "postcode":
        return str(random.randint(1000, 9999))
    if part.type == "date":
        years = random.choice((4, 14, 20, 30, 45, 60, 66, 75, 85))
        return date.fromordinal(day - int(years * 365.25) - random.randint(0, 364)).isoformat()
    if part.type in ("choice", "set"):
        return _draw_option(part, key, random)
    if part.type == "list":
        assert isinstance(part, Fact)
        count = 0 if random.random() < share(key, "", 0.6) else random.randint(1, 3)
        fields = part.record or ()
        return [{f.key: _draw(f, f.key, day, random) for f in fields} for _ in range(count)]
    return _draw_number(part, key, random)


def _draw_option(part: Field_, key: str, random: Random) -> Any:
    codes = sorted(option.code for option in part.options or ())
    if part.type == "set":
        few = random.random() >= share(key, "", 0.5)
        return random.sample(codes, min(len(codes), random.randint(1, 3))) if few else []
    return random.choices(codes, [share(key, code, 1.0) for code in codes])[0]


def _draw_number(part: Field_, key: str, random: Random) -> Any:
    scale = 100 if part.type == "money" else 1
    low = int((part.min or 0) * scale)
    high = int((part.max if part.max is not None else 100_000) * scale)
    curve = _curve(key)
    if curve is not None:
        number = min(max(_inverse(curve, random.random()), low), high)
    else:
        number = low if random.random() < 0.5 else random.randint(low, min(high, low + 60 * scale))
    return number / 100 if scale == 100 else number


def _inverse(curve: list[tuple[float, float]], at: float) -> int:
    """The value up to which this share of people are."""
    for (x0, y0), (x1, y1) in pairwise(curve):
        if at <= y1:
            return int(x0 + (x1 - x0) * max(0, at - y0) / (y1 - y0))
    return int(curve[-1][0])
