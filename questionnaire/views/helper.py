"""Helper mode: all questions on one page, answers by number, results beside them."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from questionnaire import flow, state
from questionnaire import results as grouping
from questionnaire.guard import private
from questionnaire.helper import entry, numbered
from questionnaire.helper.file_text import file_text, fitting, still_open
from questionnaire.state import Answers
from questionnaire.views.shared import load, page, second_language, see_other, with_answers
from rights.bundle import Bundle


@private
@require_http_methods(["GET", "HEAD", "POST"])
def helper(request: HttpRequest) -> HttpResponse:
    """The page itself. POST takes what was typed; what cannot be read comes back with a reason."""
    bundle, answers = load(request)
    answers = replace(answers, about="other", helper=True, started=True)
    refused: list[entry.Refused] = []
    everything = bool((request.POST if request.method == "POST" else request.GET).get("all"))
    if request.method == "POST":
        answers, refused = entry.take(bundle, answers, request.POST.get("entry", ""))
        if not refused:
            target = reverse("questionnaire:helper") + ("?all=1" if everything else "")
            return state.save(see_other(target), answers, bundle.engine.facts)
    return _show(request, bundle, answers, refused, everything)


def _show(
    request: HttpRequest,
    bundle: Bundle,
    answers: Answers,
    refused: list[entry.Refused],
    everything: bool,
) -> HttpResponse:
    lang, beside = get_language(), second_language(answers)
    result = flow.evaluate(bundle, answers)
    wanted = None if everything else {*result.relevant, *answers.values}
    topics = numbered.topics(bundle, lang, beside, wanted, another=True)
    groups = grouping.build(bundle, result, answers, lang, beside)
    context = {
        "topics": numbered.with_answers(topics, answers, bundle, lang),
        "likely": fitting(groups),
        "possible": still_open(groups),
        "have": groups.have,
        "next": flow.next_fact(bundle, answers, result),
        "progress": flow.progress(result),
        "refused": refused,
        "typed": "; ".join(wrong.entry for wrong in refused),
        "everything": everything,
        "expired": answers.expired or "expired" in request.GET,
        "as_of": result.as_of,
    }
    return page(request, bundle, answers, "questionnaire/helper.html", context)


@with_answers
@require_http_methods(["GET", "HEAD"])
def for_my_file(request: HttpRequest, bundle: Bundle, answers: Answers) -> HttpResponse:
    """The results as plain text to copy. Nothing keeps it."""
    lang = get_language()
    result = flow.evaluate(bundle, answers, next_question=False)
    groups = grouping.build(bundle, result, answers, lang)
    context = {"text": file_text(bundle, groups, result.as_of, lang)}
    return page(request, bundle, answers, "questionnaire/helper_file.html", context)


@private
@require_http_methods(["POST"])
def next_person(request: HttpRequest) -> HttpResponse:
    """Erase and begin with the next one; asks once when the paper was not taken."""
    bundle, answers = load(request)
    if answers.values and not answers.taken and not request.POST.get("sure"):
        return page(request, bundle, answers, "questionnaire/helper_next.html", {})
    answers = replace(answers.anew(), about="other", helper=True)
    response = see_other(reverse("questionnaire:helper"))
    response["Clear-Site-Data"] = '"cache", "storage"'  # the cookie is replaced, not deleted
    return state.save(response, answers, bundle.engine.facts)
