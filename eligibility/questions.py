"""Which question comes next: the one whose answer is expected to settle most rights.

For each fact that still matters, its values are cut into cells (options, and
ranges between the limits of the rules). Every open right is weighed once per
cell; the share of people in the cell is its weight. Without figures on people
the cells count alike. The result reads as a conversation: who you are first,
then one topic at a time as long as that costs little.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from eligibility.domains import Truth
from eligibility.env import Env

if TYPE_CHECKING:
    from eligibility.weigh import Weighing

NEVER_ASKED = ("holds_unsure", "asked", "refused")  # filled beside `holds`
# Who somebody is comes first, as in any conversation; nearly every right needs these anyway.
ASKED_FIRST = (
    "holds", "birth_date", "postcode", "has_partner", "children", "household_size", "work_status",
)  # fmt: skip
# A question of the topic that is being talked about may settle this much less. On the shipped
# catalogue 8 costs 2 % more questions than 1, and a fifth fewer changes of topic.
SAME_TOPIC = 8


def best(relevant: Sequence[str], weighing: Weighing) -> str | None:
    """The key of the next question, or None when nothing can change any more."""
    ready = [key for key in relevant if _gate_is_clear(key, relevant, weighing)] or relevant
    first = next((key for key in ASKED_FIRST if key in ready), None)
    if first is not None or len(ready) <= 1:
        return first or next(iter(ready), None)
    topic = _topic(weighing)
    return max(ready, key=lambda key: _worth(key, topic, weighing))


def _gate_is_clear(key: str, relevant: Sequence[str], weighing: Weighing) -> bool:
    """False while another question decides whether this one is asked at all."""
    gate = weighing.engine.compiled.gates.get(key)
    if gate is None or gate.value(weighing.env, None) is not None:
        return True
    before = weighing.engine.explainer.facts_in(gate.live(weighing.env, None))
    return not any(fact in relevant for fact in before)


def _topic(weighing: Weighing) -> str | None:
    """The topic of the answer that was given last."""
    facts = weighing.engine.facts
    given = (key for key in reversed([*weighing.situation.answers]) if key not in NEVER_ASKED)
    return next((facts[key].topic for key in given), None)


def _worth(key: str, topic: str | None, weighing: Weighing) -> tuple[float, int]:
    engine, masks = weighing.engine, weighing.masks
    bit = engine.program.bit(key)
    touched = [c for c, truth in weighing.truths.items() if truth is None and masks[c] & bit]
    gain = _gain(key, touched, weighing)
    return gain * (SAME_TOPIC if engine.facts[key].topic == topic else 1), len(touched)


def _gain(key: str, codes: list[str], weighing: Weighing) -> float:
    """Expected number of these rights that an answer settles."""
    engine, total = weighing.engine, 0.0
    values = [engine.rules[code].code.value for code in codes]
    for domain, share in engine.cells[key]:
        supposed = engine.program.suppose(weighing.env, key, domain)
        total += share * sum(_settled(value, supposed) for value in values)
    return total


def _settled(value: Any, env: Env) -> bool:
    try:
        truth: Truth = value(env, None)
    except LookupError:  # a figure without a value at this date
        return True
    return truth is not None
