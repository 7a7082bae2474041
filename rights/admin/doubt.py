"""“Being checked”: one press takes the certainty off a sheet or an amount, without any gate.

A sheet says that it is being checked and is never better than `possible`. An amount is
no longer confirmed: the site shows the last confirmed value with its date, and a limit
that depends on it counts as not certain.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from rights import publishing
from rights.clock import today
from rights.models import Parameter, Right


@transaction.atomic
def switch(entry: Right | Parameter, user) -> str:
    """Switch it for this entry; gives a sentence that says what the public site says now."""
    return _sheet(entry, user) if isinstance(entry, Right) else _amount(entry, user)


def _sheet(right: Right, user) -> str:
    right.being_checked = not right.being_checked
    Right.objects.filter(pk=right.pk).update(being_checked=right.being_checked)
    log(right, "rights.being_checked", user=user, data={"on": right.being_checked})
    publishing.publish()
    if right.being_checked:
        return _("The public sheet says now that it is being checked.")
    return _("The public sheet no longer says that it is being checked.")


def _amount(parameter: Parameter, user) -> str:
    started = [v for v in parameter.values.all() if v.start <= today()]
    if not started:
        return _("No value of this amount holds today.")
    newest = max(started, key=lambda value: value.start)
    if newest.confidence == "derived":
        return _("This amount is not shown as confirmed. To confirm it, change it and publish.")
    newest.confidence = "derived"
    parameter.values.add(newest)
    log(parameter, "rights.being_checked", user=user, data={"on": True})
    parameter.save_revision(user=user).publish(user=user, skip_permission_checks=True)
    return _("The value from %(day)s is no longer shown.") % {"day": newest.start}
