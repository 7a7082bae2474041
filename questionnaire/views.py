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
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from eligibility.schema import Fact
from questionnaire import flow, state
from questionnaire import results as grouping
from questionnaire.fields import control, shown, words
from questionnaire.fields import read as read_answer
from questionnaire.guard import private
from questionnaire.inputs import InputError
from questionnaire.lists import ListPage, read_list
from questionnaire.state import Answers
from rights import bundle as bundles
from rights.bundle import Bundle
from rights.clock import today

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
    previous = answers.before(fact.key)
    context = {
        "fact": fact,
        "control": control(fact, fact.key, lang, value, posted, error),
        "why": words(fact.why, lang),
        "topic": TOPICS[fact.topic](),
        "records": records,
        "singular": words(fact.label, lang),
        "error": error,
        "answered": fact.key in answers.values,
        "previous": bundle.engine.facts[previous].number if previous else None,
        "progress": flow.progress(flow.evaluate(bundle, answers, next_question=False)),
        "back_to": request.POST.get("back_to") or request.GET.get("back_to", ""),
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
    lang = get_language()
    rows = [
        (fact, title(fact, lang), summary(bundle, fact, value, lang))
        for fact, value in flow.answered(bundle, answers)
    ]
    result = flow.evaluate(bundle, answers)
    context = {
        "rows": rows,
        "progress": flow.progress(result),
        "next": flow.next_fact(bundle, answers, result),
    }
    return _page(request, bundle, answers, "questionnaire/check.html", context)


def title(fact: Fact, lang: str) -> str:
    """The short name of an answer; the label of a list names one record, so its question."""
    return words(fact.question if fact.type == "list" else fact.label or fact.question, lang)


def summary(bundle: Bundle, fact: Fact, value: Any, lang: str) -> list[str]:
    """An answer in words, one line per record for a list."""
    if value is None:
        return [_("I don’t know, or would rather not say")]
    if fact.type != "list":
        return [shown(fact, value, lang)]
    parts = {part.key: part for part in fact.record or []}
    lines = [
        ", ".join(shown(parts[key], field, lang) for key, field in record.items() if key in parts)
        for record in value
    ]
    return [line or _("No details given") for line in lines] or [_("None")]


@private
@require_http_methods(["GET", "HEAD"])
def results(request: HttpRequest) -> HttpResponse:
    """The rights worth asking for, with reasons and papers; at any moment."""
    bundle = bundles.current()
    answers = state.load(request, bundle.engine.facts)
    if not answers.started:
        return _begin_again(answers)
    as_of = today()
    result = flow.evaluate(bundle, answers)
    context = {
        "groups": grouping.build(bundle, result, get_language(), as_of),
        "as_of": as_of,
        "progress": flow.progress(result),
        "next": flow.next_fact(bundle, answers, result),
        "only": answers.right,
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


def _go_on(bundle: Bundle, answers: Answers, back_to: str = "") -> HttpResponse:
    """After an answer: back to where the person came from, or to the next question."""
    if back_to in ("check", "results"):
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


TOPICS = {
    "already": lambda: _("What you already get"),
    "you": lambda: _("You"),
    "home": lambda: _("The people in your home"),
    "place": lambda: _("Where you live"),
    "work": lambda: _("Work and study"),
    "money": lambda: _("Money"),
    "health": lambda: _("Health"),
}
