"""Give every part of a test its type and unit, or say what does not fit.

`Names` is what a test may speak of. `check` turns the syntax tree of
`language.read` into the typed tree of `tree`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from eligibility import language, tree, units
from eligibility.errors import LanguageError
from eligibility.operations import FUNCTIONS
from eligibility.tree import BOOL, DATE, Node, Type

MOST_NESTED_IF = 3
_OPS: dict[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Lt: "<", ast.LtE: "<=",
    ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip
_TURNED = {">": "<", ">=": "<="}
_NOT_HERE = {
    "coalesce": "A missing answer is unknown; the engine keeps the right open by itself.",
    "known": "A missing answer is unknown; the engine keeps the right open by itself.",
    "len": "Write count(LIST).",
    "abs": "Write max(x, 0 - x).",
    "round": "Compare without rounding.",
    "today": "Write as_of: the date on which the right is judged.",
    "now": "Write as_of: the date on which the right is judged.",
    "if": "Write: value if test else other value.",
}


@dataclass(frozen=True)
class ListNames:
    """A list fact as a test sees it: how one record is called, and the fields' types."""

    key: str
    singular: str
    fields: Mapping[str, Type]


@dataclass(frozen=True)
class Names:
    """Everything a test can name. `record` is the list whose record is bound, if any."""

    facts: Mapping[str, Type]
    lists: Mapping[str, ListNames]
    notions: Mapping[str, Type]
    params: Mapping[str, Type]
    rights: frozenset[str]
    record: ListNames | None = None

    def bound(self, key: str | None) -> Names:
        return replace(self, record=self.lists[key]) if key else self


def check(text: str, names: Names, wanted: Type | None = BOOL) -> Node:
    """The typed tree of a test. Raises LanguageError.

    `wanted` is the type that must come out (None: any). Money is in cents, so
    a literal amount is refused: it belongs in a parameter.
    """
    checker = _Checker(text, names)
    syntax = language.read(text)
    node = checker.node(syntax)
    if wanted is not None:
        node = checker.fit(node, wanted, syntax)
    return node


class _Checker:
    """One test being read. Holds the text for positions and the names in scope."""

    def __init__(self, text: str, names: Names):
        self.text, self.names = text, names
        self.ifs = 0
        self._kinds: dict[type[ast.AST], Callable[[Any], Node]] = {
            ast.BoolOp: self._bool, ast.UnaryOp: self._unary, ast.Compare: self._compare,
            ast.BinOp: self._binary, ast.IfExp: self._if, ast.Call: self._call,
            ast.Constant: self._constant, ast.Name: self._name, ast.Attribute: self._name,
        }  # fmt: skip

    def refuse(self, message: str, at: ast.expr) -> LanguageError:
        return LanguageError(message, *language.position(self.text, at))

    def node(self, at: ast.expr) -> Node:
        kind = self._kinds.get(type(at))
        if kind is None:
            raise self.refuse("This form is not part of the test language; see docs/engine.md.", at)
        return kind(at)

    def test(self, at: ast.expr) -> Node:
        return self.fit(self.node(at), BOOL, at)

    def number(self, at: ast.expr) -> Node:
        node = self.node(at)
        if node.type.kind != "number":
            raise self.refuse(f"A number is needed here, not {_say(node.type)}.", at)
        return node

    def fit(self, node: Node, wanted: Type, at: ast.expr) -> Node:
        """The node when it has the wanted type; a 0 may stand for money."""
        if wanted.kind != node.type.kind:
            raise self.refuse(_wrong_kind(node.type, wanted), at)
        if wanted.kind == "number":
            return self._match(node, wanted.unit, at)
        if wanted.options is not None and not (node.type.options or frozenset()) <= wanted.options:
            extra = sorted((node.type.options or frozenset()) - wanted.options)
            raise self.refuse(self._unknown("option", extra[0], wanted.options), at)
        return node

    def _match(self, node: Node, unit: str | None, at: ast.expr) -> Node:
        """Refuse a number whose unit is not `unit`; money never stands beside a plain number."""
        money = unit is not None and "EUR" in unit
        if money and not node.type.is_money:
            if isinstance(node, tree.Const) and node.value == 0:
                return replace(node, type=Type("number", unit))
            raise self.refuse(_plain_beside_money(node, unit), at)
        if not units.same(node.type.unit, unit):
            found, need = node.type.unit or "a plain number", unit or "a plain number"
            advice = units.hint(node.type.unit, unit)
            raise self.refuse(f"The units do not fit: {found} beside {need}. {advice}", at)
        return node

    # and or not, comparisons

    def _bool(self, at: ast.BoolOp) -> Node:
        items = tuple(self.test(value) for value in at.values)
        return tree.And(BOOL, items) if isinstance(at.op, ast.And) else tree.Or(BOOL, items)

    def _unary(self, at: ast.UnaryOp) -> Node:
        if isinstance(at.op, ast.Not):
            return tree.Not(BOOL, self.test(at.operand))
        node = self.number(at.operand)
        if isinstance(node, tree.Const):
            return replace(node, value=-node.value) if isinstance(at.op, ast.USub) else node
        return tree.Arithmetic(node.type, "-", tree.Const(node.type, 0), node)

    def _compare(self, at: ast.Compare) -> Node:
        sides = [at.left, *at.comparators]
        pairs = [
            self._pair(left, op, right)
            for left, op, right in zip(sides, at.ops, sides[1:], strict=False)
        ]
        return pairs[0] if len(pairs) == 1 else tree.And(BOOL, tuple(pairs))

    def _pair(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Node:
        if isinstance(op, ast.In | ast.NotIn):
            node = self._in(left, right)
            return tree.Not(BOOL, node) if isinstance(op, ast.NotIn) else node
        sign = _OPS.get(type(op))
        if sign is None:
            raise self.refuse('Write "==" or "!=" instead of "is".', left)
        a, b = self._alike(left, right)
        if a.type.kind == "bool":
            raise self.refuse('Write the test itself, or "not" before it, without "==".', left)
        if sign not in ("==", "!=") and a.type.kind not in ("number", "date"):
            raise self.refuse(f'{_say(a.type).capitalize()} has no order: use "==" or "in".', left)
        if sign in _TURNED:
            return tree.Compare(BOOL, _TURNED[sign], b, a)
        return tree.Compare(BOOL, sign, a, b)

    def _alike(self, left: ast.expr, right: ast.expr) -> tuple[Node, Node]:
        """Two sides of one kind, one unit; a quoted option takes the options of the other side."""
        a, b = self.node(left), self.node(right)
        if _is_text(left) and not _is_text(right):
            a = self._option(left, b.type)
        elif _is_text(right):
            b = self._option(right, a.type)
        for node, at in ((a, left), (b, right)):
            if node.type.kind in ("set", "list"):
                raise self.refuse(_wrong_kind(node.type, Type("number")), at)
        if a.type.kind != b.type.kind:
            raise self.refuse(
                f"{_say(a.type).capitalize()} cannot be compared with {_say(b.type)}.", left
            )
        return (a, b) if a.type.kind != "number" else self._units(a, left, b, right)

    def _units(self, a: Node, left: ast.expr, b: Node, right: ast.expr) -> tuple[Node, Node]:
        if b.type.is_money or (b.type.unit and not a.type.unit):
            return self._match(a, b.type.unit, left), b
        return a, self._match(b, a.type.unit, right)

    def _in(self, left: ast.expr, right: ast.expr) -> Node:
        if not isinstance(right, ast.Tuple | ast.Constant):
            return self._member(left, right)
        item = self.node(left)
        if item.type.kind not in ("choice", "postcode"):
            raise self.refuse(
                f'"in" wants a choice before it, or a set after it; not {_say(item.type)}.', left
            )
        options = right.elts if isinstance(right, ast.Tuple) else [right]
        return tree.OneOf(
            BOOL, item, frozenset(self._option(option, item.type).value for option in options)
        )

    def _member(self, left: ast.expr, right: ast.expr) -> Node:
        if isinstance(right, ast.List | ast.Set):
            raise self.refuse('Write round brackets: in ("a", "b").', right)
        owner = self.node(right)
        if owner.type.kind != "set" or not isinstance(owner, tree.FactRef):
            raise self.refuse('After "in" write ("a", "b"), or a fact of type set.', right)
        return tree.Member(BOOL, owner.key, self._quoted(left, owner.type.options, "option"))

    def _option(self, at: ast.expr, other: Type) -> tree.Const:
        """A quoted option that must be one of those of `other`."""
        text = self._quoted(at, other.options, "option")
        if other.kind == "postcode":
            if not (len(text) == 4 and text.isdecimal() and text[0] != "0"):
                raise self.refuse('Write a postcode as four figures: "1000".', at)
            return tree.Const(other, int(text))
        if other.kind != "choice":
            raise self.refuse(f"{_say(other).capitalize()} cannot be compared with text.", at)
        return tree.Const(Type("choice", options=frozenset({text})), text)

    def _quoted(self, at: ast.expr, known: frozenset[str] | None, what: str) -> str:
        if not _is_text(at):
            raise self.refuse(f'Write the {what} between quotes: "…".', at)
        text = str(at.value)  # type: ignore[attr-defined]
        if known is not None and text not in known:
            raise self.refuse(self._unknown(what, text, known), at)
        return text

    def _unknown(self, what: str, name: str, known: frozenset[str]) -> str:
        return f'Unknown {what} "{name}".{did_you_mean(name, known)}'

    # numbers

    def _binary(self, at: ast.BinOp) -> Node:
        sign = _OPS.get(type(at.op))
        if sign is None:
            raise self.refuse("Only + - * / are used to calculate.", at)
        a, b = self.number(at.left), self.number(at.right)
        if isinstance(a, tree.Const) and isinstance(b, tree.Const):
            return self._fold(sign, a, b, at)
        if sign in "+-":
            a, b = self._units(a, at.left, b, at.right)
            unit = a.type.unit or b.type.unit
        elif sign == "/":
            unit = units.quotient(a.type.unit, self._divisor(b, at.right))
        else:
            unit = self._product(a, b, at)
        return tree.Arithmetic(Type("number", unit), sign, a, b)

    def _fold(self, sign: str, a: tree.Const, b: tree.Const, at: ast.BinOp) -> Node:
        if sign == "/":
            value = Decimal(str(a.value)) / Decimal(str(self._divisor(b, at.right)))
            return replace(a, value=_plain(value))
        both = {"+": a.value + b.value, "-": a.value - b.value, "*": a.value * b.value}
        return replace(a, value=both[sign])

    def _product(self, a: Node, b: Node, at: ast.BinOp) -> str | None:
        factor = next((n.value for n in (a, b) if isinstance(n, tree.Const)), None)
        fits, unit = units.product(a.type.unit, b.type.unit, factor)
        if not fits:
            raise self.refuse(
                f"{a.type.unit} times {b.type.unit} has no meaning; one side must be a plain number.",
                at,
            )
        return unit

    def _divisor(self, node: Node, at: ast.expr) -> float:
        if not isinstance(node, tree.Const):
            raise self.refuse("Divide by a fixed number only; multiply the other side instead.", at)
        if node.value == 0:
            raise self.refuse("Dividing by 0 has no result.", at)
        return float(node.value)

    def _if(self, at: ast.IfExp) -> Node:
        self.ifs += 1
        if self.ifs > MOST_NESTED_IF:
            raise self.refuse("At most 3 'if' inside each other; make a notion of a part.", at)
        test = self.test(at.test)
        then, other = self._branches(at.body, at.orelse)
        self.ifs -= 1
        options = None
        if then.type.kind == "choice":
            options = (then.type.options or frozenset()) | (other.type.options or frozenset())
        unit = then.type.unit or other.type.unit
        return tree.If(Type(then.type.kind, unit, options), test, then, other)

    def _branches(self, body: ast.expr, orelse: ast.expr) -> tuple[Node, Node]:
        then, other = self.node(body), self.node(orelse)
        if then.type.kind != other.type.kind:
            raise self.refuse(
                f"Both sides of 'else' must be alike: {_say(then.type)} beside {_say(other.type)}.",
                orelse,
            )
        return self._units(then, body, other, orelse) if then.type.kind == "number" else (then, other)

    # words

    def _constant(self, at: ast.Constant) -> Node:
        if isinstance(at.value, str):
            return tree.Const(Type("choice", options=frozenset({at.value})), at.value)
        if isinstance(at.value, bool) or not isinstance(at.value, int | float):
            raise self.refuse("This form is not part of the test language; see docs/engine.md.", at)
        return tree.Const(Type("number"), at.value)

    def _name(self, at: ast.Name | ast.Attribute) -> Node:
        key = _dotted(at)
        if key is None:
            raise self.refuse("This form is not part of the test language; see docs/engine.md.", at)
        if key in ("true", "false"):
            return tree.Const(BOOL, key == "true")
        if key == "as_of":
            return tree.AsOf(DATE)
        if key in self.names.facts:
            return tree.FactRef(self.names.facts[key], key)
        if key in self.names.notions:
            return tree.NotionRef(self.names.notions[key], key)
        return self._field(key, at)

    def _field(self, key: str, at: ast.expr) -> Node:
        prefix, _, field = key.partition(".")
        record = self.names.record
        if record is not None and prefix == record.singular:
            if field in record.fields:
                return tree.FieldRef(record.fields[field], record.key, field)
            known = frozenset(f"{prefix}.{name}" for name in record.fields)
            raise self.refuse(self._unknown("name", key, known), at)
        owner = next((names for names in self.names.lists.values() if names.singular == prefix), None)
        if owner is not None:
            raise self.refuse(
                f'"{key}" has a meaning only within a list: any({owner.key}, {key} …).', at
            )
        known = frozenset(self.names.facts) | frozenset(self.names.notions)
        raise self.refuse(self._unknown("name", key, known), at)

    # functions

    def _call(self, at: ast.Call) -> Node:
        name = _dotted(at.func)
        if name is None or name not in FUNCTIONS:
            raise self.refuse(self._no_function(str(name)), at)
        function = FUNCTIONS[name]
        if at.keywords or not function.least <= len(at.args) <= function.most:
            raise self.refuse(f"Write {function.written}.", at)
        if name in ("any", "all", "count", "sum") or self._over_list(at):
            return self._aggregate(name, at)
        if name in ("min", "max"):
            return self._extreme(name, at)
        if name.endswith("_between"):
            return self._between(name.removesuffix("_between"), at)
        return self._named(name, at.args[0])

    def _no_function(self, name: str) -> str:
        if name in _NOT_HERE:
            return f'"{name}" does not exist here. {_NOT_HERE[name]}'
        return f'Unknown function "{name}".{did_you_mean(name, frozenset(FUNCTIONS))}'

    def _named(self, name: str, at: ast.expr) -> Node:
        if name == "date":
            return self._date(at)
        if name == "param":
            key = self._quoted(at, frozenset(self.names.params), "parameter")
            return tree.ParamRef(self.names.params[key], key)
        if name == "right":
            return tree.RightRef(BOOL, self._quoted(at, self.names.rights, "right"))
        known = self.names.facts.get("holds", BOOL).options or frozenset()
        return tree.Member(BOOL, "holds", self._quoted(at, known, "status"))

    def _date(self, at: ast.expr) -> Node:
        with suppress(ValueError):
            day = date.fromisoformat(self._quoted(at, None, "date"))
            return tree.Const(DATE, day.toordinal())
        raise self.refuse('Write an existing date as date("2020-01-31").', at)

    def _between(self, unit: str, at: ast.Call) -> Node:
        start, end = (self.fit(self.node(arg), DATE, arg) for arg in at.args)
        return tree.Between(Type("number", unit), unit, start, end)

    def _extreme(self, name: str, at: ast.Call) -> Node:
        items = [self.number(at.args[0])]
        for arg in at.args[1:]:
            first, item = self._units(items[0], at.args[0], self.number(arg), arg)
            items = [first, *items[1:], item]
        unit = next((item.type.unit for item in items if item.type.unit), None)
        return tree.Extreme(Type("number", unit), name, tuple(items))

    def _over_list(self, at: ast.Call) -> bool:
        return bool(at.args) and _dotted(at.args[0]) in self.names.lists

    def _aggregate(self, name: str, at: ast.Call) -> Node:
        key = _dotted(at.args[0])
        if key not in self.names.lists:
            known = frozenset(self.names.lists)
            raise self.refuse(
                f"Write a list first: {FUNCTIONS[name].written}.{did_you_mean(str(key), known)}",
                at.args[0],
            )
        if self.names.record is not None and self.names.record.key == key:
            raise self.refuse(f"A list function over {key} cannot stand inside another one.", at)
        outer, self.names = self.names, self.names.bound(key)
        try:
            return self._over(name, str(key), at.args[1:], at)
        finally:
            self.names = outer

    def _over(self, name: str, key: str, args: list[ast.expr], at: ast.Call) -> Node:
        if name in ("any", "all", "count"):
            test = self.test(args[0]) if args else None
            result = Type("number", "count") if name == "count" else BOOL
            return tree.Aggregate(result, name, key, None, test)
        if len(args) > 2:
            raise self.refuse(f"Write {name}(LIST, number[, test]).", at)
        value = self.number(args[0])
        return tree.Aggregate(
            value.type, name, key, value, self.test(args[1]) if args[1:] else None
        )


def did_you_mean(name: str, known: frozenset[str]) -> str:
    """The nearest known name as a question, or the whole list when it is short."""
    near = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    if near:
        return f' Did you mean "{near[0]}"?'
    return f" Known: {', '.join(sorted(known))}." if 0 < len(known) <= 8 else ""


def _dotted(at: ast.expr) -> str | None:
    if isinstance(at, ast.Name):
        return at.id
    if isinstance(at, ast.Attribute) and (before := _dotted(at.value)):
        return f"{before}.{at.attr}"
    return None


def _is_text(at: ast.expr) -> bool:
    return isinstance(at, ast.Constant) and isinstance(at.value, str)


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _say(found: Type) -> str:
    if found.kind == "number":
        return f"a number in {found.unit}" if found.unit else "a plain number"
    return {"bool": "a yes-or-no", "date": "a date", "choice": "a choice"}.get(
        found.kind, f"a {found.kind}"
    )


def _wrong_kind(found: Type, wanted: Type) -> str:
    if found.kind == "set":
        return 'Write "option" in the set: "rent" in hard_to_pay.'
    if found.kind == "list":
        return "A list needs a function: count(LIST), any(LIST, test)."
    return f"Here {_say(wanted)} is needed, not {_say(found)}."


def _plain_beside_money(node: Node, unit: str | None) -> str:
    if isinstance(node, tree.Const):
        return f'An amount ({unit}) belongs in a parameter with a date: write param("…").'
    return f"The units do not fit: {_say(node.type)} beside {unit}. Both sides need the same unit."
