"""Why a right stands at its place: the parts of its score in words, never as a number."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from eligibility import RightResult
from eligibility.schema import RightLogic
from eligibility.score import EFFORT, VALUE, parts
from rights.text import series

MOST = 3  # more reasons than this are no longer read


def why_here(right: RightLogic, outcome: RightResult, opened: int) -> str:
    """One sentence, what weighs most first; `opened`: how many rights this one may open.

    Of a likely right the page itself says what it opens.
    """
    points, likely = parts(right, outcome.amount, opened), outcome.outcome == "likely"
    found = [
        _("your answers fit") if likely else _("your answers may fit"),
        _("it can count from the day you ask") if points["time"] else "",
        _("it can bring much in a year") if points["value"] >= VALUE["high"] else "",
        _("it can open other rights") if points["opens"] and not likely else "",
        _("one call or visit can be enough") if points["effort"] >= EFFORT[1] else "",
    ]
    shown = series([reason for reason in found if reason][:MOST], get_language())
    return _("Why here: %(reasons)s.") % {"reasons": shown}
