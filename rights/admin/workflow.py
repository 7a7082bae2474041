"""The end of a workflow. Its approval was checked in the view, and is the permission."""


def publish_approved(workflow_state, user=None) -> None:
    """Publish what was approved: the task says who approves, not the permission to publish."""
    revision = workflow_state.content_object.get_latest_revision()
    revision.publish(user=user, skip_permission_checks=True)
