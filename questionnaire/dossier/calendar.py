"""Time limits as a calendar file. Whoever looks at the calendar learns nothing from it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from questionnaire.dossier.reminders import Reminder

DAYS_BEFORE = 7


def calendar(reminders: Iterable[Reminder]) -> bytes:
    """An iCalendar file (RFC 5545): one whole day per reminder, told by its number only."""
    made = Calendar()
    made.add("prodid", "-//Social wiki//calendar//EN")
    made.add("version", "2.0")
    for reminder in reminders:
        made.add_component(_event(reminder))
    return made.to_ical()


def _event(reminder: Reminder) -> Event:
    title = _("Reminder %(number)s") % {"number": reminder.number}
    event = Event()
    event.add("uid", uuid4().hex)
    event.add("dtstamp", datetime.now(UTC))
    event.add("dtstart", reminder.in_calendar)
    event.add("dtend", reminder.in_calendar + timedelta(days=1))
    event.add("summary", title)
    event.add("description", _("Look at number %(n)s on your own paper.") % {"n": reminder.number})
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(days=-DAYS_BEFORE))
    event.add_component(alarm)
    return event
