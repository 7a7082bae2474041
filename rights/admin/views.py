"""Edit and create: say what keeps an entry from going live, refuse a form that is out of date."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.views.generic.mixins import RevisionsRevertMixin
from wagtail.log_actions import log
from wagtail.snippets.views.snippets import CreateView, EditView, WorkflowActionView

from rights import checks
from rights.admin import doubt, findings
from rights.admin.permissions import may_publish
from rights.models import Parameter, Right


class Checked:
    """Checks first: what a check stops is saved as a draft, or goes live with a reason."""

    found: checks.Findings | None = None
    refused = passed = False

    def publish_action(self):
        if not self.may_go_live():
            return None
        with transaction.atomic():
            return super().publish_action()

    def workflow_action_action(self):
        """The last approval publishes, so it is checked in the same way."""
        if self.workflow_action == "approve" and not self.may_go_live():
            return None
        return super().workflow_action_action()

    def may_go_live(self) -> bool:
        self.found = checks.of(self.object)
        reason = self.form.cleaned_data.get("publish_anyway", "").strip()
        if self.found.broken or (self.found.stops and not reason):
            self.refused = True
            return False
        if self.found.stops:
            data = {"reason": reason, "findings": [str(d.message) for d in self.found.stops]}
            log(self.object, "rights.publish_anyway", user=self.request.user, data=data)
        self.passed = True
        return True

    def get_success_message(self, *args, **kwargs):
        if self.found is None and not self.expects_json_response:
            self.found = checks.of(self.object)
        if self.refused:
            messages.error(self.request, findings.refusal(self.found))
            return None
        message = super().get_success_message(*args, **kwargs)
        if self.found and (said := findings.remarks(self.found, self.passed)):
            messages.warning(self.request, said)
        return message

    def get_success_url(self):
        """After a refusal the editor stays where the mistake is."""
        return self.get_edit_url() if self.refused else super().get_success_url()


class UpToDate:
    """A form that was opened before a colleague saved would undo that colleague's work."""

    def is_valid(self, form):
        if self.is_out_of_date and not self.expects_json_response:
            self.produced_error_code = "invalid_revision"
            self.produced_error_message = _(
                "Somebody saved this entry after you opened it. Nothing of yours was saved: "
                "copy your changes, open the entry again and put them in."
            )
            return False
        return super().is_valid(form)


class EntryCreateView(Checked, CreateView):
    pass


class EntryEditView(Checked, UpToDate, EditView):
    pass


class EntryRevertView(Checked, UpToDate, RevisionsRevertMixin, EditView):
    """An old version as a new draft; also that one is checked before it goes live."""

    view_name = "revisions_revert"


@require_POST
def being_checked(request, model: str, pk: int):
    """One press, no checks: the public site says at once that this is being checked."""
    entry = get_object_or_404({"right": Right, "parameter": Parameter}[model], pk=pk)
    if not may_publish(request.user, entry):
        raise PermissionDenied
    text = doubt.switch(entry, request.user)
    messages.success(request, text)
    return redirect(reverse(entry.snippet_viewset.get_url_name("edit"), args=[pk]))


class CheckedWorkflowActionView(WorkflowActionView):
    """Approval from the first page or a list, without the form: nobody can give a reason here."""

    def post(self, request, *args, **kwargs):
        if self.action_name == "approve":
            found = checks.of(self.object.get_latest_revision_as_object())
            if found.broken or found.stops:
                messages.error(request, findings.refusal(found))
                return redirect(self.redirect_url)
        return super().post(request, *args, **kwargs)
