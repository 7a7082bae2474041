"""Addresses of the public pages. The words of a path are in the reader's language.

Include it inside `i18n_patterns(…)`; `root_urlpatterns` go outside of it.
"""

from django.urls import path
from django.utils.translation import pgettext_lazy

from rights.views import (
    about,
    browse,
    easy,
    feedback,
    help,
    home,
    in_two,
    lists,
    offices,
    opens,
    robots,
    search,
    sheet,
)

app_name = "rights"


def _(words: str):
    return pgettext_lazy("path", words)


urlpatterns = [
    path("", home.home, name="home"),
    path(_("rights/"), lists.all_rights, name="list"),
    path(_("rights/<slug:slug>/"), sheet.sheet, name="sheet"),
    path(_("rights/<slug:slug>/short/"), easy.easy, name="easy"),
    path(_("rights/<slug:slug>/feedback/"), feedback.feedback, name="feedback"),
    path(_("rights/<slug:slug>/feedback/thanks/"), feedback.thanks, name="thanks"),
    path(_("rights/<slug:slug>/<str:other>/"), in_two.sheet_in_two, name="sheet_in_two"),
    path(_("themes/<slug:slug>/"), lists.theme, name="theme"),
    path(_("life-events/<slug:slug>/"), lists.life_event, name="life_event"),
    path(_("ways-to-look/"), browse.browse, name="browse"),
    path(_("institutions/<slug:slug>/"), browse.institution, name="institution"),
    path(_("regions/<slug:slug>/"), browse.region, name="region"),
    path(_("for/<slug:slug>/"), browse.audience, name="audience"),
    path(_("what-it-opens/"), opens.opens_list, name="opens_list"),
    path(_("what-it-opens/<slug:slug>/"), opens.opens, name="opens"),
    path(_("search/"), search.search, name="search"),
    path(_("help-today/"), help.urgent, name="urgent"),
    path(_("offices/"), offices.offices, name="offices"),
    path(_("about/"), about.about, name="about"),
    path(_("privacy/"), about.privacy, name="privacy"),
    path(_("accessibility/"), about.accessibility, name="accessibility"),
]

root_urlpatterns = [
    path("", home.root, name="root"),
    path("sitemap.xml", robots.sitemap, name="sitemap"),
    path("robots.txt", robots.robots, name="robots"),
]
