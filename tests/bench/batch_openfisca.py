"""The same rules for openfisca-core, written from the same typed tree: numpy, two-valued.

Every notion, gated fact and right is a variable. Figures are constants of the
date, which spares openfisca the reading of its own.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date
from functools import reduce
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from eligibility import Engine, answers, tree
from eligibility.schema import Field_

Get = Callable[[str], Any]
PERIOD = "2026-11"
_SIGNS = {
    "<": operator.lt, "<=": operator.le, "==": operator.eq, "!=": operator.ne,
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
}  # fmt: skip


class Rules:
    """A rule base as an openfisca tax and benefit system."""

    def __init__(self, engine: Engine, as_of: date):
        self.engine, self.as_of = engine, as_of
        self.person = build_entity(key="person", plural="persons", label="", is_person=True)
        self.system = TaxBenefitSystem([self.person])
        self.inputs: dict[str, type] = {}
        for name in engine.compiled.order:
            kind, key = name.split(" ", 1)
            getattr(self, f"_add_{kind}")(key)

    def _add_fact(self, key: str) -> None:
        fact, gate = self.engine.facts[key], self.engine.compiled.trees.get(f"gate {key}")
        if fact.type in ("set", "list"):
            return
        given = f"{key} given" if gate is not None else key
        self._variable(given, _type(fact), None)
        self.inputs[key] = _type(fact)
        if gate is not None:
            closed = _plain(fact, answers.otherwise(fact))
            self._variable(
                key, _type(fact), lambda get: np.where(self.run(gate, get), get(given), closed)
            )

    def _add_notion(self, key: str) -> None:
        versions = self.engine.compiled.notions[key]
        node = [node for start, node in versions if start <= self.as_of.toordinal()][-1]
        lookup, kind = self.engine.notions[key].lookup, _type(self.engine.notions[key])
        if lookup is None:
            self._variable(key, kind, lambda get: self.run(node, get))
            return
        starts = np.array([r.from_ for r in lookup.ranges])
        names = np.array([_place(self.engine.notions[key], r.is_) for r in lookup.ranges])
        self._variable(
            key, kind, lambda get: names[np.searchsorted(starts, self.run(node, get), "right") - 1]
        )

    def _add_right(self, code: str) -> None:
        self._variable(f"right {code}", bool, lambda get: self.run(self._tree(code), get))

    def _tree(self, code: str) -> tree.Node:
        return self.engine.rules[code].tree

    def add_members(self, codes: list[str]) -> None:
        for code in codes:
            self._variable(f"holds={code}", bool, None)

    def _variable(self, key: str, kind: type, formula: Callable[[Get], Any] | None) -> None:
        parts: dict[str, Any] = {
            "value_type": kind, "entity": self.person, "definition_period": DateUnit.MONTH,
        }  # fmt: skip
        if formula is not None:
            parts["formula"] = lambda person, period: formula(
                lambda name: person(_name(name), period)
            )
        self.system.add_variable(type(_name(key), (Variable,), parts))

    # from the tree to numpy

    def run(self, node: tree.Node, get: Get) -> Any:
        match node:
            case tree.Const():
                return self._constant(node)
            case tree.AsOf():
                return self.as_of.toordinal()
            case tree.FactRef(key=key) | tree.NotionRef(key=key):
                return get(key)
            case tree.ParamRef(key=key):
                return self.engine.figures(self.as_of)[self.engine.program.params[key]][1]
            case tree.Member(code=code):
                return get(f"holds={code}")
            case tree.Not(item=item):
                return ~self.run(item, get)
            case tree.And(items=items):
                return reduce(operator.and_, [self.run(item, get) for item in items])
            case tree.Or(items=items):
                return reduce(operator.or_, [self.run(item, get) for item in items])
            case tree.OneOf(item=item, options=options):
                value = self.run(item, get)
                places = [self._place(item, option) for option in sorted(options)]
                return reduce(operator.or_, [value == place for place in places])
            case tree.Compare(op=op, left=left, right=right):
                if left.type.kind == "choice" and isinstance(right, tree.Const):
                    return _SIGNS[op](self.run(left, get), self._place(left, right.value))
                return _SIGNS[op](self.run(left, get), self.run(right, get))
            case tree.Arithmetic(op=op, left=left, right=right):
                return _SIGNS[op](self.run(left, get), self.run(right, get))
            case tree.If(test=test, then=then, other=other):
                return np.where(self.run(test, get), self.run(then, get), self.run(other, get))
            case tree.Between(start=start):
                return self._years(self.run(start, get))
        raise AssertionError(f"a scalar rule has no {type(node).__name__}")

    def _constant(self, node: tree.Const) -> Any:
        return 0 if node.type.kind == "choice" else node.value

    def _place(self, of: tree.Node, option: str) -> int:
        """The place of an option among those of what it is compared with."""
        if isinstance(of, tree.NotionRef):
            return _place(self.engine.notions[of.key], option)
        assert isinstance(of, tree.FactRef)
        return _place(self.engine.facts[of.key], option)

    def _years(self, day: Any) -> Any:
        """Birthdays passed since a day number."""
        born = (day - date(1970, 1, 1).toordinal()).astype("datetime64[D]")
        months = born.astype("datetime64[M]")
        number = (born - months).astype(np.int32) + 1
        count = months.astype(np.int32)
        now = (self.as_of.year - 1970) * 12 + self.as_of.month - 1
        return (now - count - (number > self.as_of.day)) // 12

    # running

    def simulation(self, rows: int) -> Any:
        return SimulationBuilder().build_default_simulation(self.system, rows)

    def set_inputs(self, simulation: Any, columns: dict[str, Any]) -> None:
        for key, values in columns.items():
            gated = key in self.inputs and f"gate {key}" in self.engine.compiled.trees
            simulation.set_input(_name(f"{key} given" if gated else key), PERIOD, values)

    def calculate(self, simulation: Any) -> dict[str, Any]:
        codes = self.engine.rights
        return {code: simulation.calculate(_name(f"right {code}"), PERIOD) for code in codes}


def _type(part: Any) -> type:
    if part.type == "bool":
        return bool
    return float if part.type == "money" else int


def _place(part: Any, option: str) -> int:
    codes = [o if isinstance(o, str) else o.code for o in part.options or ()]
    return sorted(codes).index(option)


def _plain(fact: Field_, domain: Any) -> Any:
    if fact.type == "bool":
        return bool(domain)
    return _place(fact, next(iter(domain))) if fact.type == "choice" else domain[0]


def _name(key: str) -> str:
    return "v_" + "".join(c if c.isalnum() else "_" for c in key)
