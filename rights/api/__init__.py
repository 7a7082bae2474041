"""The open interface, `/api/v1/`: read everything, evaluate a situation, keep nothing."""

from __future__ import annotations

from django.conf import settings
from ninja import NinjaAPI
from ninja.throttling import AnonRateThrottle

from rights.api.evaluate import router as evaluate_router
from rights.api.read import router as read_router

DESCRIPTION = """Rights, rules and words of the social wiki, and what they say of a situation.

Reading needs no key. Nothing that is sent is kept. An outcome is a suggestion:
the institution decides."""


def _throttles() -> list[AnonRateThrottle]:
    return [AnonRateThrottle(f"{settings.API_RATE}/m")] if settings.API_RATE else []


api = NinjaAPI(
    title="Social wiki",
    version="1",
    description=DESCRIPTION,
    docs_url="/docs",
    urls_namespace="api",
    throttle=_throttles(),
)
api.add_router("", read_router)
api.add_router("", evaluate_router)
