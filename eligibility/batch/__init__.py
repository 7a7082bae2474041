"""The rules over frames of households: polars in, one nullable truth per right out.

    batch = Batch(engine, date(2026, 11, 23))
    part = batch.read(frame)          # columns: `id` and fact keys
    outcomes = batch.run(part.flat)   # `id` and one column per right

True is likely, false unlikely, null possible: always what `Engine.evaluate`
says of each row by itself. Needs the extra `[batch]`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from eligibility import tree
from eligibility.batch import to_polars
from eligibility.batch.flat import Flattener, Part
from eligibility.batch.formulas import Formula
from eligibility.batch.lower import HERE, Lowering
from eligibility.batch.outcomes import outcomes
from eligibility.batch.pairs import Choice
from eligibility.batch.stages import Plan, plan
from eligibility.engine import Engine

if TYPE_CHECKING:
    from eligibility.batch.to_sql import Dialect

REGION = "~region="


class Compiled(NamedTuple):
    """Rules for frames with the same columns: outputs as (true, false) formulas."""

    plan: Plan
    outputs: Mapping[str, tuple[Formula, Formula]]


class Batch:
    """One rule base at one date. Keeps no rows."""

    def __init__(self, engine: Engine, as_of: date):
        self.engine, self.as_of = engine, as_of
        self.flattener = Flattener(engine)
        self._compiled = lru_cache(64)(self._compile)

    def read(self, frame: Any, first_row: int = 1, repeated: Any = None, slim: bool = True) -> Part:
        """Plain columns of the rows that can be read, and the rows that cannot (see `flat`)."""
        return self.flattener.read(frame, first_row, repeated, slim)

    def run(self, flat: Any, regions: bool = False) -> Any:
        """The outcomes of plain columns; with `regions` also a truth per region (`~region=x`)."""
        rules = self.compiled(flat, regions)
        return to_polars.run(flat, rules.plan, rules.outputs)

    def compiled(self, flat: Any, regions: bool = False) -> Compiled:
        """The rules as formulas over these columns, with what is known of them."""
        nulls = flat.null_count().row(0, named=True)
        if not flat["~nothing"].any():
            del nulls["~nothing"]
        nullable = frozenset((name, count > 0) for name, count in nulls.items() if name != "id")
        return self._compiled(nullable, regions)

    def sql(
        self, columns: Iterable[str], dialect: Dialect, rights: Iterable[str] | None = None
    ) -> str:
        """The same as `run`, as a query over a table `checked` with these plain columns; any row
        may lack any of them. With regions. `rights`: only these, for a query with fewer steps."""
        from eligibility.batch import to_sql

        nullable = frozenset((name, not _is_sure(name)) for name in columns if name != "id")
        rules = self._compiled(nullable, True, None if rights is None else frozenset(rights))
        return to_sql.query(rules.plan, rules.outputs, "checked", dialect)

    def _compile(
        self, nullable: frozenset[tuple[str, bool]], regions: bool,
        rights: frozenset[str] | None = None,
    ) -> Compiled:  # fmt: skip
        low = Lowering(self.engine, self.as_of, dict(nullable))
        found = {
            code: (out.likely, out.unlikely)
            for code, out in outcomes(low).items()
            if rights is None or code in rights
        }
        if regions:
            found |= _regions(low)
        used = [f for yes, no in found.values() for f in (yes, yes, no)]  # see to_polars.run
        return Compiled(plan(used), found)


def _is_sure(name: str) -> bool:
    return name.endswith(("~open", "~nothing"))


def _regions(low: Lowering) -> dict[str, tuple[Formula, Formula]]:
    notion = low.engine.notions.get("region")
    if notion is None or notion.type != "choice":
        return {}
    region: Choice = low.node(tree.NotionRef(tree.BOOL, "region"), HERE)
    pairs = {code: region.is_(code) for code in notion.options or ()}
    return {REGION + code: (pair.low, low.f.not_(pair.low)) for code, pair in pairs.items()}
