"""Which bundle is public. One row."""

from django.db import models


class CurrentBundle(models.Model):
    """Written in the transaction that publishes; every worker follows it within 2 seconds."""

    hash = models.CharField(max_length=64)
    published_at = models.DateTimeField(auto_now=True)
    loaded = models.CharField(
        max_length=64, blank=True, help_text="Hash of the files that load_catalogue read last."
    )
    problems = models.JSONField(default=dict, help_text="Right code → why it stays as it was.")

    def __str__(self) -> str:
        return self.hash
