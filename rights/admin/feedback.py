"""What readers told, for the editors of the sheet: messages, counts, and searches in vain."""

from __future__ import annotations

from collections import defaultdict

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.permission_policies.collections import CollectionPermissionPolicy

from rights.admin.permissions import ANY
from rights.clock import today
from rights.models import AskedCount, EmptySearch, Feedback, Right
from rights.models.feedback import OUTCOMES

PER_PAGE = 50
SHOWN_FROM = 10  # a smaller count could point to one person
SEE_SEARCHES = "rights.view_emptysearch"


def sheets_of(user) -> dict[str, str]:
    """Code → name of the rights in this person's collections."""
    policy = CollectionPermissionPolicy(Right)
    mine = policy.instances_user_has_any_permission_for(user, ANY)
    return {right.code: str(right) for right in mine.order_by("code")}


def new_messages(user) -> int:
    return Feedback.objects.filter(right__in=sheets_of(user), handled_on=None).count()


@require_safe
def messages_of_readers(request: HttpRequest) -> HttpResponse:
    """The messages on the sheets of this editor, new ones or those that were handled."""
    sheets = _sheets_or_refuse(request)
    handled = request.GET.get("state") == "handled"
    found = Feedback.objects.filter(right__in=sheets, handled_on__isnull=not handled)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    rows = [{"message": message, "sheet": sheets[message.right]} for message in page]
    context = {
        "page_title": _("Messages of readers"),
        "header_icon": "mail",
        "rows": rows,
        "page": page,
        "handled": handled,
        "counts": _counts(sheets),
        "shown_from": SHOWN_FROM,
    }
    return TemplateResponse(request, "rights/admin/feedback.html", context)


@require_POST
def handle(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a message as handled, or open it again."""
    message = get_object_or_404(Feedback, pk=pk)
    if message.right not in _sheets_or_refuse(request):
        raise PermissionDenied
    done = message.handled_on is None
    message.handled_on = today() if done else None
    message.handled_by = request.user if done else None
    message.save()
    Feedback.forget(today())
    messages.success(request, _("Handled.") if done else _("Open again."))
    return redirect("messages_of_readers")


@require_safe
def searches(request: HttpRequest) -> HttpResponse:
    """Words that people searched for in vain, newest month first."""
    if not request.user.has_perm(SEE_SEARCHES):
        raise PermissionDenied
    page = Paginator(EmptySearch.objects.all(), PER_PAGE).get_page(request.GET.get("p"))
    context = {"page_title": _("Searches in vain"), "header_icon": "search", "page": page}
    return TemplateResponse(request, "rights/admin/searches.html", context)


def dashboard_line(user) -> str:
    """What the first page of the CMS says; empty when there is nothing new."""
    count = new_messages(user)
    if not count:
        return ""
    text = ngettext(
        "%(n)d new message of readers on your sheets",
        "%(n)d new messages of readers on your sheets",
        count,
    )
    return text % {"n": count}


def _sheets_or_refuse(request: HttpRequest) -> dict[str, str]:
    sheets = sheets_of(request.user)
    if not sheets:
        raise PermissionDenied
    return sheets


def _counts(sheets: dict[str, str]) -> list[dict]:
    """One row per sheet and month, newest month first: the five counts, small ones hidden."""
    table: dict[tuple, dict[str, int]] = defaultdict(dict)
    for row in AskedCount.objects.filter(right__in=sheets).order_by("-month", "right"):
        table[row.month, row.right][row.outcome] = row.times
    return [
        {"month": month, "sheet": sheets[code], "cells": [_cell(row.get(o, 0)) for o in OUTCOMES]}
        for (month, code), row in table.items()
    ]


def _cell(times: int) -> str:
    if 0 < times < SHOWN_FROM:
        return f"< {SHOWN_FROM}"
    return str(times)
