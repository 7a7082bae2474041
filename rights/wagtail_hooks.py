"""What the CMS shows: the catalogue, and a publish button for editors of a collection."""

from django.contrib.auth.models import Permission
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.collections import collection_member_permission_formset_factory
from wagtail.log_actions import LogFormatter
from wagtail.snippets.action_menu import ActionMenuItem, PublishMenuItem, UnpublishMenuItem
from wagtail.snippets.models import register_snippet

from rights.admin import menu, start  # noqa: F401 - register what readers told, the first page
from rights.admin.permissions import may_publish
from rights.admin.viewsets import Catalogue
from rights.models import Parameter, Right

register_snippet(Catalogue)

RightsOfGroup = collection_member_permission_formset_factory(
    Right,
    [
        ("add_right", "Add", "Add a right to this collection"),
        ("change_right", "Edit", "Edit the rights in this collection"),
        ("publish_right", "Publish", "Publish and take off the rights in this collection"),
        ("delete_right", "Delete", "Delete rights of this collection"),
        ("lock_right", "Lock", "Lock rights of this collection"),
        ("unlock_right", "Unlock", "Unlock rights of this collection"),
    ],
    "rights/admin/permissions.html",
)


@hooks.register("register_group_permission_panel")
def rights_of_group():
    """In the form of a group: what it may do with the rights of which institution."""
    return RightsOfGroup


@hooks.register("register_permissions")
def translate_permissions():
    """In the form of a group: the languages that it may write, and whether it writes rules."""
    words_or_rules = Q(codename__startswith="translate_") | Q(codename="edit_rules")
    return Permission.objects.filter(words_or_rules, content_type__app_label="rights")


@hooks.register("register_permissions")
def searches_permission():
    """In the form of a group: whether it sees what people searched for in vain."""
    return Permission.objects.filter(content_type__app_label="rights", codename="view_emptysearch")


class PublishInCollection(PublishMenuItem):
    """Wagtail's own button asks the model; this one asks the collection of the item."""

    def is_shown(self, context):
        return not context.get("locked_for_user") and _collection_only(context)


class UnpublishInCollection(UnpublishMenuItem):
    def is_shown(self, context):
        live = context["view"] == "edit" and context["instance"].live
        return live and not context.get("locked_for_user") and _collection_only(context)


def _collection_only(context) -> bool:
    user = context["request"].user
    item = context.get("instance") or context["model"]()
    return not user.has_perm("rights.publish_right") and may_publish(user, item)


LAST = 20_000  # the first one is the large button, also where there is nothing to save


class BeingCheckedItem(ActionMenuItem):
    """One press, also when the form has a mistake: it is sent to an address of its own."""

    template_name = "rights/admin/being_checked.html"

    def is_shown(self, context):
        item = context.get("instance")
        live = context["view"] == "edit" and isinstance(item, Right | Parameter) and item.live
        return live and may_publish(context["request"].user, item)

    def get_context_data(self, parent_context):
        item = parent_context["instance"]
        url = reverse("being_checked", args=[item._meta.model_name, item.pk])
        return super().get_context_data(parent_context) | {"url": url, "item": item}


@hooks.register("register_snippet_action_menu_item")
def being_checked_item(model):
    return BeingCheckedItem(order=LAST) if model in (Right, Parameter) else None


@hooks.register("register_log_actions")
def log_actions(actions):
    """In the history: who published in spite of a check, and why."""

    actions.register_action("rights.load", _("Load from files"), _("Loaded from the files"))

    @actions.register_action("rights.being_checked")
    class BeingChecked(LogFormatter):
        label = _("Being checked")

        def format_message(self, entry):
            on = entry.data["on"]
            return _("Marked as being checked") if on else _("No longer marked as being checked")

    @actions.register_action("rights.publish_anyway")
    class PublishAnyway(LogFormatter):
        label = _("Publish in spite of the checks")

        def format_message(self, entry):
            data = entry.data
            return format_html("{} ({})", data["reason"], "; ".join(data["findings"]))


@hooks.register("register_snippet_action_menu_item")
def publish_item(model):
    return PublishInCollection(order=0) if model is Right else None


@hooks.register("register_snippet_action_menu_item")
def unpublish_item(model):
    return UnpublishInCollection(order=5) if model is Right else None
