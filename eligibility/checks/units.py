"""How units combine. Four rules, all in docs/engine.md.

1. Adding, comparing, min, max and if-else want the same unit on both sides; a
   plain number takes the unit of the other side (never money, except 0).
2. Multiplying by a plain number, a count or litres keeps the unit. `12 *` turns a month
   into a year (EUR/month → EUR/year, years → months), `/ 12` back; `4 *` and
   `/ 4` do so for quarters.
3. A rate times its own unit is the whole: EUR/day × days → EUR.
4. A percentage times something must be divided by 100 before it is compared.
"""

from __future__ import annotations

PLAIN = (None, "count", "litres")
PERCENT_OF = "percent of "
_YEARLY = {(12, "EUR/month"): "EUR/year", (4, "EUR/quarter"): "EUR/year", (12, "years"): "months"}
_BACK = {(12, "EUR/year"): "EUR/month", (4, "EUR/year"): "EUR/quarter", (12, "months"): "years"}
_RATES = {
    ("EUR/day", "days"), ("EUR/month", "months"), ("EUR/year", "years"), ("EUR/hour", "hours"),
}  # fmt: skip


def product(a: str | None, b: str | None, factor: float | None) -> tuple[bool, str | None]:
    """Unit of a × b, `factor` when one is a literal. First value False: they do not combine."""
    if factor is not None:
        unit = b if a is None else a
        return True, _YEARLY.get((int(factor), unit or "")) or unit if factor % 1 == 0 else unit
    for one, other in ((a, b), (b, a)):
        if one == "percent" and other != "percent":
            return True, PERCENT_OF + (other or "number")
        if one in PLAIN:
            return True, other if other is not None else one
        if (one, other) in _RATES:
            return True, "EUR"
    return False, None


def quotient(unit: str | None, divisor: float) -> str | None:
    """Unit of a value divided by a literal."""
    if divisor == 100 and unit == "percent":
        return None
    if divisor == 100 and unit and unit.startswith(PERCENT_OF):
        rest = unit.removeprefix(PERCENT_OF)
        return None if rest == "number" else rest
    return _BACK.get((int(divisor), unit or ""), unit) if divisor % 1 == 0 else unit


def same(a: str | None, b: str | None) -> bool:
    """Whether two units may be added or compared (money against plain is refused elsewhere)."""
    return a == b or (a in PLAIN and b is None) or (b in PLAIN and a is None) or None in (a, b)


def hint(a: str | None, b: str | None) -> str:
    """What to do about two units that differ."""
    for (factor, small), large in _YEARLY.items():
        if {a, b} == {small, large}:
            return f"Multiply the {small} side by {factor}, or divide the {large} side by {factor}."
    if any(unit and unit.startswith(PERCENT_OF) for unit in (a, b)):
        return "Divide the percentage by 100."
    return "Take a fact or figure in the same unit on both sides."
