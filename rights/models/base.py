"""What every entry of the catalogue has in the CMS: draft, revision, lock, workflow, preview."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from modelcluster.models import ClusterableModel
from pydantic import BaseModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from rights import records

PREVIEWS = [("nl", "Nederlands"), ("fr", "Français"), ("de", "Deutsch"), ("en", "English")]


class Entry(
    PreviewableMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, ClusterableModel
):
    """An entry of the catalogue. `schema` is its type in the files and in the bundle."""

    schema: type[BaseModel]
    name_of_code = "code"  # `key` for facts, notions and parameters

    position = models.PositiveIntegerField(null=True, blank=True, editable=False)
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )
    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )

    class Meta:
        abstract = True
        ordering = ["position"]

    @property
    def revisions(self):
        return self._revisions

    def __str__(self) -> str:
        for column in ("name_nl", "term_nl", "label_nl", "question_nl"):
            if words := getattr(self, column, None):
                return f"{words} ({self.identifier})"
        return self.identifier

    @property
    def identifier(self) -> str:
        return getattr(self, self.name_of_code)

    def to_schema(self) -> BaseModel:
        """This entry as a record; ValidationError of pydantic when something is missing."""
        return records.read(self, self.schema)

    def fill(self, record: BaseModel) -> None:
        """Take over all values of a record, rows included. Does not save."""
        records.fill(self, record)

    def save(self, *args, **kwargs) -> None:
        if self.position is None:
            last = type(self).objects.aggregate(last=models.Max("position"))["last"]
            self.position = 0 if last is None else last + 1
        super().save(*args, **kwargs)

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return PREVIEWS

    def get_preview_template(self, request, mode_name: str) -> str:
        return "rights/admin/preview.html"

    def get_preview_context(self, request, mode_name: str) -> dict:
        """The texts of this entry in one language, under their names."""
        words = {
            field.verbose_name: getattr(self, field.name)
            for field in self._meta.concrete_fields
            if field.name.endswith(f"_{mode_name}") and getattr(self, field.name)
        }
        return {"entry": self, "lang": mode_name, "words": words}
