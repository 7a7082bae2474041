"""What the CMS shows: the catalogue, and a publish button for editors of a collection."""

from wagtail import hooks
from wagtail.snippets.action_menu import PublishMenuItem, UnpublishMenuItem
from wagtail.snippets.models import register_snippet

from rights.admin.permissions import may_publish
from rights.admin.viewsets import Catalogue
from rights.models import Right

register_snippet(Catalogue)


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


@hooks.register("register_snippet_action_menu_item")
def publish_item(model):
    return PublishInCollection(order=0) if model is Right else None


@hooks.register("register_snippet_action_menu_item")
def unpublish_item(model):
    return UnpublishInCollection(order=5) if model is Right else None
