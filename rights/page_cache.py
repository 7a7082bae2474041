"""Ready pages, kept in the memory of the process.

A public page depends only on the bundle, its address and the Brussels date, so
it is made once per process and bundle. A new bundle or a new day empties the store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from rights import bundle as bundles
from rights.clock import today

# A sheet taken off must be gone everywhere within 5 seconds: 2 s until a process looks, 3 s here.
CACHE_CONTROL = "public, max-age=3, stale-if-error=86400"
MOST = 4000  # pages in memory; about 20 kB each

_state: tuple = ()
_pages: dict[str, tuple[bytes, str, str]] = {}


def content_page(view: Callable) -> Callable:
    """Serve a page from memory when it was made before, with an ETag and conditional GET.

    The view gets the request with `request.bundle` and `request.as_of` set. Only answers
    with status 200 are kept. Query strings do not matter.
    """

    @require_safe
    @wraps(view)
    def serve(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        request.bundle, request.as_of = bundles.current(), today()
        _empty_when_changed(request)
        key = request.build_absolute_uri(request.path)
        page = _pages.get(key)
        if page is None:
            response = view(request, *args, **kwargs)
            if response.status_code != 200:
                return response
            page = _keep(key, response)
        return _answer(request, *page)

    return serve


def _keep(key: str, response: HttpResponse) -> tuple[bytes, str, str]:
    if len(_pages) >= MOST:
        _pages.clear()
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:20]}"'
    _pages[key] = (response.content, response["Content-Type"], etag)
    return _pages[key]


def _empty_when_changed(request: HttpRequest) -> None:
    global _state
    state = (request.bundle.hash, request.as_of)
    if state != _state:
        _pages.clear()
        _state = state


def _answer(request: HttpRequest, content: bytes, content_type: str, etag: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["ETag"] = etag
    response["Cache-Control"] = CACHE_CONTROL
    return get_conditional_response(request, etag=etag, response=response)
