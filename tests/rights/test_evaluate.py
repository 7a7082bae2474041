"""`manage.py evaluate`: the same as the API, for policy people with a file."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.once

SITUATION = """\
as_of: 2026-11-22
answers:
  birth_date: 1956-03-01
  postcode: 1000
  has_partner: null
  children:
    - {birth_date: '2012-05'}
    - {birth_date: 2015-01-31}
  income.pension_gross_month: 900.50
  holds: [retirement-pension]
"""


@pytest.fixture
def evaluate(online, tmp_path):
    """Writes `text` to a file and evaluates it; gives what is printed."""

    def run(text, *options, name="situation.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        out = io.StringIO()
        call_command("evaluate", str(path), *options, stdout=out)
        return out.getvalue()

    return run


def test_it_prints_what_the_api_answers_in_the_same_order(evaluate, client):
    printed = evaluate(SITUATION, "--json", "--lang", "fr")
    answers = {
        "birth_date": "1956-03-01",
        "postcode": "1000",
        "has_partner": None,
        "children": [{"birth_date": "2012-05"}, {"birth_date": "2015-01-31"}],
        "income.pension_gross_month": 900.5,
        "holds": ["retirement-pension"],
    }
    body = json.dumps({"as_of": "2026-11-22", "lang": "fr", "answers": answers})
    response = client.post("/api/v1/evaluate", body, "application/json")
    assert json.dumps(json.loads(printed)) == json.dumps(response.json())


def test_a_list_gives_a_list_and_one_situation_one_object(evaluate):
    one = {"as_of": "2026-11-22", "answers": {"postcode": "9000"}}
    found = json.loads(evaluate(json.dumps([one, {"answers": {}}]), "--json", name="s.json"))
    assert [len(answer["rights"]) > 5 for answer in found] == [True, True]
    assert found[0] == json.loads(evaluate(json.dumps(one), "--json"))
    assert json.loads(evaluate("[]", "--json")) == []


def test_the_option_decides_on_the_day_and_the_language(evaluate):
    found = json.loads(evaluate(SITUATION, "--json", "--as-of", "2026-01-01", "--lang", "de"))
    assert found["as_of"] == "2026-01-01"
    assert found["rights"][0]["url"].startswith("/de/")


def test_the_language_of_a_situation_counts_when_no_option_is_given(evaluate):
    assert "/nl/" in evaluate("lang: nl\nanswers: {}", "--json")
    assert "/fr/" in evaluate("lang: nl\nanswers: {}", "--json", "--lang", "fr")


def test_the_table_says_outcome_right_and_what_decides(evaluate):
    table = evaluate(f"- {SITUATION.replace(chr(10), chr(10) + '  ')}\n- answers: {{}}")
    first, second = table.split("\n\n")
    assert first.splitlines()[0].startswith("situation 1, as of 2026-11-22, next question ")
    assert "likely    retirement-pension" in first
    assert "depends on " in second
    assert max(len(line) for line in table.splitlines()) <= 120


WRONG = {
    "answers: {birth_dat: 1990-01-01}": "situation 1: answers.birth_dat: there is no such question",
    "birth_date: 1990-01-01": "situation 1: birth_date: this key is not known",
    "- answers: {}\n- answers: {savings: much}": "situation 2: answers.savings: a number",
    "answers: [1]": "situation 1: answers: write",
    "as_of: soon\nanswers: {}": "situation 1: as_of: write a day",
    "as_of: 2026-11\nanswers: {}": "situation 1: as_of: write a day",
    "lang: it\nanswers: {}": "situation 1: lang: choose",
    "answers: {holds: [nope]}": "answers.holds[0]: there is no such option",
    "answers: {birth_date: 2190-01-01}": "answers.birth_date: this date of birth is in the future",
    "answers: {postcode: 1000, postcode: 2000}": "line 1: the key postcode is there twice",
    "answers: {savings: .nan}": "answers.savings: a number",
    "answers: {1: 2}": "situation 1: answers.1: there is no such question",
    "just words": "situation 1: write",
    "": "situation 1: write",
    "a: [": "line 1",
    "!!python/object/apply:os.system [ls]": "cannot be read",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_file_is_refused_with_place_and_reason(evaluate, text):
    with pytest.raises(CommandError) as refused:
        evaluate(text, "--json")
    assert WRONG[text] in str(refused.value)


def test_a_missing_or_binary_file_is_refused(online, tmp_path):
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "nothing.yaml", tmp_path, binary):
        with pytest.raises(CommandError, match="cannot be read"):
            call_command("evaluate", str(path))
