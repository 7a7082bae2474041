"""The questions on paper: a page to print and a PDF for each topic. No answers are on it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

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
    chosen = _chosen(request)
    context = {"topics": _topics(chosen), **_context(chosen)}
    return render_page(request, "questionnaire/on_paper.html", context)


@require_safe
def topic(request: HttpRequest, code: str) -> HttpResponse:
    """The questions of one topic, to print."""
    chosen = _chosen(request)
    context = {
        "topic": _topic(code, chosen),
        "people": range(1, PEOPLE + 1),
        **_context(chosen),
    }
    return render_page(request, "questionnaire/on_paper_topic.html", context)


@require_safe
def topic_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The same as a tagged PDF."""
    chosen = _chosen(request)
    content = make(_topic(code, chosen), chosen.beside, chosen.large)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="questions-{code}.pdf"'
    return response


@dataclass(frozen=True)
class Chosen:
    """How the paper is to look: a second language, large print, words for another person."""

    beside: str
    large: bool
    another: bool


def _topics(chosen: Chosen) -> list[numbered.Topic]:
    lang = get_language()
    return numbered.topics(bundles.current(), lang, chosen.beside, another=chosen.another)


def _topic(code: str, chosen: Chosen) -> numbered.Topic:
    found = next((topic for topic in _topics(chosen) if topic.code == code), None)
    if found is None:
        raise Http404
    return found


def _chosen(request: HttpRequest) -> Chosen:
    wanted = request.GET.get("with", "")
    beside = wanted if wanted in LANGUAGES and wanted != get_language() else ""
    large, another = request.GET.get("size") == "large", request.GET.get("for") == "other"
    return Chosen(beside, large, another)


def _context(chosen: Chosen) -> dict[str, Any]:
    """What the templates need of it, with the query that keeps the choice."""
    parts = {
        f"with={chosen.beside}": chosen.beside,
        "size=large": chosen.large,
        "for=other": chosen.another,
    }
    kept = "&".join(part for part, wanted in parts.items() if wanted)
    return {**asdict(chosen), "query": f"?{kept}" if kept else ""}
