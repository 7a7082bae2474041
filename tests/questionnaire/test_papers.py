"""What people take along: one list of papers, visits in order, two PDFs and a calendar."""

import io
from datetime import date, timedelta
from time import perf_counter

import icalendar
import pikepdf
import pytest
from pydantic import ValidationError

from questionnaire.dossier import pdf
from questionnaire.dossier.reminders import _after, _next
from rights import bundle
from rights.clock import today
from rights.schema import Deadline
from tests.questionnaire.pdf_text import pages
from tests.questionnaire.people import MOTHER, NEARLY_65, visitor

pytestmark = pytest.mark.django_db
DELIVERY = today() - timedelta(days=10)
WITH_OIL = {**MOTHER, "fuel_delivery_date": DELIVERY.isoformat()}
PAGES = {
    "nl": "/nl/vragen/papieren/", "fr": "/fr/questions/papiers/",
    "de": "/de/fragen/unterlagen/", "en": "/en/questions/papers/",
}  # fmt: skip
FOR_ME = {
    "nl": "voor-mij/", "fr": "pour-moi/", "de": "fuer-mich/", "en": "for-me/",
}  # fmt: skip
FOR_OFFICES = {
    "nl": "voor-diensten/", "fr": "pour-les-services/", "de": "fuer-dienste/", "en": "for-offices/",
}  # fmt: skip


def for_me(values, lang="en"):
    return visitor(values).get(PAGES[lang] + FOR_ME[lang])


def for_offices(values, lang="en", **form):
    return visitor(values).post(PAGES[lang] + FOR_OFFICES[lang], form)


def text_of(response):
    return " ".join(pages(response.content))


@pytest.mark.parametrize("lang", PAGES)
def test_both_papers_are_tagged_and_say_their_language_and_title(lang):
    for response in (for_me(MOTHER, lang), for_offices(NEARLY_65, lang)):
        with pikepdf.open(io.BytesIO(response.content)) as file:
            assert file.Root.MarkInfo.Marked and "/StructTreeRoot" in file.Root
            assert str(file.Root.Lang) in ("nl", "fr", "de", "en")
            assert file.Root.ViewerPreferences.DisplayDocTitle
            with file.open_metadata() as meta:
                assert meta["dc:title"] and meta["pdfuaid:part"] == "1"


def test_the_name_of_a_file_tells_nothing_and_it_is_not_stored():
    for response in (for_me(MOTHER), for_offices(MOTHER)):
        assert response["Content-Disposition"] == 'attachment; filename="document.pdf"'
        assert "no-store" in response["Cache-Control"]


def test_each_paper_is_listed_once_with_the_rights_that_need_it():
    found = visitor(NEARLY_65).get(PAGES["nl"]).context["dossier"]
    codes = [paper.document.code for paper in found.papers]
    assert len(codes) == len(set(codes)) > 1
    assert any(len(paper.rights) > 1 for paper in found.papers)
    assert all(paper.rights for paper in found.papers)


def test_each_office_is_visited_once_and_the_best_request_comes_first():
    found = visitor(MOTHER).get(PAGES["nl"]).context["dossier"]
    offices = [visit.office.code for visit in found.visits]
    assert len(offices) == len(set(offices)) > 1
    assert found.visits[0].items[0].code == found.groups.first[0].code


def test_the_paper_for_offices_holds_no_answer_and_nothing_that_does_not_fit():
    text = text_of(for_offices(MOTHER))
    groups = visitor(MOTHER).get(PAGES["nl"]).context["dossier"].groups
    for secret in ("7310", "7.310", "1988", "9000", "2020", "1200", "650"):
        assert secret not in text
    for item in [*groups.not_now, *groups.have, *groups.not_looked_at]:
        assert item.words.name not in text
    assert "7310" in text_of(for_me(MOTHER)).replace(",", "").replace(".", "")


def test_each_office_gets_a_page_of_its_own_with_only_its_requests():
    visits = visitor(MOTHER).get(PAGES["nl"]).context["dossier"].visits
    papers = pages(for_offices(MOTHER, "nl").content)
    assert len(papers) == len(visits)
    for number, visit in enumerate(visits):
        words = papers[number]
        assert visit.office.name["nl"] in words
        for other in visits[:number] + visits[number + 1 :]:
            assert all(item.words.name not in words for item in other.items)


def test_the_paper_speaks_the_language_of_the_office_and_the_reader():
    text = text_of(for_offices(MOTHER, "en"))
    assert "Ik wil graag dit vragen" in text and "I would like to ask for this" in text
    assert "Je voudrais" in text_of(for_offices(NEARLY_65, "en", language="fr"))
    assert "Ik wil graag" in text_of(for_offices(NEARLY_65, "en", language="nl"))
    assert "Je voudrais" in text_of(for_offices(NEARLY_65, "de", language="de"))


def test_what_needs_advice_first_is_on_no_paper_for_an_office():
    values = {**MOTHER, "work_status": "none", "income.benefit_gross_month": 0, "savings": 0}
    found = visitor(values).get(PAGES["en"]).context["dossier"]
    asked = {item.code for visit in found.visits for item in visit.items}
    assert not asked & {item.code for item in found.advice}
    assert all("advice_first" not in i.flags for visit in found.visits for i in visit.items)


def test_a_paper_is_made_in_less_than_half_a_second():
    for_me(MOTHER)
    started = perf_counter()
    for_me(NEARLY_65)
    assert perf_counter() - started < 0.5


def test_words_are_data_and_cannot_become_instructions_of_the_template():
    odd = '#panic("x") $ * _ <script> \\ " @label = heading'
    assert "panic" in " ".join(pages(pdf.pdf("t", [pdf.heading("t", 1), pdf.text(odd)], "en")))


def test_the_calendar_tells_nothing_but_days():
    client = visitor(WITH_OIL, right="social-heating-fund")
    found = client.get(PAGES["en"]).context["dossier"].reminders
    response = client.get(PAGES["en"] + "calendar/")
    events = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    assert len(events) == len(found) > 0
    for event in events:
        assert str(event["summary"]).startswith("Reminder ")
    for word in ("1988", "Ghent", "20261002", "31002", "heat", "oil", "birth", "OCMW"):
        assert word not in response.content.decode()
    assert response["Content-Disposition"] == 'attachment; filename="calendar.ics"'


def test_a_limit_counts_from_the_day_that_was_answered():
    client = visitor(WITH_OIL, right="social-heating-fund")
    found = client.get(PAGES["en"]).context["dossier"].reminders
    heating = [r.day for r in found if r.item.code == "social-heating-fund"]
    assert heating == [DELIVERY + timedelta(days=60)]


def test_months_are_counted_as_people_do():
    limit = Deadline(id="x", count=3, unit="months", after="birth")
    assert _after(date(2026, 11, 30), limit) == date(2027, 2, 28)
    assert _after(date(2024, 2, 29), limit.model_copy(update={"unit": "years"})) == date(
        2027, 2, 28
    )


@pytest.mark.parametrize(
    ("day", "count", "unit", "expected"),
    [
        (date(2026, 11, 30), 2, "weeks", date(2026, 12, 14)),
        (date(2026, 11, 30), 0, "quarters", date(2026, 12, 31)),
        (date(2026, 11, 30), 1, "quarters", date(2027, 3, 31)),
        (date(2026, 1, 1), 5, "quarters", date(2027, 6, 30)),
    ],
)
def test_weeks_are_days_and_a_limit_in_quarters_ends_with_the_quarter(day, count, unit, expected):
    assert _after(day, Deadline(id="x", count=count, unit=unit, after="birth")) == expected


def test_a_day_of_each_year_is_the_next_one():
    assert _next("06-01", date(2026, 6, 1)) == date(2026, 6, 1)
    assert _next("06-01", date(2026, 6, 2)) == date(2027, 6, 1)
    assert _next("02-29", date(2026, 11, 27)) == date(2027, 2, 28)


def test_a_limit_is_counted_or_comes_each_year_and_never_both():
    assert Deadline(id="x", each_year="06-01").count is None
    for wrong in ({}, {"count": 3}, {"each_year": "13-01"}, {"each_year": "06-01", "count": 3}):
        with pytest.raises(ValidationError):
            Deadline(id="x", **wrong)


def test_the_day_of_each_year_stands_among_the_days_to_remember():
    pupil = {**MOTHER, "postcode": "9000", "work_status": "student"}
    found = visitor(pupil, right="study-grant-flanders").get(PAGES["en"]).context["dossier"]
    days = [r.day for r in found.reminders if r.item.code == "study-grant-flanders"]
    assert [(day.month, day.day) for day in days] == [(6, 1)] and days[0] >= today()


@pytest.mark.parametrize("lang", PAGES)
def test_the_page_names_every_request_and_paper_in_the_language_of_the_reader(lang):
    response = visitor(NEARLY_65).get(PAGES[lang])
    found, page = response.context["dossier"], response.content.decode()
    for paper in found.papers:
        assert paper.document.name[lang].replace("'", "&#x27;") in page
    words = bundle.current().words(found.visits[0].items[0].code, lang)
    assert words.name.replace("'", "&#x27;") in page
