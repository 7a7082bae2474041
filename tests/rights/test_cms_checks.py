"""What an editor hears before an entry goes live, and who decides in spite of it."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    ModelLogEntry,
    Workflow,
    WorkflowContentType,
    WorkflowTask,
)

from rights.models import Right
from tests.rights.editors import address, as_, messages, open_form, published, save

pytestmark = pytest.mark.django_db
LONG = "U kunt " + "heel erg veel en nog meer " * 8 + "doen."


@pytest.fixture
def right(cms):
    return Right.objects.order_by("code").first()


def with_words(client, right, lang="nl", sentence=LONG) -> dict:
    data = open_form(client, right)
    return data | {f"in_short_{lang}": f"{data[f'in_short_{lang}']} {sentence}"}


MISTAKES = {
    "a sentence that is too long": ("nl", LONG, "Nederlands: a sentence has"),
    "a number in one language only": ("de", "Das sind 17 Tage.", "17"),
    "an amount as text": ("fr", "C’est 12 euros.", "an amount as text"),
    "a phrase of offices": ("nl", "Vraag het indien nodig.", "write “als”"),
}


@pytest.mark.once
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_keeps_a_sheet_from_being_published(chief, right, mistake):
    lang, sentence, said = MISTAKES[mistake]
    before = published().hash
    response = save(chief, right, with_words(chief, right, lang, sentence), publish=True)
    assert "Saved as a draft, not published" in messages(response)
    assert said in messages(response)
    assert published().hash == before
    assert response.redirect_chain[-1][0] == address(right)


def test_a_draft_is_saved_and_says_what_will_keep_it_from_being_published(chief, right):
    response = save(chief, right, with_words(chief, right))
    assert "This keeps it from being published" in messages(response)
    right.refresh_from_db()
    assert LONG in right.get_latest_revision_as_object().in_short_nl


def test_a_person_publishes_in_spite_of_a_check_and_the_history_keeps_why(chief, right):
    data = with_words(chief, right) | {"publish_anyway": "The name of the law is that long."}
    save(chief, right, data, publish=True)
    assert LONG in published().words(right.code, "nl").in_short
    entry = ModelLogEntry.objects.get(action="rights.publish_anyway")
    assert (entry.user.username, entry.data["reason"]) == ("chief", data["publish_anyway"])
    page = chief.get(address(right, "history")).content.decode()
    assert "The name of the law is that long." in page


def test_an_old_version_comes_back_and_is_checked_too(chief, right):
    loaded = right.latest_revision
    save(chief, right, with_words(chief, right))
    long = Right.objects.get(pk=right.pk).latest_revision
    save(chief, right, open_form(chief, right) | {"in_short_nl": "Dit is kort."}, publish=True)
    response = revert(chief, right, long)
    assert "Saved as a draft, not published" in messages(response)
    assert "Dit is kort." in published().words(right.code, "nl").in_short
    revert(chief, right, loaded)
    assert published().words(right.code, "nl").in_short == right.in_short_nl


def revert(client, right, revision):
    """Opens the old version from the history and publishes it."""
    name = right.snippet_viewset.get_url_name("revisions_revert")
    url = reverse(name, args=[right.pk, revision.pk])
    assert url in client.get(address(right, "history")).content.decode()
    data = {k: v for k, v in open_form(client, right, url).items() if k != "publish_anyway"}
    return client.post(url, data | {"action-publish": "action-publish"}, follow=True)


def test_a_part_that_one_language_lacks_stops_it(chief, right):
    response = save(chief, right, open_form(chief, right) | {"when_de": ""}, publish=True)
    assert "Deutsch, when: is empty" in messages(response)


def test_a_condition_without_a_source_stops_it(chief, right):
    response = save(chief, right, open_form(chief, right) | {"criteria-0-source": ""}, publish=True)
    assert "has no source" in messages(response)


def test_a_case_that_fails_stops_it_and_names_it(chief, right):
    data = open_form(chief, right)
    data["cases"] = data["cases"].replace("outcome: unlikely", "outcome: likely", 1)
    response = save(chief, right, data, publish=True)
    assert "Cases:" in messages(response) and "outcome is unlikely, not likely" in messages(
        response
    )


def test_a_test_that_cannot_be_read_is_not_published_even_with_a_reason(chief, right):
    data = open_form(chief, right) | {"publish_anyway": "I know better."}
    place = next(k for k in data if k.startswith("criteria-") and k.endswith("-test") and data[k])
    response = save(chief, right, data | {place: "age => 18"}, publish=True)
    assert "not published" in messages(response)
    assert not ModelLogEntry.objects.filter(action="rights.publish_anyway").exists()


def test_another_limit_names_the_examples_whose_outcome_changes(chief, right):
    data = open_form(chief, right)
    place = next(k for k in data if k.startswith("criteria-") and k.endswith("-test") and data[k])
    response = save(chief, right, data | {place: f"not ({data[place]})"})
    assert "Examples whose outcome changes" in messages(response)
    assert "likely → " in messages(response)


# ── a translator, and a check by a second person ─────────────────────────────


def group(name: str, *permissions: str) -> Group:
    made = Group.objects.create(name=name)
    made.permissions.set(Permission.objects.filter(codename__in=("access_admin", *permissions)))
    return made


@pytest.fixture
def translator(people, client):
    """Ann, who writes only German for her institution."""
    mine = Group.objects.get(name="Editors of A")
    mine.permissions.set(group("German", "translate_de").permissions.all())
    return as_(client, "ann")


def test_a_translator_has_the_words_of_one_language_and_nothing_else(translator, people):
    data = open_form(translator, people["A"])
    words = {key for key in data if key.endswith("_de")}
    assert "name_de" in words and "criteria-0-sentence_de" in words
    others = {"review_by", "cases", "code", "criteria-0-test", "documents-0-need", "name_nl"}
    assert not others & set(data)


def test_a_translator_cannot_take_a_condition_away_or_add_one(translator, people):
    before = people["A"].to_schema()
    data = open_form(translator, people["A"]) | {"name_de": "Neuer Name"}
    total = data["criteria-TOTAL_FORMS"]
    data |= {"criteria-0-DELETE": "on", "criteria-TOTAL_FORMS": str(int(total) + 1)}
    response = save(translator, people["A"], data)
    assert response.redirect_chain, response.context["form"].errors
    draft = Right.objects.get(pk=people["A"].pk).get_latest_revision_as_object()
    assert draft.to_schema() == before
    assert draft.name_de == "Neuer Name"


def test_the_sentences_of_the_other_languages_stay(translator, people):
    """Rows are saved whole: a language that is not in the form must not come back empty."""
    before = people["A"].to_words("fr")
    data = open_form(translator, people["A"]) | {"criteria-0-sentence_de": "Neuer Satz."}
    save(translator, people["A"], data)
    draft = Right.objects.get(pk=people["A"].pk).get_latest_revision_as_object()
    assert draft.to_words("fr") == before
    assert draft.criteria.first().sentence_de == "Neuer Satz."


@pytest.fixture
def workflow(people):
    """Sheets are read by Cas before they are published."""
    User.objects.get(username="cas").groups.add(group("Readers"))
    task = GroupApprovalTask.objects.create(name="Second reader")
    task.groups.add(Group.objects.get(name="Readers"))
    flow = Workflow.objects.create(name="Two people")
    WorkflowTask.objects.create(workflow=flow, task=task, sort_order=0)
    type_ = ContentType.objects.get_for_model(Right)
    WorkflowContentType.objects.create(workflow=flow, content_type=type_)
    return flow


def submitted(client, right, **changes):
    data = open_form(as_(client, "ann"), right) | changes | {"action-submit": "1"}
    save(client, right, data)
    return Right.objects.get(pk=right.pk).current_workflow_task_state


def test_what_a_second_person_approves_is_published(workflow, people, client):
    state = submitted(client, people["A"], name_nl="Nieuwe naam")
    as_(client, "cas").post(address_of(people["A"], state, "approve"))
    assert published().words(people["A"].code, "nl").name == "Nieuwe naam"


def test_what_a_check_stops_cannot_be_approved_from_the_list(workflow, people, client):
    state = submitted(client, people["A"], in_short_nl=LONG)
    response = as_(client, "cas").post(address_of(people["A"], state, "approve"), follow=True)
    assert "not published" in messages(response)
    assert LONG not in published().words(people["A"].code, "nl").in_short


def address_of(right, state, action) -> str:
    name = right.snippet_viewset.get_url_name("workflow_action")
    return reverse(name, args=[right.pk, action, state.pk])
