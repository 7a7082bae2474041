"""'I need help today': who to call or visit now, without any question first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from rights.bundle import Bundle
from rights.page_cache import content_page
from rights.schema import Contact, UrgentNeed
from rights.text import in_language
from rights.views.page import render_page, sheet_link


@content_page
def urgent(request: HttpRequest) -> HttpResponse:
    urgent_help = request.bundle.catalogue.urgent_help
    needs = [_need(request.bundle, need) for need in urgent_help]
    return render_page(
        request, "rights/urgent.html", {"needs": needs, "sources": _sources(urgent_help)}
    )


def _need(bundle: Bundle, need: UrgentNeed) -> dict:
    lang = get_language()
    sheets = [sheet_link(bundle, code, lang) for code in need.rights if code in bundle]
    return {"need": need, "contacts": spoken_first(need.contacts, lang), "sheets": sheets}


def spoken_first(contacts: list[Contact], lang: str) -> list[Contact]:
    """Who speaks the reader's language comes before who does not; otherwise the order stays."""
    return sorted(contacts, key=lambda c: bool(c.languages) and lang not in c.languages)


def _sources(urgent_help: list[UrgentNeed]) -> list[tuple[dict[str, str], str]]:
    """Each contact once, with the page where its number was read."""
    contacts = (contact for need in urgent_help for contact in need.contacts)
    once = {(in_language(c.name, "nl"), c.source): c.name for c in contacts}
    return [(name, source) for (_, source), name in once.items()]
