"""Forms without a token: a page that sets no cookie has none to give.

Instead a POST must come from a page of this site. Browsers say so in `Origin`
or `Sec-Fetch-Site`.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest


def from_this_site(request: HttpRequest) -> bool:
    """Whether a form was sent by one of our own pages."""
    origin = request.headers.get("Origin")
    if origin and origin != "null":
        return urlsplit(origin).netloc == request.get_host()
    return request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")
