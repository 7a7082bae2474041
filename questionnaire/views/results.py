"""What the answers lead to: now, and later."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from questionnaire import flow
from questionnaire import later as later_on
from questionnaire import results as grouping
from questionnaire.state import Answers
from questionnaire.views.shared import page, second_language, with_answers
from rights.bundle import Bundle


@with_answers
@require_http_methods(["GET", "HEAD"])
def results(request: HttpRequest, bundle: Bundle, answers: Answers) -> HttpResponse:
    """The rights worth asking for, with reasons and papers; at any moment."""
    result = flow.evaluate(bundle, answers)
    context = {
        "groups": grouping.build(bundle, result, answers, get_language(), second_language(answers)),
        "as_of": result.as_of,
        "progress": flow.progress(result),
        "next": flow.next_fact(bundle, answers, result),
    }
    return page(request, bundle, answers, "questionnaire/results.html", context)


@with_answers
@require_http_methods(["GET", "HEAD"])
def later(request: HttpRequest, bundle: Bundle, answers: Answers) -> HttpResponse:
    """Rights that do not fit today but may from a date on. Apart, because it takes a while."""
    context = {"dates": later_on.dates(bundle, answers, get_language(), second_language(answers))}
    return page(request, bundle, answers, "questionnaire/later.html", context)
