"""What came out of a file: per right how often true, false and unknown, also by region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from eligibility.batch import REGION
from eligibility.batch.to_polars import pl

ALL, NOWHERE = "all", "unknown"


def counted(outcomes: Any, codes: Iterable[str]) -> dict[str, dict[str, list[int]]]:
    """Per region and for all, per right: [true, unknown, false]."""
    columns = [name for name in outcomes.columns if name.startswith(REGION)]
    region = pl.lit(NOWHERE)
    for name in columns:
        is_here = pl.col(name).fill_null(False)
        region = pl.when(is_here).then(pl.lit(name.removeprefix(REGION))).otherwise(region)
    codes = list(codes)
    sums = [
        pl.concat_list(
            pl.col(code).sum().cast(pl.Int64), pl.col(code).null_count().cast(pl.Int64),
            (~pl.col(code)).sum().cast(pl.Int64),
        ).alias(code)
        for code in codes
    ]  # fmt: skip
    groups = outcomes.group_by(region.alias("~region")).agg(sums).iter_rows(named=True)
    found = {row.pop("~region"): {code: row[code] for code in codes} for row in groups}
    whole = {code: [0, 0, 0] for code in codes}
    for group in found.values():
        _add(whole, group)
    return {ALL: whole, **found}


def _add(into: dict[str, list[int]], more: dict[str, list[int]]) -> None:
    for code, numbers in more.items():
        into[code] = [a + b for a, b in zip(into.get(code, (0, 0, 0)), numbers, strict=True)]


def changes(before: Any, after: Any, codes: Iterable[str]) -> Any:
    """A row per household and right whose outcome differs: id, right, before, after."""
    found = [
        pl.DataFrame({"id": before["id"], "before": _words(before[code]),
                      "after": _words(after[code])})
        .filter(pl.col("before") != pl.col("after"))
        .select("id", pl.lit(code).alias("right"), "before", "after")
        for code in codes
    ]  # fmt: skip
    return pl.concat(found)


def _words(truths: Any) -> Any:
    return truths.replace_strict({True: "likely", False: "unlikely"}, default="possible")


def moved(changed: Any) -> dict[str, dict[str, int]]:
    """Per right how many households went from one outcome to another: "unlikely → likely"."""
    found: dict[str, dict[str, int]] = {}
    groups = changed.group_by("right", "before", "after").len().sort("right", "before", "after")
    for right, before, after, number in groups.iter_rows():
        found.setdefault(right, {})[f"{before} → {after}"] = number
    return found


def merged(parts: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The counts of all parts as one."""
    rows = {"rows": 0, "accepted": 0, "rejected": 0}
    outcomes: dict[str, dict[str, list[int]]] = {}
    moves: dict[str, Counter[str]] = {}
    for part in parts:
        rows = {key: rows[key] + part[key] for key in rows}
        for region, rights in part["outcomes"].items():
            _add(outcomes.setdefault(region, {}), rights)
        for right, ways in part.get("what_if", {}).items():
            moves.setdefault(right, Counter()).update(ways)
    named = {
        region: {code: dict(zip(("true", "unknown", "false"), n, strict=True))
                 for code, n in rights.items()}
        for region, rights in outcomes.items()
    }  # fmt: skip
    return {
        **rows,
        "outcomes": named,
        "what_if": {c: dict(sorted(m.items())) for c, m in sorted(moves.items())},
    }


def table(report: dict[str, Any]) -> str:
    """The report as lines: first all, then each region that has rows; then what moved."""
    lines = [f"{report['rows']:,} rows, {report['rejected']:,} rejected"]
    for region, rights in sorted(report["outcomes"].items(), key=lambda item: item[0] != ALL):
        lines += ["", f"{region:44}{'true':>12}{'unknown':>12}{'false':>12}"]
        lines += [
            f"  {code:42}{n['true']:12,}{n['unknown']:12,}{n['false']:12,}"
            for code, n in rights.items()
        ]
    for right, ways in report["what_if"].items():
        gains = sum(n for way, n in ways.items() if way.endswith("→ likely"))
        loses = sum(n for way, n in ways.items() if way.startswith("likely"))
        others = ", ".join(f"{way}: {n:,}" for way, n in ways.items())
        lines += ["", f"{right}: {gains:,} gain, {loses:,} lose ({others})"]
    return "\n".join(lines)
