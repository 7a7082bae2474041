"""One household at a time: how long an evaluation takes, and how many questions it needs."""

from __future__ import annotations

import time
from collections.abc import Callable
from random import Random
from statistics import mean
from typing import Any

from eligibility import Engine, Result, population
from tests.eligibility.helpers import TODAY

Chooser = Callable[[Engine, Result], str | None]
Row = dict[str, Any]


def best(of: Engine, result: Result) -> str | None:
    """The engine's own choice."""
    return result.next_question


def printed(of: Engine, result: Result) -> str | None:
    """Of what can still change something, the lowest printed number."""
    return min(result.relevant, key=lambda key: of.facts[key].number, default=None)


def person(of: Engine, seed: int) -> dict[str, Any]:
    """Full answers of one invented person."""
    return population.sample(of.facts, TODAY.toordinal(), Random(seed))


def walk(of: Engine, full: dict[str, Any], choose: Chooser = best) -> tuple[list[str], list[float]]:
    """Answer until nothing is left: the questions, and milliseconds of processor time of each."""
    answers: dict[str, Any] = {}
    asked: list[str] = []
    times: list[float] = []
    while True:
        start = time.process_time()
        result = of.evaluate(answers, TODAY, next_question=choose is best)
        times.append((time.process_time() - start) * 1000)
        key = choose(of, result)
        if key is None:
            return asked, times
        answers[key] = full[key]
        asked.append(key)


def hindsight(of: Engine, full: dict[str, Any], asked: list[str], tries: int = 3) -> int:
    """About the fewest answers that settle the same: answers are left out while nothing opens."""
    fewest = len(asked)
    for attempt in range(tries):
        kept, order = list(asked), list(asked)
        Random(attempt).shuffle(order)
        for key in order:
            fewer = {k: full[k] for k in kept if k != key}
            if fewer and not of.evaluate(fewer, TODAY, next_question=False).relevant:
                kept.remove(key)
        fewest = min(fewest, len(kept))
    return fewest


def timing(name: str, of: Engine, bar: float, people: int) -> Row:
    """The 95th percentile of an evaluation with next question, as a share of its bar in ms."""
    walk(of, person(of, 0))  # the first one finds the limits of the rules
    times = sorted(t for n in range(people) for t in walk(of, person(of, n))[1])
    p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
    return {"what": name, "rights": len(of.rights), "facts": len(of.facts), "p50 ms": round(p50, 1),
            "p95 ms": round(p95, 1), "bar ms": bar, "p95 / bar": round(p95 / bar, 2)}  # fmt: skip


def questions(name: str, of: Engine, people: int) -> Row:
    """Questions until everything is settled: the engine's order, the printed one, hindsight."""
    rows = []
    for seed in range(people):
        full = person(of, seed)
        asked = walk(of, full)[0]
        fixed = walk(of, full, printed)[0]
        rows.append((len(asked), len(fixed), hindsight(of, full, asked)))
    own, fixed_order, least = (mean(column) for column in zip(*rows, strict=True))
    return {"what": name, "people": people, "asked": round(own, 1),
            "printed order": round(fixed_order, 1), "in hindsight": round(least, 1),
            "asked / hindsight": round(own / least, 2), "bar": 1.2}  # fmt: skip
