"""What readers tell about a sheet: kept without anything about them, seen by its owner."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Collection, GroupCollectionPermission

from eligibility.schema import LANGUAGES
from rights import bundle as bundles
from rights.clock import today
from rights.masking import PHONE
from rights.models import AskedCount, Feedback, Right
from rights.models.feedback import LONGEST
from rights.views import feedback as views

pytestmark = pytest.mark.django_db


@pytest.fixture
def right():
    return bundles.current().catalogue.rights[0]


def address(right, lang="nl", name="feedback") -> str:
    with override(lang):
        slug = bundles.current().words(right.code, lang).slug
        return reverse(f"rights:{name}", kwargs={"slug": slug})


def report(client, right, text, lang="nl", **more):
    return client.post(address(right, lang), {"about": "mistake", "text": text, **more})


def tell(client, right, outcome):
    return client.post(address(right), {"about": "outcome", "outcome": outcome})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sheet_leads_to_the_two_forms(client, right, lang):
    sheet = client.get(address(right, lang, "sheet")).content.decode()
    assert f"{address(right, lang)}#mistake" in sheet
    page = client.get(address(right, lang))
    html = page.content.decode()
    assert 'id="mistake"' in html and 'id="outcome"' in html
    assert 'content="noindex"' in html and not page.cookies


def test_a_message_is_kept_masked_with_its_day_and_language_only(client, right):
    answer = report(client, right, "Bel mij: 0470 12 34 56.\r\nHet bedrag klopt niet.", "fr")
    assert (answer.status_code, answer["Location"]) == (303, address(right, "fr", "thanks"))
    (row,) = Feedback.objects.values()
    assert row.pop("id") and row == {
        "right": right.code, "lang": "fr", "text": f"Bel mij: {PHONE}.\nHet bedrag klopt niet.",
        "received_on": today(), "handled_on": None, "handled_by_id": None,
    }  # fmt: skip


def test_nothing_of_the_browser_is_kept(client, right):
    client.get("/nl/")
    report(client, right, "iets", HTTP_USER_AGENT="canary-7311")
    client.post(address(right), {"about": "outcome", "outcome": "refused"},
                HTTP_USER_AGENT="canary-7311", REMOTE_ADDR="81.82.83.84")  # fmt: skip
    rows = [repr(r) for m in apps.get_models() for r in m._base_manager.values_list()]
    assert not [row for row in rows if "canary-7311" in row or "81.82." in row]


@pytest.mark.parametrize("text", ["", "   ", "é" * (LONGEST + 1)])
def test_a_wrong_message_is_said_and_stays_in_the_form(client, right, text):
    answer = report(client, right, text)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#text"' in html and 'aria-invalid="true"' in html
    assert text.strip() in html
    assert not Feedback.objects.exists()


def test_a_machine_that_fills_in_the_hidden_field_is_thanked_and_forgotten(client, right):
    answer = report(client, right, "buy", **{views.TRAP: "https://spam.example"})
    assert answer.status_code == 303
    assert not Feedback.objects.exists()


def test_a_form_from_another_site_keeps_nothing(client, right):
    answer = client.post(address(right), {"about": "mistake", "text": "x"},
                         headers={"Origin": "https://elsewhere.example"})  # fmt: skip
    assert answer.status_code == 200
    assert not Feedback.objects.exists()


def test_one_sheet_takes_a_limited_number_of_messages_a_day(client, right):
    one = {"right": right.code, "lang": "nl", "text": "x", "received_on": today()}
    Feedback.objects.bulk_create(Feedback(**one) for _ in range(views.MOST_A_DAY))
    answer = report(client, right, "nog een")
    assert answer.status_code == 422
    assert "nog een" in answer.content.decode()


def test_what_happened_is_only_counted_per_month(client, right):
    for outcome in ("refused", "refused", "no_answer"):
        assert tell(client, right, outcome).status_code == 303
    assert tell(client, right, "nonsense").status_code == 422
    rows = AskedCount.objects.values_list("right", "month", "outcome", "times")
    month = today().replace(day=1)
    assert list(rows) == [(right.code, month, "no_answer", 1), (right.code, month, "refused", 2)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_thanks_say_what_one_can_do_and_not_what_was_told(client, right, lang):
    html = client.get(address(right, lang, "thanks")).content.decode()
    assert f"{address(right, lang, 'sheet')}#disagree" in html
    assert not any(word in address(right, lang, "thanks") for word in ("refused", "outcome", "?"))


# ── the owner's side ─────────────────────────────────────────────────────────


@pytest.fixture
def editors(cms):
    """Ann edits the first right, Bob the second; a message on each."""
    rights = list(Right.objects.order_by("code")[:2])
    for name, right in zip(("ann", "bob"), rights, strict=True):
        collection = Collection.get_first_root_node().add_child(name=name)
        group = Group.objects.create(name=name)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        GroupCollectionPermission.objects.create(
            group=group, collection=collection,
            permission=Permission.objects.get(codename="change_right"),
        )  # fmt: skip
        Right.objects.filter(pk=right.pk).update(collection=collection)
        User.objects.create_user(name).groups.add(group)
        Feedback.objects.create(
            right=right.code, lang="nl", text=f"bericht voor {name}", received_on=today()
        )
        AskedCount.add_one(right.code, "refused", today())
    return rights


def as_(client, name):
    client.force_login(User.objects.get(username=name))
    return client


def listed(client, **query) -> str:
    return client.get(reverse("messages_of_readers"), query).content.decode()


def test_an_editor_sees_the_messages_on_her_own_sheets_only(editors, client):
    page = listed(as_(client, "ann"))
    assert "bericht voor ann" in page
    assert "bericht voor bob" not in page
    assert editors[1].code not in page


def test_an_editor_cannot_handle_the_message_of_another(editors, client):
    theirs = Feedback.objects.get(right=editors[1].code)
    answer = as_(client, "ann").post(reverse("handle_message", args=[theirs.pk]))
    theirs.refresh_from_db()
    assert answer.status_code in (302, 403) and theirs.handled_on is None
    if answer.status_code == 302:  # Wagtail sends people without permission home
        assert answer["Location"] == reverse("wagtailadmin_home")


def test_a_handled_message_leaves_the_list_and_can_be_opened_again(editors, client):
    as_(client, "ann")
    mine = Feedback.objects.get(right=editors[0].code)
    client.post(reverse("handle_message", args=[mine.pk]))
    assert "bericht voor ann" not in listed(client)
    assert "bericht voor ann" in listed(client, state="handled")
    client.post(reverse("handle_message", args=[mine.pk]))
    assert "bericht voor ann" in listed(client)


def test_a_message_is_deleted_a_year_after_it_was_handled():
    now, kept = today(), {"right": "x", "lang": "nl", "text": "…", "received_on": date(2020, 1, 1)}
    for handled in (None, now - timedelta(days=360), now - timedelta(days=370)):
        Feedback.objects.create(handled_on=handled, **kept)
    output = StringIO()
    call_command("forget_messages", stdout=output)
    assert output.getvalue().strip() == "Deleted: 1."
    left = [row.handled_on for row in Feedback.objects.order_by("pk")]
    assert left == [None, now - timedelta(days=360)]


def test_the_first_page_of_the_cms_says_how_many_are_new(editors, client):
    line = "1 nieuw bericht van lezers over uw fiches"
    home = as_(client, "bob").get(reverse("wagtailadmin_home")).content.decode()
    assert line in home
    Feedback.objects.update(handled_on=today())
    assert line not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_count_under_ten_is_hidden(editors, client):
    assert "&lt; 10" in listed(as_(client, "ann"))
    AskedCount.objects.filter(right=editors[0].code).update(times=12)
    assert ">12<" in listed(client)


def test_somebody_without_sheets_sees_no_list(editors, client):
    person = User.objects.create_user("cas")
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    answer = as_(client, "cas").get(reverse("messages_of_readers"))
    assert answer.status_code in (302, 403)
    assert reverse("messages_of_readers") not in client.get("/admin/").content.decode()
