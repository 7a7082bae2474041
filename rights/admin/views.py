"""Edit and create: say what keeps an entry from going live, refuse a form that is out of date."""

from django.db import transaction
from wagtail.admin import messages
from wagtail.snippets.views.snippets import CreateView, EditView

from rights import publishing


class PublishChecked:
    """Publishing compiles first: a rule that does not compile is saved, not published."""

    def publish_action(self):
        if problem := publishing.why_not(self.object):
            self.problem = problem
            return None
        with transaction.atomic():
            return super().publish_action()

    def get_success_message(self, *args, **kwargs):
        if problem := getattr(self, "problem", None):
            messages.error(self.request, f"Saved as a draft, not published. {problem}")
            return None
        return super().get_success_message(*args, **kwargs)


class EntryCreateView(PublishChecked, CreateView):
    pass


class EntryEditView(PublishChecked, EditView):
    def is_valid(self, form):
        """A form that was opened before a colleague saved would undo that colleague's work."""
        if self.is_out_of_date and not self.expects_json_response:
            self.produced_error_code = "invalid_revision"
            self.produced_error_message = (
                "Somebody saved this entry after you opened it. Nothing of yours was saved: "
                "copy your changes, open the entry again and put them in."
            )
            return False
        return super().is_valid(form)
