"""Delete messages of readers that were handled long ago."""

from django.core.management.base import BaseCommand

from rights.clock import today
from rights.models import Feedback
from rights.models.feedback import KEPT_MONTHS


class Command(BaseCommand):
    help = (
        f"Deletes messages of readers {KEPT_MONTHS} months after they were handled. For a daily "
        "job of whoever runs the site; it also happens at each start and each time that an "
        "editor handles a message."
    )

    def handle(self, **options):
        count = Feedback.forget(today())
        return f"Deleted: {count}." if options["verbosity"] else None
