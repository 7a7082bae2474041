"""A calculator, form or account on a site of an institution."""

from rights import schema
from rights.models.base import Entry
from rights.models.fields import LinesField, code_field, line, link, prose


class OnlineTool(Entry):
    schema = schema.OnlineTool

    code = code_field(unique=True)
    name = line()
    url = link(verbose_name="address")
    what = prose(verbose_name="what it does")
    needs = LinesField(help_text="One per line: eid, itsme, code, email, account.")
    languages = LinesField(help_text="One per line: nl, fr, de, en.")
    institution = code_field(blank=True, help_text="Code of the institution.")
    source = link()
