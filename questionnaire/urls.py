from django.urls import path
from django.utils.translation import gettext_lazy as _

from questionnaire.views import (
    asking,
    compare,
    hand_over,
    helper,
    kiosk,
    on_paper,
    out,
    papers,
    results,
    steps,
)

app_name = "questionnaire"

urlpatterns = [
    path(_("questions/"), steps.start, name="start"),
    path(_("questions/check/"), steps.check, name="check"),
    path(_("questions/results/"), results.results, name="results"),
    path(_("questions/later/"), results.later, name="later"),
    path(_("questions/compare/"), compare.compare, name="compare"),
    path(_("questions/papers/"), papers.papers, name="papers"),
    path(_("questions/papers/for-me/"), papers.paper_for_me, name="paper-for-me"),
    path(_("questions/papers/for-offices/"), papers.paper_for_office, name="paper-for-office"),
    path(_("questions/papers/calendar/"), papers.days, name="calendar"),
    path(_("questions/letter/<slug:code>/"), asking.write, name="letter"),
    path(_("questions/card/<slug:code>/"), asking.card, name="card"),
    path(_("questions/hand-over/"), hand_over.give, name="hand-over"),
    path(_("questions/pick-up/"), hand_over.pick_up, name="pick-up"),
    path(_("questions/helping/"), helper.helper, name="helper"),
    path(_("questions/helping/file/"), helper.for_my_file, name="helper-file"),
    path(_("questions/helping/next/"), helper.next_person, name="helper-next"),
    path(_("questions/on-paper/"), on_paper.topics, name="on-paper"),
    path(_("questions/on-paper/<slug:code>/"), on_paper.topic, name="on-paper-topic"),
    path(_("questions/on-paper/<slug:code>/pdf/"), on_paper.topic_pdf, name="on-paper-pdf"),
    path("kiosk/start/<str:signed>/", kiosk.begin, name="kiosk"),
    path("kiosk/still-there/", kiosk.still_there, name="kiosk-still-there"),
    path("kiosk/address/<str:signed>/", kiosk.address, name="kiosk-address"),
    path(_("questions/erase/"), out.erase, name="erase"),
    path(_("questions/erased/"), out.erased, name="erased"),
    path(_("questions/leave/"), out.leave, name="leave"),
    path(_("questions/<int:number>/"), steps.question, name="question"),
]
