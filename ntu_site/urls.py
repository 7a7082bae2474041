"""Every address of the site. Public pages carry their language: `/nl/…`, `/fr/…`."""

from importlib import import_module

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from rights.urls import root_urlpatterns


def when_complete(prefix: str, module: str, name: str | None = None) -> list:
    """That part's addresses, or none while the rules engine below it cannot be imported yet."""
    try:
        found = import_module(module)
    except ImportError:
        return []
    return [path(prefix, getattr(found, name).urls if name else include(found))]


urlpatterns = [
    *root_urlpatterns,
    *when_complete("api/v1/", "rights.api", "api"),
    path("documents/", include(document_urls)),
    path(settings.ADMIN_PATH, include(admin_urls)),
    *i18n_patterns(
        path("", include("rights.urls")),
        *when_complete("", "questionnaire.urls"),
    ),
]

handler400 = "rights.views.errors.bad_request"
handler403 = "rights.views.errors.forbidden"
handler404 = "rights.views.errors.not_found"
handler500 = "rights.views.errors.server_error"
