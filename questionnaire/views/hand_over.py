"""Giving answers to another screen by a QR code, and taking them there."""

from __future__ import annotations

from dataclasses import replace

import segno
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from questionnaire import hand_over, state
from questionnaire.guard import private
from questionnaire.hand_over import Refused
from questionnaire.state import Answers
from questionnaire.views.shared import fitting, load, page, see_other, with_answers
from rights.bundle import Bundle

LARGEST = 20  # version of the QR code; a larger one is not read well from paper
EASTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


@with_answers
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, bundle: Bundle, answers: Answers) -> HttpResponse:
    """What a QR code does, first; made only when the person asks for it."""
    context = {"days": hand_over.DAYS}
    if request.method == "POST":
        days = request.POST.get("days", "")
        chosen = int(days) if days in map(str, hand_over.DAYS) else hand_over.DAYS[0]
        text, digits = hand_over.seal(answers.alone(), bundle.engine.facts, chosen)
        address = request.build_absolute_uri(reverse("questionnaire:pick-up"))
        context |= {
            "text": text,
            "digits": f"{digits[:3]} {digits[3:]}",
            "picture": picture(f"{address}#{text}"),
            "chosen": chosen,
        }
    return page(request, bundle, answers, "questionnaire/hand_over.html", context)


def picture(content: str) -> str:
    """The QR code as SVG without styles, or nothing when it would be too large to read."""
    code = segno.make(content, error="l", micro=False, boost_error=False)
    if code.version > LARGEST:
        return ""
    drawing = code.svg_inline(light="#fff", dark="#000", omitsize=True, svgclass="qr", border=4)
    return mark_safe(drawing)  # noqa: S308 - drawn by segno from base64 and our own address


@private
@require_http_methods(["GET", "HEAD", "POST"])
def pick_up(request: HttpRequest) -> HttpResponse:
    """Takes the text after `#` by POST (a small script sends it along), with the six digits."""
    bundle, answers = load(request)
    text = request.POST.get("text", "").rpartition("#")[2].strip()
    if request.method != "POST":
        return page(request, bundle, answers, "questionnaire/pick_up.html", {})
    digits = "".join(request.POST.get("digits", "").translate(EASTERN).split())
    try:
        found = hand_over.unseal(text, digits, bundle.engine.facts)
    except Refused as refused:
        context = {"error": REASONS[refused.why](), "why": refused.why, "text": text}
        return page(request, bundle, answers, "questionnaire/pick_up.html", context)
    target = see_other(reverse("questionnaire:results"))
    taken_in = replace(
        fitting(bundle, found), beside=answers.beside, helper=answers.helper, idle=answers.idle
    )
    return state.save(target, taken_in, bundle.engine.facts)


REASONS = {
    "unreadable": lambda: _(
        "This text cannot be read here. Scan the code again, or copy all of it."
    ),
    "ended": lambda: _(
        "This code is no longer valid. Make a new one, or answer the questions again."
    ),
    "tries": lambda: _("Too many tries. This code cannot be used any more."),
    "code": lambda: _("These six digits are not right. Look again at the first screen."),
}
