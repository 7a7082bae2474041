"""What all answers of the API share: open to all origins, cheap to ask again, errors as JSON.

An answer to a GET depends on the bundle, the day and the address only: together they
are its ETag, and whoever has it already gets a 304. What was typed in a search, and
what was sent to `evaluate`, is kept nowhere.
"""

from __future__ import annotations

import hashlib
import ipaddress
import logging
import time
import traceback
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from rights import bundle as bundles
from rights.clock import today

log = logging.getLogger(__name__)

SHAPE = "2"  # raise when an answer changes shape: it is part of every ETag
NOT_CACHED = ("search", "evaluate")
NOT_DATA = ("docs", "openapi.json")
View = Callable[..., HttpResponse]


def errors(status: int, *pairs: tuple[str, str]) -> HttpResponse:
    """A refusal: `pairs` are place and reason."""
    found = [{"place": place, "reason": reason} for place, reason in pairs]
    return JsonResponse({"errors": found}, status=status)


def served(view: View) -> View:
    """The view with everything that this module promises around it."""

    @wraps(view)
    def serve(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seconds = seconds_to_wait(request)
        if seconds:
            response = errors(429, ("client", f"Too many requests. Try again in {seconds} s."))
            response["Retry-After"] = str(seconds)
            return _open_to_all(response)
        try:
            return _answer(view, request, *args, **kwargs)
        except Http404:
            response = errors(404, ("address", "There is nothing here. See /api/v1/docs."))
        except bundles.NoBundle:
            response = errors(503, ("site", "Nothing is published yet."))
        return _open_to_all(response)

    serve.csrf_exempt = True  # type: ignore[attr-defined]
    return serve


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    last = request.path.rsplit("/", 1)[-1]
    reads = request.method in ("GET", "HEAD")
    tag = _tag(request) if reads and last not in (*NOT_CACHED, *NOT_DATA) else None
    asked = request.headers.get("If-None-Match", "*")
    known = get_conditional_response(request, tag) if tag and asked != "*" else None
    response = known or _run(view, request, *args, **kwargs)
    if response.status_code == 405:
        response = _wrong_method(request, response)
    if tag and response.status_code in (200, 304):
        response["ETag"], response["Cache-Control"] = tag, "public, no-cache"
    elif last not in NOT_DATA:
        response["Cache-Control"] = "no-store"
    return response if last == "evaluate" else _open_to_all(response)


def _run(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """HEAD is a GET of which the server leaves out the body."""
    method = request.method
    request.method = "GET" if method == "HEAD" else method
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = method


def _tag(request: HttpRequest) -> str:
    content = f"{SHAPE} {bundles.current().hash} {today()} {request.get_full_path()}"
    return f'"{hashlib.sha256(content.encode()).hexdigest()[:20]}"'


def _wrong_method(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """405 as JSON; a browser that asks whether it may read gets a yes."""
    allowed = response["Allow"]
    if "GET" in allowed:
        allowed = "GET, HEAD, OPTIONS"
    if request.method == "OPTIONS" and "GET" in allowed:
        answer = HttpResponse(status=204)
        answer["Access-Control-Allow-Methods"] = allowed
        answer["Access-Control-Allow-Headers"] = "If-None-Match"
    else:
        answer = errors(405, ("method", f"Use {allowed}."))
    answer["Allow"] = allowed
    return answer


def _open_to_all(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Retry-After"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


# ── how often ────────────────────────────────────────────────────────────────


def seconds_to_wait(request: HttpRequest) -> int:
    """0, or how long a client has to wait that asked more than API_RATE times this minute.

    The count is per worker process, in memory, and gone after a minute.
    """
    if not settings.API_RATE:
        return 0
    now = int(time.time())
    key = f"api-{now // 60}-{client(request)}"
    cache.add(key, 0, timeout=60)
    try:
        asked = cache.incr(key)
    except ValueError:  # the cache was emptied meanwhile
        return 0
    return 60 - now % 60 if asked > settings.API_RATE else 0


def client(request: HttpRequest) -> str:
    """The address that asks; of IPv6 the network, because one client has all of it."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:  # behind our own proxy, which adds the last address
        address = request.headers.get("X-Forwarded-For", address).split(",")[-1].strip()
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network(f"{read}/64", strict=False) if read.version == 6 else read)


# ── refusals ─────────────────────────────────────────────────────────────────


def register_refusals(api: NinjaAPI) -> None:
    """Let every refusal of the library have our form: {"errors": [{place, reason}]}."""

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return errors(422, *((str(one["loc"][-1]), one["msg"]) for one in error.errors))

    @api.exception_handler(HttpError)
    def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
        return errors(error.status_code, (request.path.rsplit("/", 1)[-1][:60], str(error)))

    @api.exception_handler(Exception)
    def failed(request: HttpRequest, error: Exception) -> HttpResponse:
        """The log gets the place in the code and no message: that could hold an answer."""
        where = "".join(traceback.format_tb(error.__traceback__))
        log.error("%s in the API\n%s", type(error).__name__, where)
        return errors(500, ("site", "This went wrong on our side."))
