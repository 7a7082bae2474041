"""The form of an entry, and fields that let an editor choose instead of type."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from eligibility.schema import LANGUAGES
from rights import models
from rights.admin.permissions import EDIT_RULES, collections_for, may_publish
from rights.records import lines


class EntryForm(WagtailAdminModelForm):
    """Restricts the collection to those that the editor may use, and rows to who writes rules."""

    publish_anyway = forms.CharField(
        label=_("Publish in spite of the checks: why?"),
        help_text=_("Only when a check is wrong. The history keeps your name and this reason."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        required=False,
    )

    def __init__(self, data=None, *args, **kwargs):
        user = kwargs.get("for_user")
        if data is not None and user is not None and not user.has_perm(EDIT_RULES):
            data = _same_rows(data)
        super().__init__(data, *args, **kwargs)
        if user is not None:
            self._only_what_they_may_write(user)
        if user is not None and not may_publish(user, self.instance):
            self.fields.pop("publish_anyway", None)
        if "collection" in self.fields and self.for_user is not None:
            allowed = collections_for(self.for_user, type(self.instance))
            self.fields["collection"].queryset = allowed

    def _only_what_they_may_write(self, user) -> None:
        """A field of a row that is not shown would come back empty and erase what is there."""
        for formset in self.formsets.values():
            for form in formset.forms:
                for name in set(form.fields) - {"id", "ORDER", "DELETE"}:
                    if not user.has_perm(_permission(name)):
                        del form.fields[name]


def _permission(name: str) -> str:
    """What a person needs to write this field: `sentence_de` → rights.translate_de."""
    lang = name.rpartition("_")[2]
    return f"rights.translate_{lang}" if lang in LANGUAGES else EDIT_RULES


def _same_rows(data):
    """What was sent, without rows that were added or taken away: a translator has only words."""
    data = data.copy()
    for key in list(data):
        if key.endswith("-DELETE"):
            del data[key]
        elif key.endswith("-TOTAL_FORMS"):
            data[key] = data[key.replace("-TOTAL_", "-INITIAL_")]
    return data


def _named(model_name: str) -> list[tuple[str, str]]:
    model = getattr(models, model_name)
    return [(entry.identifier, str(entry)) for entry in model.objects.order_by("position")]


class PlainNumber(forms.NumberInput):
    """893.65, not 893.650000: an amount as an editor typed it."""

    def format_value(self, value):
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class CodeSelect(forms.Select):
    """One code out of the entries of a model. Keeps a code that is not among them."""

    def __init__(self, model_name: str):
        super().__init__()
        self.model_name = model_name

    def optgroups(self, name, value, attrs=None):
        known = _named(self.model_name)
        extra = [(v, f"{v} ?") for v in value if v and v not in dict(known)]
        self.choices = [("", "—"), *known, *extra]
        return super().optgroups(name, value, attrs)


class LineCheckboxes(forms.CheckboxSelectMultiple):
    """Several codes, stored one per line. What is chosen comes first and keeps its order."""

    def __init__(self, known: list[tuple[str, str]]):
        super().__init__()
        self.known = known

    def format_value(self, value):
        return lines(value) if isinstance(value, str) else list(value or [])

    def value_from_datadict(self, data, files, name):
        chosen = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return "\n".join([chosen] if isinstance(chosen, str) else chosen)

    def optgroups(self, name, value, attrs=None):
        known = dict(self.known)
        first = {code: known.get(code, f"{code} ?") for code in value}
        self.choices = [*first.items(), *((c, n) for c, n in known.items() if c not in first)]
        return super().optgroups(name, value, attrs)


class CodeCheckboxes(LineCheckboxes):
    """The entries of a model, as they are now."""

    def __init__(self, model_name: str):
        super().__init__([])
        self.model_name = model_name

    def optgroups(self, name, value, attrs=None):
        self.known = _named(self.model_name)
        return super().optgroups(name, value, attrs)
