"""A letter and a card for one right, in the language that the office must speak."""

import pytest
from django.test import Client

from tests.questionnaire.pdf_text import pages
from tests.questionnaire.people import MOTHER, NEARLY_65, visitor

pytestmark = pytest.mark.django_db
LETTER = "/en/questions/letter/{}/"
CARD = "/en/questions/card/{}/"
RIGHT = "increased-reimbursement"


def letter(values, code=RIGHT, **form):
    return visitor(values).post(LETTER.format(code), {"contact": "yes", **form})


def test_first_it_asks_whether_a_letter_may_come():
    page = visitor(MOTHER).get(LETTER.format(RIGHT)).content.decode()
    assert "Can a letter safely come to your address?" in page
    page = visitor(MOTHER).post(LETTER.format(RIGHT), {}).content.decode()
    assert "Choose one answer." in page and "<title>Error:" in page


@pytest.mark.parametrize(
    ("postcode", "lang"), [("9000", "nl"), ("5000", "fr"), ("4700", "de"), ("4784", "de")]
)
def test_the_letter_is_in_the_language_of_the_place(postcode, lang):
    made = letter({**MOTHER, "postcode": postcode}).context
    assert made["letter"].lang == lang and made["reading"].lang == "en"


def test_in_brussels_the_person_chooses_and_in_ghent_not():
    assert letter(NEARLY_65, language="nl").context["letter"].lang == "nl"
    assert letter(NEARLY_65, language="fr").context["letter"].lang == "fr"
    assert letter(NEARLY_65, language="de").context["letter"].lang == "fr"
    assert letter(MOTHER, language="fr").context["letter"].lang == "nl"


def test_without_answers_one_may_choose_any_national_language():
    response = Client().post(LETTER.format(RIGHT), {"contact": "yes", "language": "de"})
    assert response.context["letter"].lang == "de" and not response.cookies


def test_a_letter_holds_nothing_that_was_answered():
    text = letter(MOTHER, action="text").content.decode()
    assert "Verhoogde tegemoetkoming" in text and "Naam:...." in text.replace(" ", "")
    for secret in ("7310", "1988", "9000", "Gent", "2020", "1200", "650"):
        assert secret not in text


def test_who_may_get_no_letter_gives_no_address():
    text = letter(MOTHER, contact="no", action="text").content.decode()
    assert "Stuur geen brief naar mijn adres" in text and "\nAdres:" not in text
    text = letter(MOTHER, contact="none", action="text").content.decode()
    assert "Ik heb geen adres" in text and "\nAdres:" not in text


def test_the_pdf_has_the_letter_on_one_page_and_the_reading_on_the_next():
    response = letter(MOTHER, action="pdf")
    assert response["Content-Disposition"] == 'attachment; filename="document.pdf"'
    first, second = pages(response.content)
    assert "Geachte heer of mevrouw" in first and "Dear Sir or Madam" in second
    assert len(pages(visitor(MOTHER).post(
        "/nl/vragen/brief/increased-reimbursement/", {"contact": "yes", "action": "pdf"}
    ).content)) == 1  # fmt: skip


def test_the_office_can_be_chosen_when_there_are_more():
    response = letter(MOTHER, "retirement-pension", office="municipality")
    assert response.context["letter"].office == "Gemeente"


def test_the_card_shows_the_official_name_in_each_language_of_the_office():
    cards = visitor(NEARLY_65).get(CARD.format(RIGHT)).context["cards"]
    assert {card["lang"]: card["name"] for card in cards} == {
        "nl": "Verhoogde tegemoetkoming", "fr": "Intervention majorée",
    }  # fmt: skip
    page = Client().get(CARD.format(RIGHT))
    assert [card["lang"] for card in page.context["cards"]] == ["nl", "fr", "de"]
    assert "no-store" in page["Cache-Control"]


def test_an_unknown_right_has_no_letter_and_no_card():
    assert Client().get(LETTER.format("nothing")).status_code == 404
    assert Client().get(CARD.format("nothing")).status_code == 404


def test_every_sheet_leads_to_the_questions_of_its_right_the_letter_and_the_card():
    page = Client().get("/en/rights/increased-reimbursement/").content.decode()
    assert f"?right={RIGHT}" in page
    assert LETTER.format(RIGHT) in page and CARD.format(RIGHT) in page
