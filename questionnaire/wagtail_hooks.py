"""In the CMS: the link that binds a public computer to its help point."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import override
from wagtail import hooks
from wagtail.admin.widgets import Button

from eligibility.schema import LANGUAGES
from questionnaire import kiosk
from rights.models import HelpPoint

MAY = "rights.change_helppoint"


@hooks.register("register_admin_urls")
def kiosk_urls():
    return [path("kiosk-link/<int:pk>/", kiosk_link, name="kiosk_link")]


@hooks.register("register_snippet_listing_buttons")
def kiosk_button(snippet, user, next_url=None):
    if isinstance(snippet, HelpPoint) and user.has_perm(MAY):
        yield Button("Link for a public computer", reverse("kiosk_link", args=[snippet.pk]),
                     priority=50)  # fmt: skip


def kiosk_link(request: HttpRequest, pk: int) -> HttpResponse:
    """The device link of one help point in four languages. It says nothing of a person."""
    if not request.user.has_perm(MAY):
        raise PermissionDenied
    point = get_object_or_404(HelpPoint, pk=pk)
    signed, links = kiosk.token(point.code), {}
    for lang in LANGUAGES:
        with override(lang):
            links[lang] = request.build_absolute_uri(reverse("questionnaire:kiosk", args=[signed]))
    context = {"point": point, "links": links}
    return render(request, "questionnaire/admin/kiosk_link.html", context)
