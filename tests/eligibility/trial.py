"""An invented rule base of a chosen size, for timing: shaped like the catalogue, not like law."""

from __future__ import annotations

from random import Random
from typing import Any

from eligibility.schema import RuleBase
from tests.eligibility.helpers import rule_base

SOURCE = {"confidence": "official", "source": "https://example.org", "from": "2020-01-01"}


def invented(rights: int, facts: int = 64, seed: int = 1) -> RuleBase:
    """About four criteria per right over `facts` facts; a fifth of the rights is derived."""
    random, base = Random(seed), rule_base().model_dump(by_alias=True, mode="json")
    wanted = facts - len(base["facts"])
    base["facts"] += [_fact(n, random) for n in range(wanted)]
    base["parameters"] = [
        {"key": f"limit.p{n}", "unit": unit, "values": [{**SOURCE, "value": value}]}
        for n, (unit, value) in enumerate(_limits(random))
    ]
    base["rights"] = [_right(n, wanted, random) for n in range(rights)]
    holds = next(fact for fact in base["facts"] if fact["key"] == "holds")
    holds["options"] = [{"code": f"r{n}"} for n in range(min(27, rights))]
    base["notions"] = [n for n in base["notions"] if "param(" not in str(n)]
    return RuleBase.model_validate(base)


def _limits(random: Random) -> list[tuple[str, float]]:
    monthly = [("EUR/month", random.randint(800, 3500)) for _ in range(20)]
    return monthly + [("EUR/year", random.randint(12_000, 45_000)) for _ in range(34)]


def _fact(n: int, random: Random) -> dict[str, Any]:
    fact: dict[str, Any] = {"key": f"x{n}", "number": 100 + n, "topic": random.choice(
        ["place", "work", "money", "health"])}  # fmt: skip
    kind = random.choice(["bool", "bool", "choice", "number", "money"])
    fact["type"] = kind
    if kind == "choice":
        fact["options"] = [{"code": c} for c in "abcde"]
    if kind in ("number", "money"):
        fact |= {"min": 0, "max": 100 if kind == "number" else 100_000}
        fact["unit"] = "points" if kind == "number" else "EUR/month"
    if n % 3 == 0:
        fact |= {"ask_if": "has_partner" if n % 2 else 'work_status != "retired"'}
        fact["otherwise"] = {"bool": False, "choice": "a"}.get(kind, 0)
    return fact


def _right(n: int, facts: int, random: Random) -> dict[str, Any]:
    routes = [
        {"id": f"route{r}", "criteria": _criteria(random.choice([2, 3, 3]), n, facts, random)}
        for r in range(random.choice([1, 1, 1, 2]))
    ]
    common = [{"id": "common", "test": _test(n, facts, random)}]
    return {"code": f"r{n}", "criteria": common, "routes": routes, "effort": 2}


def _criteria(count: int, n: int, facts: int, random: Random) -> list[dict[str, Any]]:
    return [{"id": f"c{c}", "test": _test(n, facts, random)} for c in range(count)]


def _test(n: int, facts: int, random: Random) -> str:
    base = _typed(random.randrange(facts), random)
    return random.choice([
        f"age >= {random.choice([18, 21, 25, 60, 65, 66])}",
        f"age < {random.choice([18, 25, 30, 65])}",
        f'region in ("{random.choice(["brussels", "flanders", "wallonia"])}",)',
        f'income.year < param("limit.p{random.randint(20, 53)}") * (1 + dependants)',
        f'income.wage_month + income.other_month < param("limit.p{random.randint(0, 19)}")',
        f"any(children, years_between(child.birth_date, as_of) < {random.choice([6, 18, 25])})",
        f'holds("r{random.randrange(min(27, n + 1))}") or {base}',
        base, base, base, base,
    ])  # fmt: skip


def _typed(n: int, random: Random) -> str:
    kind = _fact_kinds[n]
    return {
        "bool": f"x{n}", "choice": f'x{n} in ("b", "c")',
        "number": f"x{n} >= {random.randint(1, 80)}",
        "money": f'x{n} < param("limit.p{random.randint(0, 19)}")',
    }[kind]  # fmt: skip


def _kinds(seed: int = 1, facts: int = 64) -> list[str]:
    random = Random(seed)
    return [str(_fact(n, random)["type"]) for n in range(facts)]


_fact_kinds = _kinds()
