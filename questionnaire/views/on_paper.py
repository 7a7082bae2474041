"""The questions on paper: a page to print and a PDF for each topic. No answers are on it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from eligibility.schema import LANGUAGES
from questionnaire.dossier.on_paper import PEOPLE
from questionnaire.dossier.on_paper import on_paper as make
from questionnaire.helper import numbered
from rights import bundle as bundles
from rights.views.page import render_page


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Every topic, and the choice of a second language and of large print."""
    beside, large = _chosen(request)
    context = {
        "topics": numbered.topics(bundles.current(), get_language(), beside),
        "beside": beside,
        "large": large,
        "query": _query(beside, large),
    }
    return render_page(request, "questionnaire/on_paper.html", context)


@require_safe
def topic(request: HttpRequest, code: str) -> HttpResponse:
    """The questions of one topic, to print."""
    beside, large = _chosen(request)
    context = {
        "topic": _topic(code, beside),
        "beside": beside,
        "large": large,
        "query": _query(beside, large),
        "people": range(1, PEOPLE + 1),
    }
    return render_page(request, "questionnaire/on_paper_topic.html", context)


@require_safe
def topic_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The same as a tagged PDF."""
    beside, large = _chosen(request)
    content = make(_topic(code, beside), beside, large)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="questions-{code}.pdf"'
    return response


def _topic(code: str, beside: str) -> numbered.Topic:
    every = numbered.topics(bundles.current(), get_language(), beside)
    found = next((topic for topic in every if topic.code == code), None)
    if found is None:
        raise Http404
    return found


def _chosen(request: HttpRequest) -> tuple[str, bool]:
    wanted = request.GET.get("with", "")
    beside = wanted if wanted in LANGUAGES and wanted != get_language() else ""
    return beside, request.GET.get("size") == "large"


def _query(beside: str, large: bool) -> str:
    chosen = ([f"with={beside}"] if beside else []) + (["size=large"] if large else [])
    return f"?{'&'.join(chosen)}" if chosen else ""
