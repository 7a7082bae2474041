"""The dossier as a page, as two papers and as a calendar."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from questionnaire import flow
from questionnaire.dossier.build import Dossier, dossier
from questionnaire.dossier.calendar import calendar
from questionnaire.dossier.for_me import for_me
from questionnaire.dossier.for_office import for_office
from questionnaire.state import Answers
from questionnaire.views.shared import file, page, see_other, with_answers
from rights.bundle import Bundle
from rights.clock import today

PDF = "application/pdf"


@with_answers
@require_http_methods(["GET", "HEAD"])
def papers(request: HttpRequest, bundle: Bundle, answers: Answers) -> HttpResponse:
    """Papers, visits and days to remember, over all requests."""
    result = flow.evaluate(bundle, answers)
    context = {
        "dossier": dossier(bundle, result, answers, get_language()),
        "as_of": today(),
        "next": flow.next_fact(bundle, answers, result),
    }
    return page(request, bundle, answers, "questionnaire/papers.html", context)


@with_answers
@require_http_methods(["GET", "HEAD"])
def paper_for_me(request: HttpRequest, bundle: Bundle, answers: Answers) -> HttpResponse:
    """Everything, as PDF."""
    content = for_me(bundle, _dossier(bundle, answers), answers, today())
    return file(bundle, answers, content, PDF, "document.pdf")


@with_answers
@require_http_methods(["GET", "HEAD", "POST"])
def paper_for_office(request: HttpRequest, bundle: Bundle, answers: Answers) -> HttpResponse:
    """Requests and papers only, as PDF, in the language of each office."""
    if request.method != "POST":
        return see_other(reverse("questionnaire:papers"))
    made = _dossier(bundle, answers)
    content = for_office(bundle, made.visits, request.POST.get("language", ""))
    return file(bundle, answers, content, PDF, "document.pdf")


@with_answers
@require_http_methods(["GET", "HEAD"])
def days(request: HttpRequest, bundle: Bundle, answers: Answers) -> HttpResponse:
    """The days to remember, as a file for a calendar."""
    content = calendar(_dossier(bundle, answers).reminders)
    return file(bundle, answers, content, "text/calendar; charset=utf-8", "calendar.ics")


def _dossier(bundle: Bundle, answers: Answers) -> Dossier:
    result = flow.evaluate(bundle, answers, next_question=False)
    return dossier(bundle, result, answers, get_language())
