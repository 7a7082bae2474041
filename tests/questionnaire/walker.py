"""A visitor who answers at random: used by the journey tests."""

from __future__ import annotations

from random import Random
from urllib.parse import urlsplit

from django.test import Client

from eligibility.schema import Fact, Field_
from rights import bundle

POSTCODES = ("1000", "9000", "4000", "4700", "2000", "6000")


class Walker:
    """Walks the Dutch questionnaire by POST only, as a browser without scripts does."""

    def __init__(self, seed: int, canary: int | None = None):
        self.random = Random(seed)
        self.client = Client()
        self.canary = canary
        self.asked: list[str] = []
        self.addresses: list[str] = []
        self.facts = {fact.number: fact for fact in bundle.current().engine.facts.values()}

    def start(self, **data) -> str:
        return self._post("/nl/vragen/", data)

    def _post(self, address: str, data: dict) -> str:
        response = self.client.post(address, data)
        assert response.status_code in (200, 303), (address, response.status_code)
        self.addresses.append(response.headers.get("Location", address))
        assert response.status_code == 303, response.content.decode()[:3000]
        return response["Location"]

    def number(self, address: str) -> int | None:
        last = urlsplit(address).path.strip("/").split("/")[-1]
        return int(last) if last.isdigit() else None

    def walk(self, steps: int = 80) -> str:
        """Answer until the check page comes; returns the last address."""
        address = self.start()
        for _step in range(steps):
            number = self.number(address)
            if number is None:
                break
            if self.canary is None:  # the canary journeys go faster, by POST alone
                assert self.client.get(address).status_code == 200
            address = self.answer(number, address)
        return address

    def answer(self, number: int, address: str) -> str:
        fact = self.facts[number]
        self.asked.append(fact.key)
        return self._post(address, self.form(fact))

    def form(self, fact: Fact) -> dict:
        if self.random.random() < 0.1:
            return {"action": "unknown"}
        if fact.type == "list":
            return self.records(fact)
        if fact.type == "set" and self.random.random() < 0.5:
            return {"action": "none"}
        return {fact.key: self.value(fact)}

    def records(self, fact: Fact) -> dict:
        if self.random.random() < 0.4:
            return {"action": "none"}
        data = {f"{fact.key}-count": "2", "shown": ""}
        names = []
        for index in range(2):
            for part in fact.record or []:
                name = f"{fact.key}-{index}-{part.key}"
                names.append(name)
                data[name] = self.value(part)
        return {**data, "shown": " ".join(names)}

    def value(self, fact: Field_):
        if fact.type == "bool":
            return self.random.choice(["true", "false"])
        if fact.type == "choice":
            return self.random.choice([o.code for o in fact.options if o.code != fact.otherwise])
        if fact.type == "set":
            return self.random.sample([option.code for option in fact.options], 2)
        if fact.type == "postcode":
            return self.random.choice(POSTCODES)
        if fact.type == "date":
            day, month = self.random.randint(1, 28), self.random.randint(1, 12)
            return f"{day}/{month}/{self.random.randint(1930, 2025)}"
        if fact.type == "money" and self.canary and (fact.max or 0) >= self.canary:
            return str(self.canary)
        return str(self.random.randint(int(fact.min or 0), int(min(fact.max or 20, 20))))
