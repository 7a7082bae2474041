"""Every type of entry in the menu of the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies.collections import CollectionPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from rights import models
from rights.admin.panels import entry_tabs, right_tabs
from rights.admin.permissions import ANY, InstanceCheckedMixin
from rights.admin.views import (
    CheckedWorkflowActionView,
    EntryCreateView,
    EntryEditView,
    EntryRevertView,
)


class EntryViewSet(SnippetViewSet):
    add_view_class = EntryCreateView
    edit_view_class = EntryEditView
    revisions_revert_view_class = EntryRevertView
    workflow_action_view_class = CheckedWorkflowActionView
    list_display = ["__str__"]
    ordering = ["position"]
    copy_view_enabled = False

    def register_chooser_viewset(self):
        """None: no form picks an entry with it, and it lists the sheets of all institutions."""

    def get_edit_handler(self):
        return entry_tabs(self.model).bind_to_model(self.model)


class RightViewSet(EntryViewSet):
    """Permissions per collection: each institution keeps its own sheets."""

    model = models.Right
    icon = "clipboard-list"
    list_display = ["__str__", "level", "authority", "review_by"]
    list_filter = ["level", "authority", "collection"]
    search_fields = ["code", "name_nl", "name_fr", "name_de", "name_en"]
    ordering = ["code"]

    @property
    def permission_policy(self):
        return CollectionPermissionPolicy(self.model)

    def construct_view(self, view_class, **kwargs):
        checked = type(view_class.__name__, (InstanceCheckedMixin, view_class), {})
        return super().construct_view(checked, **kwargs)

    def get_queryset(self, request):
        return self.permission_policy.instances_user_has_any_permission_for(request.user, ANY)

    def get_edit_handler(self):
        return right_tabs().bind_to_model(self.model)


def simple(entry: type, icon: str, *search: str) -> type[EntryViewSet]:
    """A viewset whose permissions are those of the model."""
    fields = {"model": entry, "icon": icon, "search_fields": list(search)}
    return type(f"{entry.__name__}ViewSet", (EntryViewSet,), fields)


class Catalogue(SnippetViewSetGroup):
    menu_label = _("Catalogue")
    menu_icon = "list-ul"
    menu_order = 100
    items = [
        RightViewSet,
        simple(models.Parameter, "calendar-check", "key", "label_nl", "label_fr"),
        simple(models.Institution, "group", "code", "name_nl", "name_fr"),
        simple(models.Document, "doc-full", "code", "name_nl", "name_fr"),
        simple(models.OnlineTool, "link", "code", "name_nl", "name_fr"),
        simple(models.HelpPoint, "site", "code", "name_nl", "postcode"),
        simple(models.UrgentNeed, "warning", "code", "name_nl", "name_fr"),
        simple(models.Question, "help", "key", "question_nl", "question_fr"),
        simple(models.Notion, "code", "key", "label_nl"),
        simple(models.Theme, "tag", "code", "name_nl", "name_fr"),
        simple(models.LifeEvent, "date", "code", "name_nl", "name_fr"),
        simple(models.GlossaryTerm, "openquote", "code", "term_nl", "term_fr"),
    ]
