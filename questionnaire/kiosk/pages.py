"""What every page becomes on a shared computer, whoever made it.

Larger, never stored, search by POST, other sites only as an address to copy or scan, and a
countdown that ends at the device link. Done on the finished page, so that no page is forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from questionnaire import kiosk, state
from rights import bundle as bundles
from rights.templatetags.site import address

LINK = re.compile(r'<a\b([^>]*?) ?href="((?:https?|tel|mailto):[^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
SUGGESTIONS = re.compile(r' data-suggest="[^"]*"|<script src="[^"]*suggest[^"]*" defer></script>')
SIGNER = signing.Signer(salt="kiosk-address")


def on_kiosk(get_response: Callable) -> Callable:
    """Middleware: leaves everything as it is where the browser is not bound to a help point."""

    def serve(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if kiosk.point_of(request) is None or _in_admin(request):
            return response
        if "Clear-Site-Data" in response:
            response["Clear-Site-Data"] = '"cache", "storage"'  # the binding is a cookie: it stays
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
            _change(request, response)
        return response

    return serve


def _in_admin(request: HttpRequest) -> bool:
    return request.path_info.startswith(f"/{settings.ADMIN_PATH}")


def _change(request: HttpRequest, response: HttpResponse) -> None:
    html = response.content.decode(response.charset)
    html = html.replace("<html ", '<html class="kiosk" ', 1)
    html = LINK.sub(lambda link: _without_way_out(link, request.get_host()), html)
    html = SUGGESTIONS.sub("", html.replace('role="search" method="get"',
                                            'role="search" method="post"'))  # fmt: skip
    html = _with_countdown(request, html)
    response.content = html.encode(response.charset)
    response["Cache-Control"] = "no-store, private"
    del response["ETag"]
    if "Content-Length" in response:
        response["Content-Length"] = str(len(response.content))
    _send_answers_again(request, response)


def _without_way_out(link: re.Match[str], host: str) -> str:
    """A link to another site becomes a link to its address, shown here; a number is no link."""
    before, target, after, label = link.groups()
    url = unescape(target)
    if urlsplit(url).netloc == host:
        return link[0]
    if not url.startswith("http"):
        return f"<span{before}{after}>{label}</span>"
    page = reverse("questionnaire:kiosk-address", args=[signed(url)])
    return f'<a{before} href="{page}" data-address="{escape(address(url))}"{after}>{label}</a>'


def signed(url: str) -> str:
    """An address that this site showed: no other can be put on its page."""
    return SIGNER.sign_object(url, compress=True)


def unsigned(text: str) -> str | None:
    try:
        return str(SIGNER.unsign_object(text))
    except signing.BadSignature:
        return None


def _with_countdown(request: HttpRequest, html: str) -> str:
    """Scripts count down on the page; without them the page asks and then ends by itself."""
    if getattr(request, "kiosk_rests", False):  # the first page waits for the next person
        return html
    still = f"{reverse('questionnaire:kiosk-still-there')}?back={request.path}"
    wait, target = kiosk.IDLE_SECONDS - kiosk.WARN_SECONDS, still
    if seconds := getattr(request, "kiosk_ends_in", 0):
        wait, target = seconds, kiosk.home(request)
    refresh = f'<noscript><meta http-equiv="refresh" content="{wait};url={target}"></noscript>'
    html = html.replace("</head>", f"{refresh}\n</head>", 1)
    if 'id="idle-warning"' in html:
        return html
    context = {"end_after": getattr(request, "kiosk_ends_in", 0) or kiosk.IDLE_SECONDS,
               "warn_after": 0 if getattr(request, "kiosk_ends_in", 0) else wait,
               "home": kiosk.home(request), "last": hasattr(request, "kiosk_ends_in"),
               "with_script": "js/answers" not in html}  # fmt: skip
    bar = render_to_string("questionnaire/parts/kiosk_idle.html", context, request)
    return html.replace("</body>", f"{bar}</body>", 1)


def _send_answers_again(request: HttpRequest, response: HttpResponse) -> None:
    """On sheets too: the idle limit starts anew, and Back shows no page from memory."""
    if state.cookie_name() in response.cookies or state.cookie_name() not in request.COOKIES:
        return
    facts = bundles.current().engine.facts
    answers = state.load(request, facts)
    if answers.started:
        state.save(response, answers, facts)
