"""A sheet as citizens will see it, from the form that an editor has open."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import override

from rights import bundle as bundles
from rights.clock import today
from rights.schema import Right, Words
from rights.views.page import render_page
from rights.views.sheet import Sheet


def preview_sheet(request: HttpRequest, right: Right, words: Words, lang: str) -> HttpResponse:
    """The public page of `right` with these words, over the bundle that is public now."""
    bundle = bundles.current()
    request.bundle, request.as_of = bundle, today()
    context = {
        "right": right,
        "words": words,
        "words_lang": lang,
        "sheet": Sheet(bundle, right, words, lang, request.as_of),
        "alternates": {},
    }
    with override(lang):
        return render_page(request, "rights/sheet.html", context)
