"""Read the text of a test into Python's syntax tree, or say in plain words what to change.

Nothing is executed. `read` gives an `ast` expression; `check` gives it types.
`ast` counts columns in bytes: `position` turns them into characters.
"""

from __future__ import annotations

import ast
import re

from eligibility.errors import LanguageError

_TEXT = re.compile(r'"[^"\n]*"|\'[^\'\n]*\'')
_SAYS = 'write "and", "or", "not" between tests'
# What people type by habit from elsewhere: pattern, what to do. Searched outside quoted text.
_HABITS = [
    (re.compile(r"&&"), 'Write "and" instead of "&&".'),
    (re.compile(r"\|\|"), 'Write "or" instead of "||".'),
    (re.compile(r"!(?!=)"), 'Write "not" instead of "!".'),
    (re.compile(r"<>|≠|=/="), 'Write "!=" for "is not equal to".'),
    (re.compile(r"=>"), 'Write ">=" for "at least".'),
    (re.compile(r"=<"), 'Write "<=" for "at most".'),
    (re.compile(r"≥"), 'Write ">=" instead of "≥".'),
    (re.compile(r"≤"), 'Write "<=" instead of "≤".'),
    (re.compile(r"×|÷"), 'Write "*" to multiply and "/" to divide.'),
    (re.compile(r"==="), 'Write "==" with two signs.'),
    (re.compile(r"(?<![=<>!])=(?![=<>])"), 'Write "==" to compare; one "=" compares nothing.'),
    (re.compile(r"[“”„«»‘’]"), 'Write straight quotes: "text".'),
    (re.compile(r"\b(AND|OR|NOT|IN|IF|ELSE)\b"), "Write and, or, not, in, if and else small."),
    (re.compile(r"%"), 'Write param("…") / 100 for a percentage; "%" is not used.'),
    (re.compile(r"€|\$"), "Write amounts as a parameter, without a currency sign."),
    (re.compile(r"\*\*|\^|//"), "Only + - * / are used to calculate."),
    (re.compile(r"\b(?i:is\s+not\s+None|is\s+None|None|null)\b"),
     "Leave this part out: an answer that is missing is unknown, and keeps the right open."),
    (re.compile(r"\bTrue\b|\bFalse\b"),
     'Write the fact itself (has_partner) or "not has_partner", without True or False.'),
    (re.compile(r"\b(elif|then|endif)\b"), 'Write: one value if test else other value.'),
    (re.compile(r"\d,\d{1,2}(?!\d)(?=\s*(?:[-+*/<>=!]|and\b|or\b|$))"),
     "Write decimals with a point: 0.5."),
    (re.compile(r"[;?{}@~\\]"), "This sign has no meaning in a test; " + _SAYS + "."),
]  # fmt: skip
_ANY_HABIT = re.compile("|".join(f"(?:{habit.pattern})" for habit, _ in _HABITS))


def read(text: str) -> ast.expr:
    """Parse the text of a test. Raises LanguageError with line, column and what to do."""
    if not text.strip():
        raise LanguageError("The test is empty. Write what must hold, such as: age >= 18.")
    _refuse_habits(text)
    try:
        return ast.parse(f"({text}\n)", mode="eval").body
    except SyntaxError as error:
        line, column = error.lineno or 1, error.offset or 1
        raise LanguageError(_advice(text, error), *_inside(text, line, column)) from None
    except (ValueError, RecursionError, MemoryError):
        raise LanguageError(
            "The test is too long, or has a sign that cannot be read. Split it, or type it again."
        ) from None


def position(text: str, node: ast.expr) -> tuple[int, int]:
    """Line and column of a node in the text, in characters from 1."""
    lines = f"({text}\n)".split("\n")
    line = lines[node.lineno - 1].encode()[: node.col_offset].decode(errors="replace")
    return _inside(text, node.lineno, len(line) + 1)


def _inside(text: str, line: int, column: int) -> tuple[int, int]:
    """Take off the bracket that `read` puts before the first line; stay within the text."""
    lines = text.split("\n")
    if line > len(lines):
        return len(lines), len(lines[-1]) + 1
    return line, max(1, column - (1 if line == 1 else 0))


def _refuse_habits(text: str) -> None:
    bare = _TEXT.sub(lambda found: '"' + "_" * (len(found[0]) - 2) + '"', text)
    if not _ANY_HABIT.search(bare):
        return
    found = [(match.start(), advice) for habit, advice in _HABITS if (match := habit.search(bare))]
    if found:
        start, advice = min(found)
        before = text[:start].split("\n")
        raise LanguageError(advice, len(before), len(before[-1]) + 1)


def _advice(text: str, error: SyntaxError) -> str:
    bare = _TEXT.sub("", text)
    if '"' in bare or "'" in bare:
        return 'A quoted text is not closed: every " needs a second one on the same line.'
    if bare.count("(") != bare.count(")") or bare.count("[") != bare.count("]"):
        return "The brackets do not match: every ( needs its )."
    if re.search(r"\bif\b", bare) and not re.search(r"\belse\b", bare):
        return "An 'if' needs an 'else', as in: 18 if has_partner else 21."
    return f"The test cannot be read here; {_SAYS}, and brackets around parts."
