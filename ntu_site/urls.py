"""Every address of the site. Public pages carry their language: `/nl/…`, `/fr/…`."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from rights.api import api
from rights.urls import root_urlpatterns

urlpatterns = [
    *root_urlpatterns,
    path("api/v1/", api.urls),
    path("documents/", include(document_urls)),
    path(settings.ADMIN_PATH, include(admin_urls)),
    *i18n_patterns(
        path("", include("rights.urls")),
        path("", include("questionnaire.urls")),
    ),
]

if settings.STYLEGUIDE:
    from questionnaire.views.styleguide import styleguide

    urlpatterns += [
        path("styleguide/", styleguide, name="styleguide"),
        path("styleguide/<slug:theme>/", styleguide, name="styleguide"),
    ]

handler400 = "rights.views.errors.bad_request"
handler403 = "rights.views.errors.forbidden"
handler404 = "rights.views.errors.not_found"
handler500 = "rights.views.errors.server_error"
