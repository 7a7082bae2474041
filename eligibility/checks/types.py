"""Give every part of a test its type and unit, or say what does not fit.

`Names` is what a test may speak of. `check` turns the syntax tree of
`language.read` into the typed tree of `tree`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from eligibility import tree
from eligibility.checks import language, units
from eligibility.errors import LanguageError
from eligibility.names import (
    Names,
    cannot_compare,
    did_you_mean,
    dotted,
    is_text,
    plain_beside_money,
    say,
    wrong_kind,
)  # fmt: skip
from eligibility.tree import BOOL, DATE, Node, Type

NOT_A_FORM = (
    "This cannot be used in a test. Write facts and figures with and, or, not, comparisons, "
    "+ - * / and the functions that docs/engine.md lists."
)
Kind = Callable[["Checker", Any], Node]
KINDS: dict[type[ast.AST], Kind] = {}  # filled here, in `numbers` and in `calls`
OPS: dict[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Lt: "<", ast.LtE: "<=",
    ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip
_TURNED = {">": "<", ">=": "<="}


def kind(*types: type[ast.AST]) -> Callable[[Kind], Kind]:
    """Register how one form of Python's syntax tree is read."""

    def register(function: Kind) -> Kind:
        KINDS.update(dict.fromkeys(types, function))
        return function

    return register


def check(text: str, names: Names, wanted: Type | None = BOOL) -> Node:
    """The typed tree of a test. Raises LanguageError.

    `wanted` is the type that must come out (None: any). Money is in cents, so
    a literal amount is refused: it belongs in a parameter.
    """
    checker = Checker(text, names)
    syntax = language.read(text)
    node = checker.node(syntax)
    if wanted is not None:
        node = checker.fit(node, wanted, syntax)
    return node


class Checker:
    """One test being read. Holds the text for positions and the names in scope."""

    def __init__(self, text: str, names: Names):
        self.text, self.names = text, names
        self.ifs = 0

    def refuse(self, message: str, at: ast.expr) -> LanguageError:
        return LanguageError(message, *language.position(self.text, at))

    def node(self, at: ast.expr) -> Node:
        reader = KINDS.get(type(at))
        if reader is None:
            raise self.refuse(NOT_A_FORM, at)
        return reader(self, at)

    def test(self, at: ast.expr) -> Node:
        return self.fit(self.node(at), BOOL, at)

    def number(self, at: ast.expr) -> Node:
        node = self.node(at)
        if node.type.kind != "number":
            raise self.refuse(f"A number is needed here, not {say(node.type)}.", at)
        return node

    def fit(self, node: Node, wanted: Type, at: ast.expr) -> Node:
        """The node when it has the wanted type; a 0 may stand for money."""
        if wanted.kind != node.type.kind:
            raise self.refuse(wrong_kind(node.type, wanted), at)
        if wanted.kind == "number":
            return self.match(node, wanted.unit, at)
        if wanted.options is not None and not (node.type.options or frozenset()) <= wanted.options:
            extra = sorted((node.type.options or frozenset()) - wanted.options)
            raise self.refuse(self.unknown("option", extra[0], wanted.options), at)
        return node

    def match(self, node: Node, unit: str | None, at: ast.expr) -> Node:
        """Refuse a number whose unit is not `unit`; money never stands beside a plain number."""
        money = unit is not None and "EUR" in unit
        if unit is None and node.type.is_money:
            raise self.refuse(f"A plain number is needed here, not {say(node.type)}.", at)
        if money and not node.type.is_money:
            if isinstance(node, tree.Const) and node.value == 0:
                return replace(node, type=Type("number", unit))
            raise self.refuse(plain_beside_money(node, unit), at)
        if not units.same(node.type.unit, unit):
            found, need = node.type.unit or "a plain number", unit or "a plain number"
            advice = units.hint(node.type.unit, unit)
            raise self.refuse(f"The units do not fit: {found} beside {need}. {advice}", at)
        return node

    # and or not, comparisons

    def bool(self, at: ast.BoolOp) -> Node:
        items = tuple(self.test(value) for value in at.values)
        return tree.And(BOOL, items) if isinstance(at.op, ast.And) else tree.Or(BOOL, items)

    def unary(self, at: ast.UnaryOp) -> Node:
        if isinstance(at.op, ast.Not):
            return tree.Not(BOOL, self.test(at.operand))
        node = self.number(at.operand)
        if isinstance(node, tree.Const):
            return replace(node, value=-node.value) if isinstance(at.op, ast.USub) else node
        return tree.Arithmetic(node.type, "-", tree.Const(node.type, 0), node)

    def compare(self, at: ast.Compare) -> Node:
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
        sign = OPS.get(type(op))
        if sign is None:
            raise self.refuse('Write "==" or "!=" instead of "is".', left)
        a, b = self.alike(left, right)
        if a.type.kind == "bool":
            raise self.refuse(
                'A yes-or-no needs no "==". Write its name alone, or "not" before it.', left
            )
        if sign not in ("==", "!=") and a.type.kind not in ("number", "date"):
            raise self.refuse(f'{say(a.type).capitalize()} has no order: use "==" or "in".', left)
        if sign in _TURNED:
            return tree.Compare(BOOL, _TURNED[sign], b, a)
        return tree.Compare(BOOL, sign, a, b)

    def alike(self, left: ast.expr, right: ast.expr) -> tuple[Node, Node]:
        """Two sides of one kind, one unit; a quoted option takes the options of the other side."""
        a, b = self.node(left), self.node(right)
        for node, at in ((a, left), (b, right)):
            if node.type.kind in ("set", "list"):
                raise self.refuse(wrong_kind(node.type, Type("number")), at)
        if is_text(left) and not is_text(right):
            a = self.option(left, b.type)
        elif is_text(right):
            b = self.option(right, a.type)
        if a.type.kind != b.type.kind:
            raise self.refuse(cannot_compare(a.type, b.type), left)
        return (a, b) if a.type.kind != "number" else self.units(a, left, b, right)

    def units(self, a: Node, left: ast.expr, b: Node, right: ast.expr) -> tuple[Node, Node]:
        if b.type.is_money or (b.type.unit and not a.type.unit):
            return self.match(a, b.type.unit, left), b
        return a, self.match(b, a.type.unit, right)

    def _in(self, left: ast.expr, right: ast.expr) -> Node:
        if not isinstance(right, ast.Tuple | ast.Constant):
            return self._member(left, right)
        item = self.node(left)
        if item.type.kind not in ("choice", "postcode"):
            raise self.refuse(
                f'"in" wants a choice before it, or a set after it; not {say(item.type)}.', left
            )
        options = right.elts if isinstance(right, ast.Tuple) else [right]
        return tree.OneOf(
            BOOL, item, frozenset(self.option(option, item.type).value for option in options)
        )

    def _member(self, left: ast.expr, right: ast.expr) -> Node:
        if isinstance(right, ast.List | ast.Set):
            raise self.refuse('Write round brackets: in ("a", "b").', right)
        owner = self.node(right)
        if owner.type.kind != "set" or not isinstance(owner, tree.FactRef):
            raise self.refuse('After "in" write ("a", "b"), or a fact of type set.', right)
        return tree.Member(BOOL, owner.key, self.quoted(left, owner.type.options, "option"))

    def option(self, at: ast.expr, other: Type) -> tree.Const:
        """A quoted option that must be one of those of `other`."""
        text = self.quoted(at, other.options, "option")
        if other.kind == "postcode":
            if not (len(text) == 4 and text.isdecimal() and text[0] != "0"):
                raise self.refuse('Write a postcode as four figures: "1000".', at)
            return tree.Const(other, int(text))
        if other.kind != "choice":
            raise self.refuse(f"{say(other).capitalize()} cannot be compared with text.", at)
        return tree.Const(Type("choice", options=frozenset({text})), text)

    def quoted(self, at: ast.expr, known: frozenset[str] | None, what: str) -> str:
        if not is_text(at):
            raise self.refuse(f'Write the {what} between quotes: "…".', at)
        text = str(at.value)  # type: ignore[attr-defined]
        if known is not None and text not in known:
            raise self.refuse(self.unknown(what, text, known), at)
        return text

    def unknown(self, what: str, name: str, known: frozenset[str]) -> str:
        return f'Unknown {what} "{name}".{did_you_mean(name, known)}'

    # names and constants

    def constant(self, at: ast.Constant) -> Node:
        if isinstance(at.value, str):
            return tree.Const(Type("choice", options=frozenset({at.value})), at.value)
        if isinstance(at.value, bool) or not isinstance(at.value, int | float):
            raise self.refuse(NOT_A_FORM, at)
        return tree.Const(Type("number"), at.value)

    def name(self, at: ast.Name | ast.Attribute) -> Node:
        key = dotted(at)
        if key is None:
            raise self.refuse(NOT_A_FORM, at)
        if key in ("true", "false"):
            return tree.Const(BOOL, key == "true")
        if key == "as_of":
            return tree.AsOf(DATE)
        if key == "office_weighs":
            return tree.Unknown(BOOL)
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
            raise self.refuse(self.unknown("name", key, known), at)
        owner = next(
            (names for names in self.names.lists.values() if names.singular == prefix), None
        )
        if owner is not None:
            raise self.refuse(
                f'"{key}" has a meaning only within a list: any({owner.key}, {key} …).', at
            )
        known = frozenset(self.names.facts) | frozenset(self.names.notions)
        raise self.refuse(self.unknown("name", key, known), at)


KINDS.update({
    ast.BoolOp: Checker.bool, ast.UnaryOp: Checker.unary, ast.Compare: Checker.compare,
    ast.Constant: Checker.constant, ast.Name: Checker.name, ast.Attribute: Checker.name,
})  # fmt: skip
