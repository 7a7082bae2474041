"""Who may edit what: permission on the collection of the item, checked on the item itself.

Wagtail checks snippets per model. Here every view with an item in its address
asks the item's own collection: an editor of one institution gets a 403 on the
sheets of another, also for history, preview, lock and unpublish.
"""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from wagtail.permission_policies.collections import CollectionPermissionPolicy

EDIT_RULES = "rights.edit_rules"  # what is the same in all languages
ANY = ("add", "change", "publish", "delete", "lock", "unlock")


class OnInstance:
    """A permission policy that answers every question for one item."""

    def __init__(self, policy, instance):
        self.policy, self.instance = policy, instance

    def __getattr__(self, name):
        return getattr(self.policy, name)

    def user_has_permission(self, user, action):
        return self.policy.user_has_permission_for_instance(user, action, self.instance)

    def user_has_any_permission(self, user, actions):
        return self.policy.user_has_any_permission_for_instance(user, actions, self.instance)


class InstanceCheckedMixin:
    """Put before a view of one item: refuses whoever has no right on its collection."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if "pk" not in kwargs:
            return
        policy = CollectionPermissionPolicy(self.model)
        instance = get_object_or_404(self.model, pk=kwargs["pk"])
        self.permission_policy = OnInstance(policy, instance)

    def dispatch(self, request, *args, **kwargs):
        policy = self.permission_policy
        if isinstance(policy, OnInstance) and not _may_enter(request.user, policy):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def _may_enter(user, policy: OnInstance) -> bool:
    """Its own editors, and the second reader for as long as it waits for that person."""
    task = policy.instance.current_workflow_task
    reads = task is not None and task.user_can_access_editor(policy.instance, user)
    return reads or policy.user_has_any_permission(user, ANY)


def may_publish(user, item) -> bool:
    """Whether this person may publish this item. A new item has no collection yet."""
    if not hasattr(item, "collection_id"):
        return user.has_perm(f"rights.publish_{item._meta.model_name}")
    policy = CollectionPermissionPolicy(type(item))
    if item.pk is None:
        return policy.user_has_permission(user, "publish")
    return policy.user_has_permission_for_instance(user, "publish", item)


def collections_for(user, model):
    """The collections where this person may add or change items of `model`."""
    return CollectionPermissionPolicy(model).collections_user_has_any_permission_for(
        user, ["add", "change"]
    )
