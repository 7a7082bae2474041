"""A visitor who does everything that people do: goes back, opens tabs, types nonsense, skips."""

from __future__ import annotations

from datetime import date

from eligibility.schema import Fact
from questionnaire.flow import NEVER_ASKED
from rights import bundle
from tests.questionnaire.people import answers_of
from tests.questionnaire.walker import Walker

NONSENSE = (
    "",
    "twaalf",
    "-5",
    "1e9",
    "31/02/1990",
    "29-02-2023",
    "1.23.45",
    "9" * 40,
    "<b>",
    "\x00",
)
PATHS = {
    "nl": ("vragen/", "nakijken/", "resultaat/"),
    "fr": ("questions/", "verifier/", "resultats/"),
    "de": ("fragen/", "pruefen/", "ergebnis/"),
    "en": ("questions/", "check/", "results/"),
}
STEPS = ["go_on"] * 10 + ["go_back", "change", "skip", "stale", "wrong", "wrong", "look", "lost"]


class Wanderer(Walker):
    """Each step keeps three promises: no 500, nothing asked twice, wrong input changes nothing."""

    def __init__(self, seed: int):
        super().__init__(seed)
        self.lang = self.random.choice(list(PATHS))
        self.root, self.check, self.results = PATHS[self.lang]
        self.askable = {n: f for n, f in self.facts.items() if f.key not in NEVER_ASKED}
        self.here = ""

    @property
    def values(self) -> dict:
        return dict(answers_of(self.client).values)

    def address(self, last: int | str = "") -> str:
        return f"/{self.lang}/{self.root}{f'{last}/' if isinstance(last, int) else last}"

    def wander(self, steps: int) -> None:
        self.here = self._post(self.address(), {"about": self.random.choice(["me", "other", "?"])})
        for _step in range(steps):
            getattr(self, self.random.choice(STEPS))()

    def send(self, number: int, data: dict) -> None:
        """A right answer: kept, and what is asked next was not answered before."""
        self.here = self._post(self.address(number), data)
        values = self.values
        assert self.facts[number].key in values
        following = self.number(self.here)
        assert following is None or self.facts[following].key not in values

    def go_on(self) -> None:
        number = self.number(self.here)
        if number is None:
            self.go_back()
        else:
            self.send(number, self.form(self.facts[number]))

    def go_back(self) -> None:
        """Follow Back from the page of a question, and answer there again."""
        number = self.number(self.here) or self.random.choice(list(self.askable))
        back = self.client.get(self.address(number)).context["back"]
        if (before := self.number(back)) is not None:
            self.send(before, self.form(self.facts[before]))

    def change(self) -> None:
        """Change an answer from the check page or from the results, and come back there."""
        if not (keys := [key for key in self.values if key not in NEVER_ASKED]):
            return
        key = self.random.choice(keys)
        fact = next(fact for fact in self.askable.values() if fact.key == key)
        origin = self.random.choice(["check", "results"])
        data = {**self.form(fact), "back_to": origin}
        there = self._post(self.address(fact.number), data)
        assert there == self.address(self.check if origin == "check" else self.results)

    def skip(self) -> None:
        """Type the address of a question that nobody asked yet."""
        number = self.random.choice(list(self.askable))
        assert self.client.get(self.address(number)).status_code == 200
        self.send(number, self.form(self.facts[number]))

    def stale(self) -> None:
        """A second tab sends the same old page again."""
        number = self.random.choice(list(self.askable))
        data = self.form(self.facts[number])
        self.send(number, data)
        first = self.values
        self.send(number, data)
        assert self.values == first

    def wrong(self) -> None:
        number = self.number(self.here) or self.random.choice(list(self.askable))
        fact, before = self.facts[number], self.values
        response = self.client.post(self.address(number), self.nonsense(fact))
        assert response.status_code in (200, 303)
        if response.status_code == 200:
            assert self.values == before
            assert response.context["error"] or fact.type == "list"  # a list may be shown again

    def nonsense(self, fact: Fact) -> dict:
        """What does not belong in this form."""
        typed = self.random.choice(NONSENSE)
        names = [fact.key, f"{fact.key}-0-birth_date", f"{fact.key}-count", "back_to", "shown"]
        action = self.random.choice(["continue", "", "remove-7", "remove-x", "nothing"])
        return {name: typed for name in names if self.random.random() < 0.7} | {"action": action}

    def look(self) -> None:
        for page in (self.check, self.results):
            assert self.client.get(self.address(page)).status_code == 200

    def lost(self) -> None:
        """Addresses that never were."""
        for last in (0, 999, 10**12):
            assert self.client.get(self.address(last)).status_code == 404
            assert self.client.post(self.address(last), {"x": "1"}).status_code in (403, 404)

    def outcomes(self) -> tuple[dict[str, str], dict[str, str]]:
        """Right → outcome: as the results page has it, and weighed anew in another order."""
        groups = self.client.get(self.address(self.results)).context["groups"]
        shown = [*groups.first, *groups.ask, *groups.find_out, *groups.not_now]
        pairs = list(self.values.items())
        self.random.shuffle(pairs)
        fresh = bundle.current().engine.evaluate(dict(pairs), date.today()).rights
        page = {item.right.code: item.result.outcome for item in shown}
        return page, {code: fresh[code].outcome for code in page}
