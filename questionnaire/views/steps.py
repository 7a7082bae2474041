"""The questions: before you start, one question at a time, check your answers.

Each view reads the answers from the cookie, decides, and sends them back with
the page. Nothing is written anywhere else.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from eligibility.schema import Fact
from questionnaire import flow, state, summary
from questionnaire.fields import control, words
from questionnaire.fields import read as read_answer
from questionnaire.guard import private
from questionnaire.headings import grouped
from questionnaire.inputs import InputError
from questionnaire.lists import ListPage, read_list
from questionnaire.state import Answers
from questionnaire.views.shared import begin_again, load, page, see_other, with_answers
from questionnaire.wording import worded
from rights.bundle import Bundle
from rights.clock import today

COPY = "compare"  # its questions change the second situation only
RETURNS = ("check", "results", "helper", COPY)  # pages that a changed answer comes back to


@private
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """What to know before question 1. POST begins, with all answers empty."""
    bundle, answers = load(request)
    if request.method == "POST":
        right = request.POST.get("right", "")
        about = "other" if request.POST.get("about") == "other" else "me"
        values = answers.values if request.POST.get("keep") else {}
        right = right if right in bundle.engine.rights else ""
        answers = replace(answers, values=values, about=about, right=right, started=True)
        return _go_on(bundle, answers)
    right = request.GET.get("right", "")
    context = {
        "answers": answers,
        "expired": answers.expired or "expired" in request.GET,
        "right": bundle.words(right, get_language()) if right in bundle.engine.rights else None,
        "right_code": right,
        "idle_minutes": answers.idle // 60,
    }
    return page(request, bundle, answers, "questionnaire/start.html", context)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, number: int) -> HttpResponse:
    """One question. POST keeps the answer and goes on; a wrong answer comes back with help."""
    bundle, answers = load(request)
    fact = flow.asked_fact(bundle, number)
    if fact is None:
        raise Http404
    if not answers.started:
        return begin_again(answers)
    fact = worded(fact, answers, get_language())
    if request.method != "POST":
        return _show_question(request, bundle, answers, fact)
    if fact.type == "list":
        return _answer_list(request, bundle, answers, fact)
    try:
        value = _read(request, fact)
    except InputError as error:
        return _show_question(request, bundle, answers, fact, str(error))
    return _keep(request, bundle, answers, fact, value)


def _keep(
    request: HttpRequest, bundle: Bundle, answers: Answers, fact: Fact, value: Any
) -> HttpResponse:
    """Go on with one answer more; from the page that compares it goes in the second situation."""
    back_to = request.POST.get("back_to", "")
    if back_to != COPY:
        return _go_on(bundle, answers.with_answer(fact.key, value), back_to)
    changed = answers.with_copy(fact.key, value)
    if not state.fits(changed, bundle.engine.facts):
        full = _("No more changes fit here. Take one back first.")
        return _show_question(request, bundle, answers, fact, full)
    return _go_on(bundle, changed, back_to)


def _read(request: HttpRequest, fact: Fact) -> Any:
    action = request.POST.get("action", "")
    if action == "unknown":
        return None
    if action == "none" and fact.type == "set":
        return []
    return read_answer(fact, fact.key, request.POST, today())


def _answer_list(
    request: HttpRequest, bundle: Bundle, answers: Answers, fact: Fact
) -> HttpResponse:
    outcome = read_list(bundle, fact, request.POST, get_language(), today())
    if isinstance(outcome, ListPage):
        return _show_question(request, bundle, answers, fact, outcome.error, outcome)
    return _keep(request, bundle, answers, fact, outcome)


def _show_question(
    request: HttpRequest,
    bundle: Bundle,
    answers: Answers,
    fact: Fact,
    error: str = "",
    records: ListPage | None = None,
) -> HttpResponse:
    lang = get_language()
    back_to = request.POST.get("back_to") or request.GET.get("back_to", "")
    value = (answers.copy_values if back_to == COPY else answers.values).get(fact.key)
    posted = request.POST if request.method == "POST" else None
    if fact.type == "list":
        records = records or ListPage.of_value(bundle, fact, value, lang)
    shown = control(fact, fact.key, lang, value, posted, error)
    context = {
        "fact": fact,
        "control": shown,
        "groups": grouped(bundle, shown.choices, lang) if fact.key == "holds" else [],
        "why": words(fact.why, lang),
        "topic": summary.TOPICS[fact.topic](),
        "topic_words": summary.topic_words(fact.topic),
        "records": records,
        "singular": words(fact.label, lang),
        "error": error,
        "back": _before(bundle, answers, fact, back_to),
        "progress": flow.progress(flow.evaluate(bundle, answers, next_question=False)),
        "back_to": back_to,
    }
    return page(request, bundle, answers, "questionnaire/question.html", context)


@with_answers
@require_http_methods(["GET", "HEAD"])
def check(request: HttpRequest, bundle: Bundle, answers: Answers) -> HttpResponse:
    """All answers on one page, each with a link to change it."""
    result = flow.evaluate(bundle, answers)
    context = {
        "topics": summary.rows(bundle, answers, get_language()),
        "progress": flow.progress(result),
        "next": flow.next_fact(bundle, answers, result),
    }
    return page(request, bundle, answers, "questionnaire/check.html", context)


def _before(bundle: Bundle, answers: Answers, fact: Fact, back_to: str) -> str:
    """Where "Back" leads: the page that sent the person here, or the answer given before."""
    if back_to in RETURNS:
        return reverse(f"questionnaire:{back_to}")
    previous = answers.before(fact.key)
    if previous is None:
        return reverse("questionnaire:start")
    return reverse("questionnaire:question", args=[bundle.engine.facts[previous].number])


def _go_on(bundle: Bundle, answers: Answers, back_to: str = "") -> HttpResponse:
    """After an answer: back to where the person came from, or to the next question."""
    if back_to in RETURNS:
        target = reverse(f"questionnaire:{back_to}")
    else:
        fact = flow.next_fact(bundle, answers, flow.evaluate(bundle, answers))
        target = (
            reverse("questionnaire:question", args=[fact.number])
            if fact
            else reverse("questionnaire:check")
        )
    return state.save(see_other(target), answers, bundle.engine.facts)
