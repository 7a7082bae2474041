"""The open interface, `/api/v1/`: read everything, evaluate a situation, keep nothing."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import re_path
from ninja import NinjaAPI

from rights.api.evaluate import router as evaluate_router
from rights.api.read import router as read_router
from rights.api.serving import register_refusals, served

DESCRIPTION = """Rights, rules and words of the social wiki, and what they say of a situation.

Reading needs no key. Nothing that is sent is kept. An outcome is a suggestion:
the institution decides. Addresses in answers are relative to this site."""


class Api(NinjaAPI):
    """Ninja's API in which every address, also a wrong one, is served by our own rules."""

    def _get_urls(self) -> list:
        found = [*super()._get_urls(), re_path("", _nothing)]
        for pattern in found:
            pattern.callback = served(pattern.callback)
        return found


def _nothing(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


api = Api(
    title="Social wiki",
    version="1",
    description=DESCRIPTION,
    docs_url="/docs",
    urls_namespace="api",
)
register_refusals(api)
api.add_router("", read_router)
api.add_router("", evaluate_router)
