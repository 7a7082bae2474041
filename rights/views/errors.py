"""Pages for what went wrong. They never depend on the database, the last one on nothing."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import get_language_from_path, get_language_from_request, override

from rights.views.page import render_page

CODES = dict(settings.LANGUAGES)


def _language(request: HttpRequest) -> str:
    """The language of the address, else of the browser."""
    return get_language_from_path(request.path_info) or get_language_from_request(request)


def _page(request: HttpRequest, kind: str, status: int) -> HttpResponse:
    with override(_language(request)):
        response = render_page(
            request, f"errors/{kind}.html", {"is_error_page": True}, status=status
        )
    response["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "400", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "403", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """An old form, or a browser without cookies."""
    return _page(request, "csrf", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "404", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Works when nothing else does: no bundle, no database, no translations."""
    lang = request.path_info.strip("/").split("/")[0]
    context = {"lang": lang if lang in CODES else "nl", "css": _stylesheet()}
    response = HttpResponse(render_to_string("errors/500.html", context), status=500)
    response["Cache-Control"] = "no-store"
    return response


def _stylesheet() -> str:
    try:
        return static("site.css")
    except ValueError:  # the manifest is not there
        return ""
