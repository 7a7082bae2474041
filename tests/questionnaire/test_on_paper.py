"""The questions on paper: the same numbers, one or two languages, a tagged PDF, no cookie."""

import io

import pikepdf
import pytest

from questionnaire.summary import TOPICS
from rights import bundle
from tests.questionnaire.pdf_text import pages

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_prints_with_the_numbers_of_the_screen(client, topic):
    page = client.get(f"/fr/questions/sur-papier/{topic}/?with=nl")
    facts = bundle.current().engine.facts.values()
    numbers = {fact.number for fact in facts if fact.topic == topic}
    shown = {row.number for row in page.context["topic"].lines}
    assert shown and shown <= numbers
    assert 'class="beside" lang="nl"' in page.content.decode()
    assert not page.cookies


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize(("query", "more"), [("?with=de", 1), ("?size=large", 2)])
def test_the_pdf_is_tagged_in_its_language_and_large_print_takes_more_pages(
    client, topic, query, more
):
    answer = client.get(f"/nl/vragen/op-papier/{topic}/pdf/{query}")
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang) == "nl"
        assert len(pdf.pages) >= more
    assert answer["Content-Type"] == "application/pdf"


def test_the_pdf_holds_each_question_and_its_second_language(client):
    text = " ".join(pages(client.get("/nl/vragen/op-papier/money/pdf/?with=de").content))
    fact = bundle.current().engine.facts["savings"]
    for words in (fact.question["nl"], fact.question["de"]):
        assert words.split()[0] in text and words.split()[-1] in text


def test_an_unknown_topic_is_not_found(client):
    assert client.get("/nl/vragen/op-papier/other/").status_code == 404
