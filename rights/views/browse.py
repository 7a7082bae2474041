"""Other ways to look: by institution, by region, by audience."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from rights.bundle import Bundle
from rights.page_cache import content_page
from rights.schema import Institution, Right
from rights.text import in_language
from rights.views.lists import life_event_links, theme_links
from rights.views.page import in_each_language, render_page, sheet_links, sort_key

REGIONS: dict[str, Promise] = {
    "brussels": lazy("Brussels"),
    "flanders": lazy("Flanders"),
    "wallonia": lazy("Wallonia"),
    "ostbelgien": lazy("German-speaking Community"),
}
# Ostbelgien is part of Wallonia; the communities count in Brussels.
ALSO = {"brussels": ("flanders", "wallonia"), "ostbelgien": ("wallonia",)}
AUDIENCES: dict[str, Promise] = {
    "families": lazy("Families"),
    "people-with-low-income": lazy("People with a low income"),
    "older-people": lazy("Older people"),
    "people-with-a-disability": lazy("People with a disability"),
    "young-people": lazy("Young people"),
    "workers": lazy("Workers"),
    "self-employed": lazy("Self-employed people"),
    "newcomers": lazy("Newcomers"),
}
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue"})


@dataclass(frozen=True)
class Group:
    """Something that rights have in common, with a page of its own."""

    code: str
    kind: str  # institution, region or audience
    name: Callable[[str], str]

    def slug(self, lang: str) -> str:
        name = self.name(lang)
        return slugify(name.translate(UMLAUTS) if lang == "de" else name) or self.code

    def link(self, lang: str) -> dict[str, str]:
        url = reverse(f"rights:{self.kind}", kwargs={"slug": self.slug(lang)})
        return {"code": self.code, "name": self.name(lang), "url": url}


@content_page
def browse(request: HttpRequest) -> HttpResponse:
    bundle, lang = request.bundle, get_language()
    context = {
        "themes": theme_links(bundle, lang),
        "life_events": life_event_links(bundle, lang),
        **{f"{kind}s": _links(find(bundle), lang) for kind, find in KINDS.items()},
    }
    return render_page(request, "rights/browse.html", context)


@content_page
def institution(request: HttpRequest, slug: str) -> HttpResponse:
    """What it decides on, and what people ask for there."""
    group = _found(request, "institution", slug)
    rights = request.bundle.catalogue.rights
    decides = [right for right in rights if right.authority == group.code]
    asked = [r for r in rights if group.code in r.applied_for_at and r not in decides]
    sections = [(_("It decides on these rights"), decides), (_("You ask for these there"), asked)]
    more = {"institution": request.bundle.institution(group.code)}
    return _page(request, group, sections, more)


@content_page
def region(request: HttpRequest, slug: str) -> HttpResponse:
    """The rights of one region, then those of the whole country."""
    group = _found(request, "region", slug)
    here = [r for r in request.bundle.catalogue.rights if r.level == group.code]
    lang = get_language()
    also = [_region(code).link(lang) for code in ALSO.get(group.code, ())]
    sections = [(_("Only here"), here), *_everywhere(request.bundle)]
    return _page(request, group, sections, {"also": also})


@content_page
def audience(request: HttpRequest, slug: str) -> HttpResponse:
    group = _found(request, "audience", slug)
    rights = [r for r in request.bundle.catalogue.rights if group.code in r.audiences]
    return _page(request, group, [(_("These rights"), rights)])


def groups(bundle: Bundle) -> list[Group]:
    """Everything that has a page here, for the sitemap."""
    return [group for find in KINDS.values() for group in find(bundle)]


def paths(group: Group) -> dict[str, str]:
    """The address of its page in the four languages."""
    return in_each_language(f"rights:{group.kind}", group.slug)


def _everywhere(bundle: Bundle) -> list[tuple[str, list[Right]]]:
    levels = (("regions", _("In each region")), ("federal", _("Everywhere in Belgium")),
              ("local", _("In your municipality")))  # fmt: skip
    rights = bundle.catalogue.rights
    return [(heading, [r for r in rights if r.level == level]) for level, heading in levels]


def _page(request: HttpRequest, group: Group, sections: list, more: dict | None = None):
    bundle, lang = request.bundle, get_language()
    context = {
        "group": group.link(lang),
        "sections": [(heading, sheet_links(bundle, found, lang)) for heading, found in sections
                     if found],
        "alternates": paths(group),
    }  # fmt: skip
    return render_page(request, "rights/browse_group.html", context | (more or {}))


def _found(request: HttpRequest, kind: str, slug: str) -> Group:
    for group in KINDS[kind](request.bundle):
        if slug in (group.slug(get_language()), group.code):
            return group
    raise Http404


def _links(found: list[Group], lang: str) -> list[dict[str, str]]:
    return sorted((group.link(lang) for group in found), key=lambda link: sort_key(link["name"]))


def _institutions(bundle: Bundle) -> list[Group]:
    """Those that decide on a right, or where people ask for one."""
    used = {code for r in bundle.catalogue.rights for code in (r.authority, *r.applied_for_at)}
    found = [item for item in bundle.catalogue.institutions if item.code in used]
    return [Group(item.code, "institution", _name_of(item, found)) for item in found]


def _name_of(item: Institution, others: list[Institution]) -> Callable[[str], str]:
    """Its name; with its code where another institution has the same name."""

    def name(lang: str) -> str:
        mine = in_language(item.name, lang)
        same = [other for other in others if in_language(other.name, lang) == mine]
        return mine if len(same) == 1 else f"{mine} ({item.code})"

    return name


def _regions(bundle: Bundle) -> list[Group]:
    return [_region(code) for code in REGIONS]


def _region(code: str) -> Group:
    return Group(code, "region", _in(REGIONS[code]))


def _audiences(bundle: Bundle) -> list[Group]:
    used = {code for right in bundle.catalogue.rights for code in right.audiences}
    return [Group(code, "audience", _in(n)) for code, n in AUDIENCES.items() if code in used]


def _in(words: Promise) -> Callable[[str], str]:
    def name(lang: str) -> str:
        with override(lang):
            return str(words)

    return name


KINDS: dict[str, Callable[[Bundle], list[Group]]] = {
    "region": _regions,
    "audience": _audiences,
    "institution": _institutions,
}
