"""Find two answers to one question that lead to different outcomes, by trying at random."""

from __future__ import annotations

from random import Random
from typing import Any

from eligibility import Engine, answers
from eligibility.answers import Situation
from eligibility.domains import Domain, Members, Records
from eligibility.env import Env
from eligibility.weigh import Weighing
from tests.eligibility.helpers import TODAY

TRIALS, DEEP = 400, 40
AGES = (1, 3, 10, 17, 20, 24, 30, 50, 64, 66, 80)


def makes_a_difference(
    of: Engine,
    given: dict[str, Any],
    key: str,
    random: Random,
    trials: int = TRIALS,
    deep: int = DEEP,
) -> bool:
    """Whether some completion of the other facts makes this one matter to some right."""
    if key == "holds":  # settles every right that it lists
        return True
    situation = of.read(given, TODAY)
    held = situation.known.get("holds", Members()).yes
    codes = [c for c, rule in of.rules.items() if key in rule.facts and c not in held]
    for trial in range(trials):
        env = of.env(situation, TODAY)
        for other in set(of.facts) - set(situation.known):
            env.facts[of.program.facts[other]] = _point(of, other, random)
        values = _values(of, key, random)
        if len({_outcomes(of, env, key, value, codes) for value in values}) > 1:
            return True
        if trial < deep and len({_shown(of, situation, env, key, v) for v in values}) > 1:
            return True
    return False


def _shown(of: Engine, situation: Situation, env: Env, key: str, value: Domain) -> tuple[Any, ...]:
    """Outcomes of all rights, with those that only wait for another right to be asked first."""
    supposed = of.program.suppose(env, key, value)
    weighing = Weighing(of, situation, supposed).weigh_all()
    return tuple(
        None if code in weighing.first_ask and truth is False else truth
        for code, truth in weighing.truths.items()
    )


def _outcomes(of: Engine, env: Env, key: str, value: Domain, codes: list[str]) -> tuple[Any, ...]:
    supposed = of.program.suppose(env, key, value)
    return tuple(_outcome(of, code, supposed) for code in codes)


def _outcome(of: Engine, code: str, env: Env) -> Any:
    try:
        return of.rules[code].code.value(env, None)
    except LookupError:
        return "error"


def _values(of: Engine, key: str, random: Random) -> list[Domain]:
    if of.facts[key].type in ("list", "set"):
        return [_draw(of.facts[key], random) for _ in range(8)]
    ends = [(d, d) if not isinstance(d, tuple) else d for d, _ in of.cells[key]]
    return [(end, end) if isinstance(end, int) and end is not True and end is not False else end
            for pair in ends for end in pair]  # fmt: skip


def _point(of: Engine, key: str, random: Random) -> Domain:
    fact = of.facts[key]
    if fact.type in ("number", "money", "date", "postcode") and random.random() < 0.6:
        end = random.choice(random.choice(of.cells[key])[0])
        return (end, end)
    return _draw(fact, random)


def _draw(part: Any, random: Random) -> Domain:
    codes = [option.code for option in part.options or []]
    if part.type == "bool":
        return random.random() < 0.5
    if part.type == "choice":
        return frozenset({random.choice(codes)})
    if part.type == "set":
        return Members(frozenset(c for c in codes if random.random() < 0.15), frozenset())
    if part.type == "list":
        count = random.choice((0, 1, 1, 2, 3))
        fields = part.record or ()
        return Records(tuple(tuple(_draw(f, random) for f in fields) for _ in range(count)))
    return _draw_number(part, random)


def _draw_number(part: Any, random: Random) -> Domain:
    if part.type == "date":
        day = TODAY.toordinal() - int(random.choice(AGES) * 365.25)
        return (day, day)
    low, high = answers.everything(part)
    euros = random.choice((500, 1000, 1500, 2000, 3000, 25_000, 30_000))
    number = random.choice((low, low + 3, low + 12, random.randint(0, 40), euros * 100))
    number = max(low, min(high, number))
    return (number, number)
