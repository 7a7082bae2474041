"""Each gate finds a planted defect and nothing else; the shipped catalogue has none."""

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from eligibility.schema import Criterion, Route
from rights.files import read_catalogue
from rights.gates import all as gates
from rights.gates import deep
from tests.rights.conftest import CATALOGUE

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def before(some):
    return set(gates.defects(some))


@pytest.fixture
def found(some, before):
    """What the gates find in a changed catalogue and did not find before."""
    return lambda changed: set(gates.defects(changed)) - before


def with_words(catalogue, lang="nl", **update):
    """The catalogue with other words for its first right in one language."""
    code = catalogue.rights[0].code
    languages = dict(catalogue.words[code])
    languages[lang] = languages[lang].model_copy(update=update)
    return catalogue.model_copy(update={"words": {**catalogue.words, code: languages}})


def with_right(catalogue, **update):
    """The catalogue with another first right."""
    first, *others = catalogue.rights
    return catalogue.model_copy(update={"rights": [first.model_copy(update=update), *others]})


def more(catalogue, sentence, lang="nl"):
    """The catalogue with one more sentence in a sheet."""
    words = catalogue.words[catalogue.rights[0].code][lang]
    return with_words(catalogue, lang, in_short=f"{words.in_short} {sentence}")


def other_test(catalogue, test, **update):
    """The catalogue with another test in the first criterion that has one."""
    right = next(r for r in catalogue.rights if any(c.test for x in r.routes for c in x.criteria))
    route = next(x for x in right.routes if any(c.test for c in x.criteria))
    old = next(criterion for criterion in route.criteria if criterion.test)
    new = old.model_copy(update={"test": test, **update})
    criteria = [new if criterion is old else criterion for criterion in route.criteria]
    changed = route.model_copy(update={"criteria": criteria})
    routes = [changed if each is route else each for each in right.routes]
    rights = [
        each.model_copy(update={"routes": routes}) if each is right else each
        for each in catalogue.rights
    ]
    return catalogue.model_copy(update={"rights": rights})


LONG = (
    "Wij gaan dan met u en met hem en met haar en met hen en met die twee naar de stad "
    "en naar zee en dan weer naar huis."
)

PLANTED = {
    "a sentence is missing": (lambda c: with_words(c, criteria={}), {"sentences", "parity"}),
    "a language is missing": (
        lambda c: c.model_copy(
            update={
                "words": {
                    **c.words,
                    c.rights[0].code: {
                        lang: w for lang, w in c.words[c.rights[0].code].items() if lang != "de"
                    },
                }
            }
        ),
        {"languages"},
    ),
    "a question for another person in two languages": (
        lambda c: c.model_copy(
            update={
                "facts": [
                    c.facts[0].model_copy(update={"question_other": {"nl": "a", "fr": "b"}}),
                    *c.facts[1:],
                ]
            }
        ),
        {"languages"},
    ),
    "an institution is unknown": (lambda c: with_right(c, authority="nobody"), {"relations"}),
    "a source is missing": (
        lambda c: with_right(c, criteria=[*c.rights[0].criteria, Criterion(id="x", test="true")]),
        {"sources", "sentences"},
    ),
    "two sheets at one address": (
        lambda c: with_words(c, slug=c.words[c.rights[1].code]["nl"].slug), {"slugs"},
    ),
    "an address with a capital": (lambda c: with_words(c, slug="Rechten"), {"slugs"}),
    "an unknown figure": (lambda c: more(c, "Tot {no.such-figure}."), {"parameters", "parity"}),
    "another number": (lambda c: more(c, "Kom binnen 77 weken."), {"parity"}),
    "another link": (lambda c: more(c, "Zie [hier](https://example.org/x)."), {"parity"}),
    "an amount as text": (lambda c: more(c, "U krijgt € 5."), {"figures", "parity"}),
    "a sentence that is too long": (lambda c: more(c, LONG), {"readability"}),
    "an official phrase": (lambda c: more(c, "Kom indien u kan."), {"style"}),
    "a word to avoid": (
        lambda c: more(
            c.model_copy(
                update={
                    "glossary": [
                        c.glossary[0].model_copy(update={"avoid": {"nl": ["blorp"]}}),
                        *c.glossary[1:],
                    ]
                }
            ),
            "Vraag uw blorp.",
        ),
        {"avoid"},
    ),
    "letters nobody explains": (lambda c: more(c, "Bel de XQZ."), {"abbreviation"}),
    "a test with a typing error": (
        lambda c: other_test(c, "birth_dat > 3"), {"rules", "cases", "thresholds"},
    ),
    "a test the wrong way round": (lambda c: other_test(c, "false"), {"cases"}),
    "too few cases": (
        lambda c: c.model_copy(update={"cases": {**c.cases, c.rights[0].code: {}}}),
        {"cases", "thresholds"},
    ),
    "a review that is overdue": (
        lambda c: with_right(c, review_by=date(2020, 1, 1)), {"review"},
    ),
    "a figure that nobody uses": (
        lambda c: c.model_copy(
            update={
                "parameters": [
                    *c.parameters, c.parameters[0].model_copy(update={"key": "no.body"}),
                ]
            }
        ),
        {"parameters"},
    ),
    "a fact that nobody uses": (
        lambda c: c.model_copy(
            update={
                "facts": [
                    *c.facts,
                    next(f for f in c.facts if f.key == "savings").model_copy(
                        update={"key": "shoe_size", "number": 999}
                    ),
                ]
            }
        ),
        {"facts"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_defect_is_found_and_nothing_else(some, found, what):
    plant, expected = PLANTED[what]
    new = found(plant(some))
    names = {defect.gate for defect in new}
    assert names, "nothing was found"
    assert names <= expected, new
    assert all(defect.place and defect.message for defect in new)


@pytest.mark.parametrize(
    ("nl", "fr", "de"),
    [
        ("de 1e dag", "le 1er jour", "der 1 Tag"),
        ("2de en 3de", "2ème et 3e", "2te und 3te"),
        ("1.000 uur", "1 000 heures", "1.000 Stunden"),
        ("1,5 jaar", "1,5 an", "1,5 Jahre"),
    ],
)
def test_numbers_are_the_same_however_they_are_written(some, found, nl, fr, de):
    changed = more(more(more(some, f"Op {nl}."), f"À {fr}.", "fr"), f"Am {de}.", "de")
    english = {"1e": "1st day", "2d": "2nd and 3rd", "1.": "1,000 hours", "1,": "1.5 years"}
    start = next(text for key, text in english.items() if key in nl)
    changed = more(changed, f"On {start}.", "en")
    assert not {defect for defect in found(changed) if defect.gate == "parity"}


def run(*options):
    out = io.StringIO()
    call_command("check_catalogue", *options, stdout=out)
    return out.getvalue()


def test_the_shipped_catalogue_has_no_defect():
    last = run().splitlines()[-1]
    assert last.startswith(f"{len(read_catalogue(CATALOGUE).rights)} rights, 0 defects, ")


def test_a_defect_gives_a_table_and_fails_the_command(files):
    code = next((files / "rights").iterdir()).name
    path = files / "rights" / code / "nl.yaml"
    path.write_text(path.read_text().replace("in_short: ", "in_short: Nu 78 dagen. ", 1))
    out = io.StringIO()
    with pytest.raises(CommandError, match=r"[1-9]\d* defects"):
        call_command("check_catalogue", str(files), stdout=out)
    assert f"rights/{code}/" in out.getvalue() and "parity" in out.getvalue()


def test_an_overdue_review_is_only_a_warning_and_only_on_that_day(files):
    assert "was due on" not in run(str(files))
    assert "warning  review" in run(str(files), "--today", "2030-01-01")


# Proofs with a solver


@pytest.fixture
def proved(some):
    """What the solver finds in a changed catalogue and did not find before."""
    day = date(2026, 11, 23)
    before = set(deep.proofs(some, day))
    return lambda changed: {d.message for d in set(deep.proofs(changed, day)) - before}


def test_a_criterion_that_nobody_can_meet_is_proved(some, proved):
    assert any(
        "nobody can meet" in text for text in proved(other_test(some, "age > 70 and age < 60"))
    )


def test_a_criterion_that_nobody_can_fail_is_proved(some, proved):
    changed = other_test(some, "has_partner or not has_partner")
    assert any("nobody can fail" in text for text in proved(changed))


def test_a_route_that_another_one_makes_needless_is_proved(some, proved):
    right = next(r for r in some.rights if r.routes and all(c.test for c in r.routes[0].criteria))
    wide, narrow = (
        Route(id=name, criteria=[Criterion(id=name, test=test, source="https://example.org")])
        for name, test in (("wide", "age >= 18"), ("narrow", "age >= 30"))
    )
    changed = right.model_copy(update={"routes": [wide, narrow], "criteria": []})
    rights = [changed if each is right else each for each in some.rights]
    found = proved(some.model_copy(update={"rights": rights}))
    assert "who takes the route narrow can also take wide" in found


def test_nothing_in_the_shipped_catalogue_is_impossible():
    found = deep.proofs(read_catalogue(CATALOGUE), date(2026, 11, 23))
    assert [defect for defect in found if defect.level == "defect"] == []
