"""Where editors find what readers told: in the menu of the CMS."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from rights.admin import feedback, views


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("messages/", feedback.messages_of_readers, name="messages_of_readers"),
        path("messages/<int:pk>/", feedback.handle, name="handle_message"),
        path("doubt/<slug:model>/<int:pk>/", views.being_checked, name="being_checked"),
        path("searches/", feedback.searches, name="searches_in_vain"),
    ]


class MessagesItem(MenuItem):
    def is_shown(self, request):
        return bool(feedback.sheets_of(request.user))


class SearchesItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(feedback.SEE_SEARCHES)


@hooks.register("register_admin_menu_item")
def messages_item():
    url = reverse("messages_of_readers")
    return MessagesItem(_("Messages of readers"), url, icon_name="mail", order=200)


@hooks.register("register_admin_menu_item")
def searches_item():
    return SearchesItem(
        _("Searches in vain"), reverse("searches_in_vain"), icon_name="search", order=210
    )
