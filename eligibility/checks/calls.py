"""Types of functions: figures, statuses, dates, and everything over a list."""

from __future__ import annotations

import ast
from contextlib import suppress
from datetime import date

from eligibility import tree
from eligibility.checks.types import NOT_A_FORM, Checker, kind
from eligibility.names import did_you_mean, dotted
from eligibility.tree import BOOL, DATE, Node, Type

FUNCTIONS: dict[str, tuple[str, int, int]] = {  # how to write it, the least and most arguments
    "param": ('param("group.key")', 1, 1),
    "holds": ('holds("code")', 1, 1),
    "right": ('right("code")', 1, 1),
    "date": ('date("2020-01-31")', 1, 1),
    "years_between": ("years_between(start, end)", 2, 2),
    "months_between": ("months_between(start, end)", 2, 2),
    "days_between": ("days_between(start, end)", 2, 2),
    "min": ("min(a, b, …) or min(LIST, number[, test])", 2, 20),
    "max": ("max(a, b, …) or max(LIST, number[, test])", 2, 20),
    "any": ("any(LIST, test)", 2, 2),
    "all": ("all(LIST, test)", 2, 2),
    "count": ("count(LIST[, test])", 1, 2),
    "sum": ("sum(LIST, number[, test])", 2, 3),
}
_AGE = 'Write years_between(birth_date, as_of), or compare with date("1990-01-01").'
_NOT_HERE = {
    "coalesce": "Write the fact alone: an answer that is missing keeps the right open.",
    "known": "Write the fact alone: an answer that is missing keeps the right open.",
    "len": "Write count(LIST).",
    "abs": "Write max(x, 0 - x).",
    "round": "Compare without rounding.",
    "today": "Write as_of: the date on which the right is judged.",
    "now": "Write as_of: the date on which the right is judged.",
    "if": "Write: one value if test else other value.",
    "year": _AGE,
    "age": _AGE,
}


@kind(ast.Call)
def _call(c: Checker, at: ast.Call) -> Node:
    name = dotted(at.func)
    if name is None:
        raise c.refuse(NOT_A_FORM, at)
    if name not in FUNCTIONS:
        raise c.refuse(_no_function(name), at)
    written, least, most = FUNCTIONS[name]
    if at.keywords or not least <= len(at.args) <= most:
        what = "Something is missing" if len(at.args) < least else "Too much stands"
        raise c.refuse(f"{what} between the brackets. Write {written}.", at)
    if name in ("any", "all", "count", "sum") or _over_list(c, at):
        return _aggregate(c, name, at)
    if name in ("min", "max"):
        return _extreme(c, name, at)
    if name.endswith("_between"):
        return _between(c, name.removesuffix("_between"), at)
    return _named(c, name, at.args[0])


def _no_function(name: str) -> str:
    if name in _NOT_HERE:
        return f'"{name}" does not exist here. {_NOT_HERE[name]}'
    advice = did_you_mean(name, frozenset(FUNCTIONS)) or f" There are: {', '.join(FUNCTIONS)}."
    return f'Unknown function "{name}".{advice}'


def _named(c: Checker, name: str, at: ast.expr) -> Node:
    if name == "date":
        return _date(c, at)
    if name == "param":
        key = c.quoted(at, frozenset(c.names.params), "parameter")
        return tree.ParamRef(c.names.params[key], key)
    if name == "right":
        return tree.RightRef(BOOL, c.quoted(at, c.names.rights, "right"))
    known = c.names.facts.get("holds", BOOL).options or frozenset()
    return tree.Member(BOOL, "holds", c.quoted(at, known, "status"))


def _date(c: Checker, at: ast.expr) -> Node:
    with suppress(ValueError):
        day = date.fromisoformat(c.quoted(at, None, "date"))
        return tree.Const(DATE, day.toordinal())
    raise c.refuse('Write an existing date as date("2020-01-31").', at)


def _between(c: Checker, unit: str, at: ast.Call) -> Node:
    start, end = (c.fit(c.node(arg), DATE, arg) for arg in at.args)
    return tree.Between(Type("number", unit), unit, start, end)


def _extreme(c: Checker, name: str, at: ast.Call) -> Node:
    items = [c.number(at.args[0])]
    for arg in at.args[1:]:
        first, item = c.units(items[0], at.args[0], c.number(arg), arg)
        items = [first, *items[1:], item]
    unit = next((item.type.unit for item in items if item.type.unit), None)
    return tree.Extreme(Type("number", unit), name, tuple(items))


def _over_list(c: Checker, at: ast.Call) -> bool:
    return bool(at.args) and dotted(at.args[0]) in c.names.lists


def _aggregate(c: Checker, name: str, at: ast.Call) -> Node:
    key = dotted(at.args[0])
    if key not in c.names.lists:
        guess = did_you_mean(str(key), frozenset(c.names.lists))
        what = f"Begin with the name of a list: {FUNCTIONS[name][0]}.{guess}"
        raise c.refuse(what, at.args[0])
    if c.names.record is not None and c.names.record.key == key:
        raise c.refuse(
            f"A list function over {key} cannot stand inside another one. "
            'Write both tests in one, with "and" between them.',
            at,
        )
    outer, c.names = c.names, c.names.bound(key)
    try:
        return _over(c, name, str(key), at.args[1:], at)
    finally:
        c.names = outer


def _over(c: Checker, name: str, key: str, args: list[ast.expr], at: ast.Call) -> Node:
    if name in ("any", "all", "count"):
        test = c.test(args[0]) if args else None
        result = Type("number", "count") if name == "count" else BOOL
        return tree.Aggregate(result, name, key, None, test)
    if len(args) > 2:
        raise c.refuse(f"Write {name}(LIST, number[, test]).", at)
    value = c.number(args[0])
    return tree.Aggregate(value.type, name, key, value, c.test(args[1]) if args[1:] else None)
