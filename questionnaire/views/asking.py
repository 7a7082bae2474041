"""Asking for one right: a letter, and a card to show at the desk. Both also without answers."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from questionnaire import offices
from questionnaire.dossier.letters import CONTACTS, Letter, as_pdf, as_text, letter
from questionnaire.guard import private
from questionnaire.state import Answers
from questionnaire.views.shared import file, load, page
from rights.bundle import Bundle
from rights.clock import today
from rights.schema import Institution


@private
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, code: str) -> HttpResponse:
    """First whether a letter may come to the address; then the letter, as page or as file."""
    bundle, answers = load(request)
    context = _choices(bundle, answers, code)
    if request.method != "POST":
        return page(request, bundle, answers, "questionnaire/letter_start.html", context)
    contact = request.POST.get("contact", "")
    if contact not in CONTACTS:
        context["error"] = _("Choose one answer.")
        return page(request, bundle, answers, "questionnaire/letter_start.html", context)
    office = _chosen_office(context["offices"], request.POST.get("office", ""))
    lang = _chosen_language(office, answers, request.POST.get("language", ""))
    made, reading = (
        letter(bundle, code, office, spoken, contact, today()) for spoken in (lang, get_language())
    )
    context |= {"letter": made, "reading": reading, "contact": contact, "office": office}
    return _answer(request, bundle, answers, context, made, reading)


def _answer(
    request: HttpRequest,
    bundle: Bundle,
    answers: Answers,
    context: dict[str, Any],
    made: Letter,
    reading: Letter,
) -> HttpResponse:
    action = request.POST.get("action")
    if action == "text":
        return file(bundle, answers, as_text(made), "text/plain; charset=utf-8", "document.txt")
    if action == "pdf":
        return file(bundle, answers, as_pdf(made, reading), "application/pdf", "document.pdf")
    return page(request, bundle, answers, "questionnaire/letter.html", context)


def _choices(bundle: Bundle, answers: Answers, code: str) -> dict[str, Any]:
    """The offices of a right and the languages that may be chosen. Raises Http404."""
    if code not in bundle:
        raise Http404
    found = offices.offices(bundle, bundle.right(code), answers.values)
    spoken = [lang for office in found for lang in offices.languages(office, answers.values)]
    reader = get_language()
    return {
        "code": code,
        "words": bundle.words(code, reader),
        "right": bundle.right(code),
        "offices": found,
        "spoken": sorted(dict.fromkeys(spoken), key=lambda lang: lang != reader),
    }


def _chosen_office(found: list[Institution], chosen: str) -> Institution:
    return next((office for office in found if office.code == chosen), found[0])


def _chosen_language(office: Institution, answers: Answers, chosen: str) -> str:
    allowed = offices.languages(office, answers.values)
    return chosen if chosen in allowed else allowed[0]


@private
@require_http_methods(["GET", "HEAD"])
def card(request: HttpRequest, code: str) -> HttpResponse:
    """A card to hold up at the desk, in each language that the office may speak."""
    bundle, answers = load(request)
    context = _choices(bundle, answers, code)
    context["cards"] = [_card(bundle, code, lang) for lang in context["spoken"]]
    return page(request, bundle, answers, "questionnaire/card.html", context)


def _card(bundle: Bundle, code: str, lang: str) -> dict[str, str]:
    with override(lang):
        return {
            "lang": lang,
            "name": bundle.words(code, lang).name,
            "ask": _("I would like to ask for this. Please give me proof of my request."),
            "interpreter": _("I need an interpreter. My language:"),
        }
