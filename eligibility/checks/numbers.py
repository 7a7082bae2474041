"""Types of calculations and of if-else."""

from __future__ import annotations

import ast
from dataclasses import replace
from decimal import Decimal

from eligibility import tree
from eligibility.checks import units
from eligibility.checks.types import OPS, Checker, kind
from eligibility.names import say
from eligibility.tree import Node, Type

MOST_NESTED_IF = 3


@kind(ast.BinOp)
def _binary(c: Checker, at: ast.BinOp) -> Node:
    sign = OPS.get(type(at.op))
    if sign is None:
        raise c.refuse("Only + - * / are used to calculate.", at)
    a, b = c.number(at.left), c.number(at.right)
    if isinstance(a, tree.Const) and isinstance(b, tree.Const):
        return _fold(c, sign, a, b, at)
    if sign in "+-":
        a, b = c.units(a, at.left, b, at.right)
        unit = a.type.unit or b.type.unit
    elif sign == "/":
        unit = units.quotient(a.type.unit, _divisor(c, b, at.right))
    else:
        unit = _product(c, a, b, at)
    return tree.Arithmetic(Type("number", unit), sign, a, b)


def _fold(c: Checker, sign: str, a: tree.Const, b: tree.Const, at: ast.BinOp) -> Node:
    if sign == "/":
        value = Decimal(str(a.value)) / Decimal(str(_divisor(c, b, at.right)))
        return replace(a, value=_plain(value))
    both = {"+": a.value + b.value, "-": a.value - b.value, "*": a.value * b.value}
    return replace(a, value=both[sign])


def _product(c: Checker, a: Node, b: Node, at: ast.BinOp) -> str | None:
    factor = next((n.value for n in (a, b) if isinstance(n, tree.Const)), None)
    fits, unit = units.product(a.type.unit, b.type.unit, factor)
    if not fits:
        raise c.refuse(
            f"{a.type.unit} times {b.type.unit} has no meaning; one side must be a plain number.",
            at,
        )
    return unit


def _divisor(c: Checker, node: Node, at: ast.expr) -> float:
    if not isinstance(node, tree.Const):
        raise c.refuse("Divide by a fixed number only. Instead of a / b > 2 write a > 2 * b.", at)
    if node.value == 0:
        raise c.refuse("Dividing by 0 has no result.", at)
    return float(node.value)


@kind(ast.IfExp)
def _if(c: Checker, at: ast.IfExp) -> Node:
    c.ifs += 1
    if c.ifs > MOST_NESTED_IF:
        raise c.refuse(
            "At most 3 'if' inside each other. Make a notion of one of them and write its name.", at
        )
    test = c.test(at.test)
    then, other = _branches(c, at.body, at.orelse)
    c.ifs -= 1
    options = None
    if then.type.kind == "choice":
        options = (then.type.options or frozenset()) | (other.type.options or frozenset())
    unit = then.type.unit or other.type.unit
    return tree.If(Type(then.type.kind, unit, options), test, then, other)


def _branches(c: Checker, body: ast.expr, orelse: ast.expr) -> tuple[Node, Node]:
    then, other = c.node(body), c.node(orelse)
    if then.type.kind != other.type.kind:
        raise c.refuse(
            f"Write the same kind of value before 'if' and after 'else': here {say(then.type)} "
            f"stands beside {say(other.type)}.",
            orelse,
        )
    return c.units(then, body, other, orelse) if then.type.kind == "number" else (then, other)


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
