"""The short layer of a sheet with pictures: in short, the four answers, the steps.

It is not labelled "easy to read": that name belongs to texts which a group of readers
has tested.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language

from rights.page_cache import content_page
from rights.views.page import in_each_language, render_page, sheet_paths, words_in
from rights.views.sheet import Sheet


@content_page
def easy(request: HttpRequest, slug: str) -> HttpResponse:
    """One sentence a line; a short address beside that of the sheet."""
    bundle, lang = request.bundle, get_language()
    right = bundle.by_slug(lang, slug)
    if right is None:  # the sheet knows the slugs of the other languages, or says 404
        return redirect(reverse("rights:sheet", kwargs={"slug": slug}))
    words, words_lang = words_in(bundle, right.code, lang)
    context = {
        "right": right,
        "words": words,
        "words_lang": words_lang,
        "sheet": Sheet(bundle, right, words, words_lang, request.as_of),
        "sheet_path": sheet_paths(bundle, right.code)[lang],
        "alternates": in_each_language(
            "rights:easy", lambda code: words_in(bundle, right.code, code)[0].slug
        ),
    }
    return render_page(request, "rights/easy.html", context)
