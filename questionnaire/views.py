"""The pages of the questionnaire: start, question, check, results, erase, leave.

Each view reads the answers from the cookie, decides, and sends them back with
the page. Nothing is written anywhere else.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from eligibility.schema import Fact
from questionnaire import flow, state, summary
from questionnaire import results as grouping
from questionnaire.fields import control, words
from questionnaire.fields import read as read_answer
from questionnaire.guard import private
from questionnaire.headings import grouped
from questionnaire.inputs import InputError
from questionnaire.lists import ListPage, read_list
from questionnaire.state import Answers
from rights import bundle as bundles
from rights.bundle import Bundle
from rights.clock import today

RETURNS = ("check", "results")  # pages that a changed answer comes back to
LIMITS = {"warn_seconds": state.WARN_SECONDS, "idle_seconds": state.IDLE_SECONDS}


@private
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """What to know before question 1. POST begins, with all answers empty."""
    bundle = bundles.current()
    answers = state.load(request, bundle.engine.facts)
    if request.method == "POST":
        right = request.POST.get("right", "")
        about = "other" if request.POST.get("about") == "other" else "me"
        values = answers.values if request.POST.get("keep") else {}
        answers = Answers(values, about, right if right in bundle.engine.rights else "", True)
        return _go_on(bundle, answers)
    right = request.GET.get("right", "")
    context = {
        "answers": answers,
        "expired": answers.expired or "expired" in request.GET,
        "right": bundle.words(right, get_language()) if right in bundle.engine.rights else None,
        "right_code": right,
        "idle_minutes": state.IDLE_SECONDS // 60,
    }
    return _page(request, bundle, answers, "questionnaire/start.html", context)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, number: int) -> HttpResponse:
    """One question. POST keeps the answer and goes on; a wrong answer comes back with help."""
    bundle = bundles.current()
    answers = state.load(request, bundle.engine.facts)
    fact = flow.asked_fact(bundle, number)
    if fact is None:
        raise Http404
    if not answers.started:
        return _begin_again(answers)
    if request.method != "POST":
        return _show_question(request, bundle, answers, fact)
    if fact.type == "list":
        return _answer_list(request, bundle, answers, fact)
    try:
        value = _read(request, fact)
    except InputError as error:
        return _show_question(request, bundle, answers, fact, str(error))
    return _go_on(bundle, answers.with_answer(fact.key, value), request.POST.get("back_to", ""))


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
    return _go_on(bundle, answers.with_answer(fact.key, outcome), request.POST.get("back_to", ""))


def _show_question(
    request: HttpRequest,
    bundle: Bundle,
    answers: Answers,
    fact: Fact,
    error: str = "",
    records: ListPage | None = None,
) -> HttpResponse:
    lang = get_language()
    value = answers.values.get(fact.key)
    posted = request.POST if request.method == "POST" else None
    if fact.type == "list":
        records = records or ListPage.of_value(bundle, fact, value, lang)
    shown = control(fact, fact.key, lang, value, posted, error)
    back_to = request.POST.get("back_to") or request.GET.get("back_to", "")
    context = {
        "fact": fact,
        "control": shown,
        "groups": grouped(bundle, shown.choices, lang) if fact.key == "holds" else [],
        "why": words(fact.why, lang),
        "topic": summary.TOPICS[fact.topic](),
        "records": records,
        "singular": words(fact.label, lang),
        "error": error,
        "back": _before(bundle, answers, fact, back_to),
        "progress": flow.progress(flow.evaluate(bundle, answers, next_question=False)),
        "back_to": back_to,
    }
    return _page(request, bundle, answers, "questionnaire/question.html", context)


@private
@require_http_methods(["GET", "HEAD"])
def check(request: HttpRequest) -> HttpResponse:
    """All answers on one page, each with a link to change it."""
    bundle = bundles.current()
    answers = state.load(request, bundle.engine.facts)
    if not answers.started:
        return _begin_again(answers)
    result = flow.evaluate(bundle, answers)
    context = {
        "topics": summary.rows(bundle, answers, get_language()),
        "progress": flow.progress(result),
        "next": flow.next_fact(bundle, answers, result),
    }
    return _page(request, bundle, answers, "questionnaire/check.html", context)


@private
@require_http_methods(["GET", "HEAD"])
def results(request: HttpRequest) -> HttpResponse:
    """The rights worth asking for, with reasons and papers; at any moment."""
    bundle = bundles.current()
    answers = state.load(request, bundle.engine.facts)
    if not answers.started:
        return _begin_again(answers)
    result = flow.evaluate(bundle, answers)
    context = {
        "groups": grouping.build(bundle, result, answers, get_language()),
        "as_of": result.as_of,
        "progress": flow.progress(result),
        "next": flow.next_fact(bundle, answers, result),
    }
    return _page(request, bundle, answers, "questionnaire/results.html", context)


@private
@require_POST
def erase(request: HttpRequest) -> HttpResponse:
    """Stop and erase: the cookie goes, and the browser is told to forget this site."""
    return state.erase(_see_other(reverse("questionnaire:erased")))


@private
@require_http_methods(["GET", "HEAD"])
def erased(request: HttpRequest) -> HttpResponse:
    """The page after erasing; it deletes once more, so that Back shows nothing."""
    return state.erase(render(request, "questionnaire/erased.html"))


@private
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Leave this page: erase, and open a page that tells nothing."""
    return state.erase(_see_other(settings.NEUTRAL_PAGE))


def _page(
    request: HttpRequest, bundle: Bundle, answers: Answers, template: str, context: dict[str, Any]
) -> HttpResponse:
    """Render, and send the answers back so that the idle limit starts anew."""
    context.update(bundle=bundle, answers=answers, lang=get_language(), **LIMITS)
    response = render(request, template, context)
    return state.save(response, answers, bundle.engine.facts) if answers.started else response


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
    return state.save(_see_other(target), answers, bundle.engine.facts)


def _begin_again(answers: Answers) -> HttpResponse:
    """No answers came with the request: say so on the start page."""
    target = reverse("questionnaire:start")
    return _see_other(f"{target}?expired" if answers.expired else target)


def _see_other(target: str) -> HttpResponse:
    response = redirect(target)
    response.status_code = 303
    return response
