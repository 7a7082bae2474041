"""What readers tell about a sheet. Nothing about the reader is kept, and no address."""

from __future__ import annotations

from django.db import DatabaseError, InterfaceError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from rights import bundle as bundles
from rights.bundle import Bundle
from rights.clock import today
from rights.masking import masked
from rights.models import AskedCount, Feedback
from rights.models.feedback import LONGEST, OUTCOMES
from rights.page_cache import content_page
from rights.same_site import from_this_site
from rights.schema import Right
from rights.views.page import in_each_language, render_page, words_in

TRAP = "website"  # a field that people do not see; whoever fills it in is a machine
MOST_A_DAY = 100  # messages on one sheet, so that a machine cannot fill the database


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, slug: str) -> HttpResponse:
    """Report a mistake, or tell what happened: two forms on one page, each sent by POST."""
    bundle, lang = bundles.current(), get_language()
    right = found(bundle, lang, slug)
    if request.method != "POST" or not from_this_site(request):
        return _page(request, bundle, right)
    if request.POST.get(TRAP):
        return _thank(slug)
    keep = _keep_outcome if request.POST.get("about") == "outcome" else _keep_message
    try:
        errors = keep(request, right, lang)
    except (DatabaseError, InterfaceError):
        error = _("We cannot keep your message now. Try again later.")
        return _page(request, bundle, right, {"problem": error}, status=503)
    return _page(request, bundle, right, errors, status=422) if errors else _thank(slug)


@content_page
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """What one can do now, for every outcome: which one was told stands in no address."""
    bundle = request.bundle
    right = found(bundle, get_language(), slug)
    context = _context(bundle, right, "rights:thanks")
    return render_page(request, "rights/feedback/thanks.html", context)


def found(bundle: Bundle, lang: str, slug: str) -> Right:
    right = bundle.by_slug(lang, slug)
    if right is None:
        raise Http404
    return right


def _keep_message(request: HttpRequest, right: Right, lang: str) -> dict[str, str]:
    """Keep the masked text; or say what is wrong, by name of the field."""
    text = request.POST.get("text", "").replace("\r\n", "\n").strip()
    if not text:
        return {"text": _("Write what is wrong.")}
    if len(text) > LONGEST:
        return {"text": _too_long(len(text) - LONGEST)}
    day = today()
    if Feedback.objects.filter(right=right.code, received_on=day).count() >= MOST_A_DAY:
        return {"problem": _("This sheet got very many messages today. Try again tomorrow.")}
    Feedback.objects.create(right=right.code, lang=lang, text=masked(text), received_on=day)
    return {}


def _too_long(over: int) -> str:
    return ngettext(
        "Your text is %(n)d character too long. Make it shorter.",
        "Your text is %(n)d characters too long. Make it shorter.",
        over,
    ) % {"n": over}


def _keep_outcome(request: HttpRequest, right: Right, lang: str) -> dict[str, str]:
    outcome = request.POST.get("outcome", "")
    if outcome not in OUTCOMES:
        return {"outcome": _("Choose what happened.")}
    AskedCount.add_one(right.code, outcome, today())
    return {}


def _thank(slug: str) -> HttpResponse:
    response = redirect(reverse("rights:thanks", kwargs={"slug": slug}))
    response.status_code = 303
    return response


def _page(
    request: HttpRequest,
    bundle: Bundle,
    right: Right,
    errors: dict[str, str] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    outcomes = [
        {"code": code, "label": label, "checked": request.POST.get("outcome") == code}
        for code, label in _outcomes()
    ]
    context = _context(bundle, right, "rights:feedback") | {
        "errors": errors or {},
        "text": request.POST.get("text", ""),
        "outcomes": outcomes,
        "longest": LONGEST,
    }
    return render_page(request, "rights/feedback/forms.html", context, status=status)


def _context(bundle: Bundle, right: Right, name: str) -> dict:
    words, words_lang = words_in(bundle, right.code, get_language())
    return {
        "bundle": bundle,
        "right": right,
        "words": words,
        "words_lang": words_lang,
        "alternates": in_each_language(
            name, lambda lang: words_in(bundle, right.code, lang)[0].slug
        ),
    }


def _outcomes() -> list[tuple[str, str]]:
    labels = (
        _("I asked and I got it, or I am waiting"),
        _("I asked and it was refused"),
        _("I asked and got no answer"),
        _("I did not dare to ask"),
        _("Asking was too difficult"),
    )
    return list(zip(OUTCOMES, labels, strict=True))
