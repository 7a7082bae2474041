"""The form of an entry, and fields that let an editor choose instead of type."""

from decimal import Decimal

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from rights import models
from rights.admin.permissions import collections_for
from rights.records import lines


class EntryForm(WagtailAdminModelForm):
    """Restricts the collection to those that the editor may use."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "collection" in self.fields and self.for_user is not None:
            allowed = collections_for(self.for_user, type(self.instance))
            self.fields["collection"].queryset = allowed


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


class CodeCheckboxes(forms.CheckboxSelectMultiple):
    """Several codes, stored one per line. What is chosen comes first and keeps its order."""

    def __init__(self, model_name: str):
        super().__init__()
        self.model_name = model_name

    def format_value(self, value):
        return lines(value) if isinstance(value, str) else list(value or [])

    def value_from_datadict(self, data, files, name):
        chosen = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return "\n".join([chosen] if isinstance(chosen, str) else chosen)

    def optgroups(self, name, value, attrs=None):
        known = dict(_named(self.model_name))
        first = {code: known.get(code, f"{code} ?") for code in value}
        self.choices = [*first.items(), *((c, n) for c, n in known.items() if c not in first)]
        return super().optgroups(name, value, attrs)
