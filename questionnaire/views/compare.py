"""Two situations side by side, only for a person who asks for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from questionnaire import compare as comparing
from questionnaire import flow, state, summary
from questionnaire.inputs import InputError
from questionnaire.state import Answers
from questionnaire.views.shared import page, second_language, see_other, with_answers
from rights.bundle import Bundle
from rights.clock import today


@with_answers
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, bundle: Bundle, answers: Answers) -> HttpResponse:
    """The table. POST chooses the day of the second situation, or takes changes back."""
    error = ""
    if request.method == "POST":
        try:
            answers = _changed(bundle, answers, request.POST)
            target = see_other(reverse("questionnaire:compare"))
            return state.save(target, answers, bundle.engine.facts)
        except InputError as wrong:
            error = str(wrong)
    lang = get_language()
    rows = comparing.rows(bundle, answers, lang, second_language(answers))
    context = {
        "differing": [row for row in rows if row.differs],
        "same": [row for row in rows if not row.differs],
        "changes": comparing.changes(bundle, answers, lang),
        "topics": summary.rows(bundle, answers, lang),
        "day": comparing.copy_day(answers),
        "as_of": today(),
        "last": today() + timedelta(days=comparing.DAYS_AHEAD),
        "error": error,
        "control": {"name": "day"},  # where the summary of errors leads
        "typed": request.POST.get("day", ""),
    }
    return page(request, bundle, answers, "questionnaire/compare.html", context)


def _changed(bundle: Bundle, answers: Answers, posted) -> Answers:
    """The answers after one press. Raises InputError for a day that cannot be."""
    action = posted.get("action", "")
    if action == "day":
        return replace(answers, copy_on=comparing.read_day(posted.get("day", "")))
    if action == "today":
        return replace(answers, copy_on="")
    if action == "clear":
        return replace(answers, copy={}, copy_on="")
    number = action.removeprefix("back-")
    fact = flow.asked_fact(bundle, int(number)) if number.isascii() and number.isdigit() else None
    kept = {key: value for key, value in answers.copy.items() if not fact or key != fact.key}
    return replace(answers, copy=kept)
