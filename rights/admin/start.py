"""The first page of the CMS: what waits for this editor, and where the sheets are."""

from __future__ import annotations

from datetime import timedelta

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.permission_policies.collections import CollectionPermissionPolicy

from rights.admin import feedback
from rights.admin.permissions import ANY
from rights.clock import today
from rights.models import Right

SOON = timedelta(days=30)
MOST = 10


class Start(Component):
    """Drafts, sheets to check again soon, how many wait for a confirmation, new messages."""

    order = 50
    template_name = "rights/admin/start.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        mine = CollectionPermissionPolicy(Right).instances_user_has_any_permission_for(
            self.user, ANY
        )
        due = mine.filter(review_by__lte=today() + SOON).order_by("review_by", "code")
        drafts = mine.filter(has_unpublished_changes=True)
        return {
            "drafts": drafts[:MOST],
            "more_drafts": max(drafts.count() - MOST, 0),
            "sheets": mine.count(),
            "list_url": reverse("wagtailsnippets_rights_right:list"),
            "due": due[:MOST],
            "more_due": max(due.count() - MOST, 0),
            "today": today(),
            "unconfirmed": mine.filter(confirmed_on=None).count(),
            "messages": feedback.dashboard_line(self.user),
            "messages_url": reverse("messages_of_readers"),
        }


@hooks.register("construct_homepage_panels")
def start(request, panels):
    """Only for who keeps sheets."""
    if feedback.sheets_of(request.user):
        panels.append(Start(request.user))


@hooks.register("insert_global_admin_css")
def style():
    return format_html('<link rel="stylesheet" href="{}">', static("cms.css"))


@hooks.register("construct_homepage_summary_items", order=1000)
def no_counts_of_pages(request, items):
    """Pages, images and files are not what editors come for."""
    items.clear()
