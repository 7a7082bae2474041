"""Everything that can be read: rights, facts, notions, figures and shared lists."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override
from ninja import Query, Router
from ninja.errors import HttpError

from eligibility.schema import Fact, Field_, Lang, Record
from rights import bundle as bundles
from rights.bundle import Bundle
from rights.clock import today
from rights.search import search as find
from rights.text import confirmed

router = Router(tags=["read"])
MOST_FOUND = 20


def plain(record: Record) -> dict[str, Any]:
    """A catalogue record as JSON, with the names that the files use."""
    return record.model_dump(mode="json", by_alias=True, exclude_none=True)


def sheet_url(request: HttpRequest, bundle: Bundle, code: str, lang: Lang) -> str:
    """The address of a right's sheet in `lang`."""
    with override(lang):
        path = reverse("rights:sheet", args=[bundle.words(code, lang).slug])
    return request.build_absolute_uri(path)


@router.get("/rights", summary="All published rights")
def list_rights(request: HttpRequest, lang: Lang = "en") -> dict[str, Any]:
    bundle = bundles.current()
    return {
        "bundle": bundle.hash,
        "rights": [
            {
                "code": right.code,
                "name": bundle.words(right.code, lang).name,
                "in_short": bundle.words(right.code, lang).in_short,
                "url": sheet_url(request, bundle, right.code, lang),
                "level": right.level,
                "themes": right.themes,
                "life_events": right.life_events,
                "authority": right.authority,
                "grant_mode": plain(right.grant_mode),
                "checked_on": right.checked_on.isoformat(),
            }
            for right in bundle.catalogue.rights
        ],
    }


@router.get("/rights/{code}", summary="One right: its rules and its words in four languages")
def get_right(request: HttpRequest, code: str) -> dict[str, Any]:
    bundle = bundles.current()
    if code not in bundle:
        raise HttpError(404, f"There is no right with the code {code!r}. See GET rights.")
    words = bundle.catalogue.words[code]
    return {
        "bundle": bundle.hash,
        **plain(bundle.right(code)),
        "url": {lang: sheet_url(request, bundle, code, lang) for lang in words},
        "words": {lang: plain(text) for lang, text in words.items()},
    }


@router.get("/facts", summary="Every fact that can be asked, with its type, unit and options")
def list_facts(request: HttpRequest) -> dict[str, Any]:
    bundle = bundles.current()
    return {"bundle": bundle.hash, "facts": [_fact(fact) for fact in bundle.catalogue.facts]}


def _fact(fact: Fact) -> dict[str, Any]:
    data = plain(fact)
    if fact.record:
        data["fields"] = [_field(fact, part) for part in fact.record]
    return data


def _field(fact: Fact, part: Field_) -> dict[str, Any]:
    return {**plain(part), "key": f"{fact.key}[].{part.key}"}


@router.get("/notions", summary="Legal notions that are derived from facts")
def list_notions(request: HttpRequest) -> dict[str, Any]:
    bundle = bundles.current()
    return {"bundle": bundle.hash, "notions": [plain(item) for item in bundle.catalogue.notions]}


@router.get("/parameters", summary="Dated figures, with the value that is confirmed today")
def list_parameters(request: HttpRequest) -> dict[str, Any]:
    bundle, day = bundles.current(), today()
    rows = []
    for parameter in bundle.catalogue.parameters:
        now = confirmed(parameter, day)
        rows.append({**plain(parameter), "confirmed_today": plain(now) if now else None})
    return {"bundle": bundle.hash, "as_of": day.isoformat(), "parameters": rows}


@router.get("/institutions")
def list_institutions(request: HttpRequest) -> dict[str, Any]:
    return _shared("institutions")


@router.get("/documents")
def list_documents(request: HttpRequest) -> dict[str, Any]:
    return _shared("documents")


@router.get("/tools")
def list_tools(request: HttpRequest) -> dict[str, Any]:
    return _shared("tools")


@router.get("/help-points")
def list_help_points(request: HttpRequest) -> dict[str, Any]:
    return _shared("help_points")


@router.get("/glossary")
def list_glossary(request: HttpRequest) -> dict[str, Any]:
    return _shared("glossary")


def _shared(name: str) -> dict[str, Any]:
    bundle = bundles.current()
    return {
        "bundle": bundle.hash,
        name: [plain(item) for item in getattr(bundle.catalogue, name)],
    }


@router.get("/search", summary="Rights that fit everyday words, best first")
def search(request: HttpRequest, q: str = Query("", max_length=500), lang: Lang = "en") -> Any:
    bundle = bundles.current()
    found = [
        {
            "code": code,
            "name": bundle.words(code, lang).name,
            "in_short": bundle.words(code, lang).in_short,
            "url": sheet_url(request, bundle, code, lang),
        }
        for code in find(lang, q, MOST_FOUND, bundle)
    ]
    return {"bundle": bundle.hash, "lang": lang, "results": found}
