from django.urls import path
from django.utils.translation import gettext_lazy as _

from questionnaire import views

app_name = "questionnaire"

urlpatterns = [
    path(_("questions/"), views.start, name="start"),
    path(_("questions/check/"), views.check, name="check"),
    path(_("questions/results/"), views.results, name="results"),
    path(_("questions/erase/"), views.erase, name="erase"),
    path(_("questions/erased/"), views.erased, name="erased"),
    path(_("questions/leave/"), views.leave, name="leave"),
    path(_("questions/<int:number>/"), views.question, name="question"),
]
