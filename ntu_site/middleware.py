"""Two small rules that depend on the address: the editors' part and the public part."""

from __future__ import annotations

from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

OPEN_TO_ALL = ("wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_javascript_catalog")


def in_admin(request: HttpRequest) -> bool:
    return request.path_info.startswith(f"/{settings.ADMIN_PATH}")


class ContentSecurityPolicy(CSPMiddleware):
    """The strict policy for every page, and the looser one that Wagtail's admin needs."""

    def get_policy_parts(self, request, response, report_only=False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if in_admin(request) and not report_only:
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts


def second_factor(get_response: Callable) -> Callable:
    """An editor without a verified second factor sees nothing of the admin but the login."""

    def check(request: HttpRequest) -> HttpResponse:
        if settings.EDITOR_SECOND_FACTOR and in_admin(request) and _unverified(request):
            return redirect(reverse("wagtailadmin_logout"))
        return get_response(request)

    return check


def _unverified(request: HttpRequest) -> bool:
    allowed = {reverse(name) for name in OPEN_TO_ALL}
    user = request.user
    return request.path_info not in allowed and user.is_authenticated and not user.is_verified()
