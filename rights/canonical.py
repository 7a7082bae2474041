"""Canonical YAML: one way to write a record, and a strict reader for it.

The reader knows text, numbers, `true`, `false` and `null`. Dates stay text
("2026-11-22") until a model asks for a date. It refuses what YAML would
silently change: `yes`, `no`, `on`, `off`, repeated keys, keys that are no text.

The writer keeps the order of the model's fields (see `FIRST`), leaves out
defaults, writes a record or list on one line when it is short, and prose of
more than one line as a `|-` block.
"""

from __future__ import annotations

import re
from decimal import Decimal

import yaml
from pydantic import BaseModel

from eligibility.schema import LANGUAGES, Fact
from rights.schema import Right

WORDS = 40  # a list of longer texts, or of records, gets a line for each
LONG = 60  # a longer text that would need quotes becomes a block
LINE = 100  # a record or list that fits in this width is written on one line
# keys that come before the model's own order, so that a file starts with what it is about
FIRST = {
    Right: ("code", "level", "themes", "life_events", "audiences", "authority", "applied_for_at"),
    Fact: ("key", "singular", "number", "topic", "type", "unit"),
}
INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
SWITCH = re.compile("yes|no|on|off", re.IGNORECASE)
CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NotCanonical(ValueError):
    """The text cannot be read without guessing; `key` and `reason` say where and why."""

    def __init__(self, key: str, reason: str):
        super().__init__(f"{key}: {reason}" if key else reason)
        self.key, self.reason = key, reason


def load(text: str) -> object:
    """Read one YAML text to dicts, lists, text, numbers, booleans and None."""
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark else ""
        raise NotCanonical(place, getattr(error, "problem", None) or str(error)) from None
    return None if node is None else _value(node, "")


def _value(node: yaml.Node, place: str) -> object:
    if isinstance(node, yaml.MappingNode):
        found: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = _key(key_node, place)
            if key in found:
                reason = f"{_line(key_node)}: this key is there twice"
                raise NotCanonical(_join(place, key), reason)
            found[key] = _value(value_node, _join(place, key))
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, _join(place, str(i))) for i, item in enumerate(node.value, 1)]
    if node.style:  # quoted, or a block
        return clean(node.value)
    if SWITCH.fullmatch(node.value):
        reason = f"{_line(node)}: put '{node.value}' in quotes, or write true or false"
        raise NotCanonical(place, reason)
    return _plain(node.value)


def _line(node: yaml.Node) -> str:
    return f"line {node.start_mark.line + 1}"


def _key(node: yaml.Node, place: str) -> str:
    line = _line(node)
    if not isinstance(node, yaml.ScalarNode):
        raise NotCanonical(place, f"{line}: a key must be one word")
    if not node.style and (SWITCH.fullmatch(node.value) or node.value == "<<"):
        raise NotCanonical(place, f"{line}: '{node.value}' cannot be a key, choose another word")
    if not node.style and not isinstance(_plain(node.value), str):
        raise NotCanonical(place, f"{line}: put the key {node.value} in quotes")
    return clean(node.value)


def _plain(text: str) -> object:
    if text in CONSTANTS:
        return CONSTANTS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    return float(text) if NUMBER.fullmatch(text) else clean(text)


def clean(text: str) -> str:
    """Text without blanks at line ends, and without empty lines around it."""
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n")).strip()


def _join(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def dump(content: object) -> str:
    """A record, a list or dict of records, or a plain value as canonical YAML text."""
    node = _node(plain(content))
    node.flow_style = False
    for entry in node.value if isinstance(node, yaml.SequenceNode) else ():
        entry.flow_style = False
        _fold(entry, indent=2)
    if isinstance(node, yaml.MappingNode):
        _fold(node, indent=0)
    text = yaml.serialize(node, Dumper=_Dumper, allow_unicode=True, width=float("inf"))
    return text.removesuffix("...\n")


def plain(content: object) -> object:
    """Records as dicts in canonical order, without defaults."""
    if isinstance(content, BaseModel):
        values = {
            (field.alias or name): plain(value)
            for name, field in type(content).model_fields.items()
            if (value := getattr(content, name)) != field.get_default(call_default_factory=True)
            or field.is_required()
        }
        first = [key for key in FIRST.get(type(content), ()) if key in values]
        return {key: values[key] for key in [*first, *values]}
    if isinstance(content, dict):
        keys = content
        if content.keys() <= set(LANGUAGES):
            keys = [lang for lang in LANGUAGES if lang in content]
        return {key: plain(content[key]) for key in keys}
    if isinstance(content, list | tuple):
        return [plain(item) for item in content]
    return content


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False):
        return super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:
        return True


_probe = _Dumper("", allow_unicode=True)


def _node(value: object) -> yaml.Node:
    if isinstance(value, dict):
        pairs = [(_node(key), _node(item)) for key, item in value.items()]
        return yaml.MappingNode("tag:yaml.org,2002:map", pairs)
    if isinstance(value, list):
        return yaml.SequenceNode("tag:yaml.org,2002:seq", [_node(item) for item in value])
    if value is None:
        return yaml.ScalarNode("tag:yaml.org,2002:null", "null")
    if isinstance(value, bool):
        return yaml.ScalarNode("tag:yaml.org,2002:bool", "true" if value else "false")
    if isinstance(value, int | float | Decimal):
        return _number(value)
    return _text(str(value))


def number(value: int | float | Decimal) -> str:
    """The shortest plain form: 27550.860 → '27550.86', 20.0 → '20'."""
    text = format(Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(value: int | float | Decimal) -> yaml.Node:
    text = number(value)
    kind = "float" if "." in text else "int"
    return yaml.ScalarNode(f"tag:yaml.org,2002:{kind}", text)


def _text(text: str) -> yaml.Node:
    if DATE.fullmatch(text):
        return yaml.ScalarNode("tag:yaml.org,2002:timestamp", text)
    block = "\n" in text or (len(text) > LONG and not _probe.analyze_scalar(text).allow_block_plain)
    style = "|" if block and _probe.analyze_scalar(text).allow_block else None
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, style=style)


def _fold(node: yaml.Node, indent: int) -> None:
    """Give each item of a block its own line or lines; what is short enough stays on one line.

    The records of one list look alike: all on one line, or none.
    """
    if isinstance(node, yaml.SequenceNode):
        room = [(item, indent + 2) for item in node.value]
        widest = max((_width(item) for item in node.value if not _is_text(item)), default=0)
    else:
        room = [(item, indent + 2 + len(key.value)) for key, item in node.value]
        widest = 0
    for item, column in room:
        if not _is_text(item):
            item.flow_style = column + max(widest, _width(item)) <= LINE
            _flow(item) if item.flow_style else _fold(item, indent + 2)


def _is_text(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode)


def _flow(node: yaml.Node) -> None:
    if not isinstance(node, yaml.ScalarNode):
        node.flow_style = True
        for child in node.value:
            for part in child if isinstance(child, tuple) else (child,):
                _flow(part)


def _width(node: yaml.Node) -> float:
    """Length of the node on one line, about; infinite when it holds a block."""
    if isinstance(node, yaml.ScalarNode):
        return float("inf") if node.style == "|" else len(node.value) + 2
    if isinstance(node, yaml.SequenceNode):
        wide = any(not _is_text(item) or len(item.value) > WORDS for item in node.value)
        return float("inf") if wide else sum(_width(item) for item in node.value) + 2
    return sum(_width(key) + _width(value) + 2 for key, value in node.value) + 2
