"""Everything that can be read: rights, facts, notions, figures, shared lists and changes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override
from ninja import Query, Router
from ninja.errors import HttpError

from eligibility.answers import STATUS_FACTS
from eligibility.parameters import shown
from eligibility.schema import Fact, Field_, Lang, Record
from rights import bundle as bundles
from rights.api.shapes import DAY, TEXT, array, described, or_null, record
from rights.bundle import Bundle
from rights.clock import today
from rights.search import search as find
from rights.search import suggest

router = Router(tags=["read"])
MOST_FOUND = 20
LONGEST_QUERY = 500  # characters
FACT_KEYS = ("unit", "min", "max", "ask_if", "otherwise")  # given for each fact, null when none

ITEM = record(code=TEXT)
FOUND = record(code=TEXT, name=TEXT, in_short=TEXT, url=TEXT)
CHANGE = record(
    code=TEXT, name=TEXT, url=TEXT, checked_on=DAY, review_by=DAY, confirmed_on=or_null(DAY)
)


def listing(name: str, item: dict[str, Any] = ITEM, **more: Any) -> dict[str, Any]:
    """OpenAPI for an answer with the bundle's hash and one list."""
    return described(record(bundle=TEXT, **more, **{name: array(item)}), 422)


def plain(item: Record) -> dict[str, Any]:
    """A catalogue record as JSON, with the names that the files use."""
    return item.model_dump(mode="json", by_alias=True, exclude_none=True)


def sheet(bundle: Bundle, code: str, lang: Lang) -> dict[str, Any]:
    """What leads to a sheet: code, name and its address in `lang`."""
    words = bundle.words(code, lang)
    with override(lang):
        address = reverse("rights:sheet", args=[words.slug])
    return {"code": code, "name": words.name, "url": address}


@router.get("/rights", summary="All published rights", openapi_extra=listing("rights", FOUND))
def list_rights(request: HttpRequest, lang: Lang = "en") -> dict[str, Any]:
    bundle = bundles.current()
    rights = [
        {
            **sheet(bundle, right.code, lang),
            "in_short": bundle.words(right.code, lang).in_short,
            "level": right.level,
            "themes": right.themes,
            "life_events": right.life_events,
            "authority": right.authority,
            "grant_mode": plain(right.grant_mode),
            "checked_on": right.checked_on.isoformat(),
        }
        for right in bundle.catalogue.rights
    ]
    return {"bundle": bundle.hash, "lang": lang, "rights": rights}


@router.get(
    "/rights/{code}",
    summary="One right: its rules and its words in four languages",
    openapi_extra=described(record(bundle=TEXT, code=TEXT), 404, 422),
)
def get_right(request: HttpRequest, code: str) -> dict[str, Any]:
    bundle = bundles.current()
    if code not in bundle:
        raise HttpError(404, "There is no right with this code. See GET rights.")
    words = bundle.catalogue.words[code]
    return {
        "bundle": bundle.hash,
        **plain(bundle.right(code)),
        "url": {lang: sheet(bundle, code, lang)["url"] for lang in words},
        "words": {lang: plain(text) for lang, text in words.items()},
    }


@router.get(
    "/facts",
    summary="Every fact that can be asked, with its type, unit and options",
    openapi_extra=listing("facts", record(key=TEXT, number={"type": "integer"}, type=TEXT)),
)
def list_facts(request: HttpRequest) -> dict[str, Any]:
    bundle = bundles.current()
    return {"bundle": bundle.hash, "facts": [_fact(bundle, f) for f in bundle.catalogue.facts]}


def _fact(bundle: Bundle, fact: Fact) -> dict[str, Any]:
    data = _field(fact)
    if fact.key in STATUS_FACTS:
        data["options"] = _statuses(bundle, data.get("options") or [])
    if fact.record:
        del data["record"]
        parts = ((part, f"{fact.key}[].{part.key}") for part in fact.record)
        data["fields"] = [{**_field(part), "key": path} for part, path in parts]
    return data


def _field(fact: Field_) -> dict[str, Any]:
    data = {**dict.fromkeys(FACT_KEYS), **plain(fact)}
    bounds = {"min": fact.min, "max": fact.max}
    return {**data, "range": None if fact.min is fact.max is None else bounds}


def _statuses(bundle: Bundle, options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The options that are shown, then every other right: its code is accepted as well."""
    shown = {option["code"] for option in options}
    others = [code for code in bundle.catalogue.words if code not in shown]
    names = {code: bundle.catalogue.words[code] for code in others}
    return options + [
        {"code": code, "label": {lang: words.name for lang, words in names[code].items()}}
        for code in others
    ]


@router.get(
    "/notions",
    summary="Legal notions that are derived from facts",
    openapi_extra=listing("notions", record(key=TEXT)),
)
def list_notions(request: HttpRequest) -> dict[str, Any]:
    bundle = bundles.current()
    return {"bundle": bundle.hash, "notions": [plain(item) for item in bundle.catalogue.notions]}


@router.get(
    "/parameters",
    summary="Dated figures, with the value that is confirmed today",
    openapi_extra=listing("parameters", record(key=TEXT), as_of=DAY),
)
def list_parameters(request: HttpRequest) -> dict[str, Any]:
    bundle, day = bundles.current(), today()
    rows = []
    for parameter in bundle.catalogue.parameters:
        now = shown(parameter, day)
        rows.append({**plain(parameter), "confirmed_today": plain(now) if now else None})
    return {"bundle": bundle.hash, "as_of": day.isoformat(), "parameters": rows}


@router.get("/institutions", openapi_extra=listing("institutions"))
def list_institutions(request: HttpRequest) -> dict[str, Any]:
    return _shared("institutions")


@router.get("/documents", openapi_extra=listing("documents"))
def list_documents(request: HttpRequest) -> dict[str, Any]:
    return _shared("documents")


@router.get("/tools", openapi_extra=listing("tools"))
def list_tools(request: HttpRequest) -> dict[str, Any]:
    return _shared("tools")


@router.get("/help-points", openapi_extra=listing("help_points"))
def list_help_points(request: HttpRequest) -> dict[str, Any]:
    return _shared("help_points")


@router.get("/glossary", openapi_extra=listing("glossary"))
def list_glossary(request: HttpRequest) -> dict[str, Any]:
    return _shared("glossary")


def _shared(name: str) -> dict[str, Any]:
    bundle = bundles.current()
    items = getattr(bundle.catalogue, name)
    return {"bundle": bundle.hash, name: [plain(item) for item in items]}


@router.get(
    "/changes",
    summary="When each right was last checked and is to be reviewed, newest first",
    openapi_extra=listing("changes", CHANGE),
)
def list_changes(request: HttpRequest, lang: Lang = "en") -> dict[str, Any]:
    bundle = bundles.current()
    newest = sorted(bundle.catalogue.rights, key=lambda right: right.code)
    newest.sort(key=lambda right: right.checked_on, reverse=True)
    changes = [
        {
            **sheet(bundle, right.code, lang),
            "checked_on": right.checked_on.isoformat(),
            "review_by": right.review_by.isoformat(),
            "confirmed_on": right.confirmed_on and right.confirmed_on.isoformat(),
        }
        for right in newest
    ]
    return {"bundle": bundle.hash, "changes": changes}


@router.get(
    "/search",
    summary="Rights that fit everyday words, best first",
    openapi_extra=listing("results", FOUND),
)
def search(
    request: HttpRequest,
    q: str = Query("", max_length=LONGEST_QUERY),
    lang: Lang = "en",
    limit: int = Query(MOST_FOUND, ge=1, le=MOST_FOUND),
    typing: bool = False,
) -> Any:
    """With `typing`, the last word of `q` may lack its end."""
    bundle = bundles.current()
    fits = suggest if typing else find
    results = [
        {**sheet(bundle, code, lang), "in_short": bundle.words(code, lang).in_short}
        for code in fits(lang, q, limit, bundle)
    ]
    return {"bundle": bundle.hash, "lang": lang, "results": results}
