"""What a status opens: the graph of derived rights, as a picture and as a table."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from rights.bundle import Bundle
from rights.page_cache import content_page
from rights.tree_picture import Branch, picture
from rights.views.page import in_each_language, render_page, sheet_link, sort_key, words_in

DEEP = 2  # steps from the status


@content_page
def opens_list(request: HttpRequest) -> HttpResponse:
    """Every right that leads to others, with how many."""
    bundle, lang = request.bundle, get_language()
    links = [
        {
            "name": words_in(bundle, code, lang)[0].name,
            "url": opens_path(bundle, code, lang),
            "count": len(opened_by(bundle, code)),
        }
        for code in openers(bundle)
    ]
    links.sort(key=lambda link: sort_key(link["name"]))
    return render_page(request, "rights/opens_list.html", {"links": links})


@content_page
def opens(request: HttpRequest, slug: str) -> HttpResponse:
    bundle, lang = request.bundle, get_language()
    right = bundle.by_slug(lang, slug)
    if right is None or not opened_by(bundle, right.code):
        raise Http404
    tree = _branch(bundle, right.code, lang)
    context = {
        "sheet": sheet_link(bundle, right.code, lang),
        "picture": picture(tree),
        "steps": _steps(bundle, right.code, lang),
        "alternates": opens_paths(bundle, right.code),
    }
    return render_page(request, "rights/opens.html", context)


def openers(bundle: Bundle) -> list[str]:
    return [right.code for right in bundle.catalogue.rights if opened_by(bundle, right.code)]


def opened_by(bundle: Bundle, code: str) -> list[str]:
    """The published rights that one opens, by its own sheet."""
    return [other for other in bundle.right(code).opens if other in bundle and other != code]


def opens_paths(bundle: Bundle, code: str) -> dict[str, str]:
    return in_each_language("rights:opens", lambda lang: words_in(bundle, code, lang)[0].slug)


def opens_path(bundle: Bundle, code: str, lang: str) -> str:
    return reverse("rights:opens", kwargs={"slug": words_in(bundle, code, lang)[0].slug})


def _branch(bundle: Bundle, root: str, lang: str) -> Branch:
    """The tree of what a right opens: each right once, as near to the root as possible."""
    link = sheet_link(bundle, root, lang)
    tree = Branch(link["name"], link["url"], link["lang"])
    seen, rows = {root}, [(root, tree)]
    for _step in range(DEEP):
        following = []
        for code, branch in rows:
            for other in _by_name(bundle, opened_by(bundle, code), lang):
                if other["code"] not in seen:
                    seen.add(other["code"])
                    child = Branch(other["name"], other["url"], other["lang"])
                    branch.opens.append(child)
                    following.append((other["code"], child))
        rows = following
    return tree


def _steps(bundle: Bundle, root: str, lang: str) -> list[dict]:
    """The same for the table: each right that opens others, and what it opens."""
    codes = [root] + [c for c in opened_by(bundle, root) if opened_by(bundle, c)]
    return [
        {
            "sheet": sheet_link(bundle, code, lang),
            "opens": _by_name(bundle, opened_by(bundle, code), lang),
        }
        for code in codes
    ]


def _by_name(bundle: Bundle, codes: list[str], lang: str) -> list[dict[str, str]]:
    links = [sheet_link(bundle, code, lang) for code in codes]
    return sorted(links, key=lambda link: sort_key(link["name"]))
