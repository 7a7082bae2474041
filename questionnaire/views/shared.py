"""What the pages have in common: the answers come in with a request and go out with the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from eligibility import AnswerErrors
from eligibility.schema import LANGUAGES
from questionnaire import kiosk, state
from questionnaire.guard import private
from questionnaire.state import Answers
from rights import bundle as bundles
from rights.bundle import Bundle
from rights.clock import today

PLACE = re.compile(r"^[^\[]+")  # `children` of `children[0].birth_date`
View = Callable[..., HttpResponse]


def with_answers(view: View) -> View:
    """A page that needs answers gets `bundle` and `answers`; without them the start page comes."""

    @private
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        bundle, answers = load(request)
        if not answers.started:
            return begin_again(answers)
        return view(request, bundle, answers, *args, **kwargs)

    return checked


def load(request: HttpRequest) -> tuple[Bundle, Answers]:
    """The bundle of this request and the answers that came with it."""
    bundle = bundles.current()
    answers = fitting(bundle, state.load(request, bundle.engine.facts))
    if (wanted := request.GET.get("with")) is not None:
        beside = wanted if wanted in LANGUAGES else ""
        answers = replace(answers, beside=beside, started=True)
    return bundle, answers


def second_language(answers: Answers) -> str:
    """The language beside the one of the page, or an empty text."""
    return "" if answers.beside == get_language() else answers.beside


def fitting(bundle: Bundle, answers: Answers) -> Answers:
    """The answers without those that no longer fit a question: these are asked again."""
    for values in (answers.values, answers.copy):
        answers = answers.without(_wrong(bundle, values))
    return answers


def _wrong(bundle: Bundle, values: Mapping[str, Any]) -> set[str]:
    """The keys of answers that do not fit their question."""
    try:
        bundle.engine.read(dict(values), today())
    except AnswerErrors as wrong:
        return {PLACE.match(error.place)[0] for error in wrong.errors}
    return set()


def page(
    request: HttpRequest, bundle: Bundle, answers: Answers, template: str, context: dict[str, Any]
) -> HttpResponse:
    """Render, and send the answers back so that the idle limit starts anew."""
    context.update(
        bundle=bundle,
        answers=answers,
        lang=get_language(),
        beside=second_language(answers),
        idle_seconds=answers.idle,
        end_address=_end_address(request),
        warn_seconds=answers.idle - _warning(answers),
    )
    response = render(request, template, context)
    return state.save(response, answers, bundle.engine.facts) if answers.started else response


def _warning(answers: Answers) -> int:
    """Seconds between the warning and the end."""
    return 300 if answers.idle == state.IDLE_SECONDS else kiosk.WARN_SECONDS


def _end_address(request: HttpRequest) -> str:
    """Where a page goes when its time is over."""
    if kiosk.point_of(request):
        return kiosk.home(request)
    return f"{reverse('questionnaire:start')}?expired"


def file(
    bundle: Bundle, answers: Answers, content: bytes | str, kind: str, name: str
) -> HttpResponse:
    """Something to take along; its name tells nothing. The idle limit starts anew."""
    answers = replace(answers, taken=True)
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return state.save(response, answers, bundle.engine.facts) if answers.started else response


def begin_again(answers: Answers) -> HttpResponse:
    """No answers came with the request: say so on the start page."""
    target = reverse("questionnaire:start")
    return see_other(f"{target}?expired" if answers.expired else target)


def see_other(target: str) -> HttpResponse:
    response = redirect(target)
    response.status_code = 303
    return response
