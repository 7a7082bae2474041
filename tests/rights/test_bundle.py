"""The bundle: old or new, never half; and it serves without a database."""

import os
import shutil
import signal
import weakref
from datetime import date

import pytest
from django.db import DatabaseError

from eligibility.schema import Criterion as CriterionLogic
from rights import bundle, publishing, store
from rights.models import Criterion, CurrentBundle, Notion, Parameter, Right


def test_current_works_from_files_when_nothing_was_published(db, bundles, settings, files):
    settings.CATALOGUE_DIR = files
    found = bundle.current()
    right = found.catalogue.rights[0]
    assert found.words(right.code, "fr").name
    assert found.by_slug("fr", found.words(right.code, "fr").slug) is right
    assert found.by_slug("fr", "nothing-like-this") is None


def test_a_right_that_lacks_a_language_is_left_out_of_a_bundle_from_files(
    db, bundles, settings, files, catalogue
):
    settings.CATALOGUE_DIR = files
    code = catalogue.rights[0].code
    (files / "rights" / code / "de.yaml").unlink()
    assert code not in bundle.current()
    assert catalogue.rights[1].code in bundle.current()


def test_the_bundle_holds_what_the_files_hold(cms, some):
    found = bundle.open_bundle(cms).catalogue
    assert found.words == some.words
    assert [r.code for r in found.rights] == [r.code for r in some.rights]
    assert found.parameters == some.parameters


def test_publishing_twice_gives_the_same_bundle(cms):
    assert publishing.publish() == cms


@pytest.mark.django_db(transaction=True)
def test_every_process_follows_the_row(cms, monkeypatch):
    assert bundle.current().hash == cms
    Right.objects.filter(code=bundle.current().catalogue.rights[0].code).update(live=False)
    new = publishing.publish()
    assert new != cms
    assert bundle.current().hash == new


def test_an_old_bundle_is_freed_as_soon_as_a_new_one_is_open(cms, some):
    """Bundles are taken out of the search for garbage, so nothing else may free them."""
    before = weakref.ref(bundle.current())
    before().engine.evaluate({"staying": None}, date(2026, 11, 23))
    new = bundle.write(some.model_copy(update={"rights": some.rights[1:]}))
    CurrentBundle.objects.update(hash=new)
    bundle.forget()
    assert bundle.current().hash == new
    assert before() is None


def test_within_two_seconds_the_database_is_not_asked(cms, django_assert_num_queries):
    bundle.current()
    with django_assert_num_queries(0):
        assert bundle.current().hash == cms


def test_a_database_error_keeps_the_bundle_that_is_open(cms, monkeypatch):
    bundle.current()
    database_is_down(monkeypatch)
    bundle.forget()
    assert bundle.current().hash == cms


def test_a_process_that_starts_without_database_takes_the_last_good_bundle(cms, monkeypatch):
    bundle.current()
    bundle._state.__init__()
    database_is_down(monkeypatch)
    assert bundle.current().hash == cms


def test_a_bundle_that_is_lost_on_disk_does_not_stop_a_running_process(cms):
    bundle.current()
    CurrentBundle.objects.update(hash="0" * 16)
    bundle.forget()
    assert bundle.current().hash == cms


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_while_writing_leaves_the_old_bundle(cms, some, monkeypatch):
    """The child is killed after the content is on disk and before the rename."""
    changed = some.model_copy(update={"rights": some.rights[1:]})
    monkeypatch.setattr(bundle, "build_search", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    before = {path.name for path in bundle.bundle_dir().glob("[!.]*")}
    if (child := os.fork()) == 0:
        bundle.write(changed)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert {path.name for path in bundle.bundle_dir().glob("[!.]*")} == before
    assert bundle.current().hash == cms


def test_a_publish_that_fails_leaves_row_and_bundle_as_they_were(cms, monkeypatch):
    def full(*_):
        raise OSError("no space left on device")

    Right.objects.filter(pk=Right.objects.first().pk).update(live=False)
    monkeypatch.setattr(bundle, "build_search", full)
    with pytest.raises(OSError):
        publishing.publish()
    bundle.forget()
    assert bundle.current().hash == cms


def test_a_right_that_does_not_compile_stays_at_its_last_good_version(cms):
    broken, other = Right.objects.order_by("code")[:2]
    good = bundle.open_bundle(cms).right(broken.code)
    Right.objects.filter(pk=broken.pk).update(authority="no-such-office")
    Right.objects.filter(pk=other.pk).update(note="checked")
    new = bundle.open_bundle(publishing.publish())
    assert new.right(broken.code) == good
    assert new.right(other.code).note == "checked"
    assert broken.code in CurrentBundle.objects.get().problems


def test_a_test_that_cannot_be_read_costs_only_its_own_right(cms):
    row = Criterion.objects.exclude(test="").first()
    code, good = row.right.code, bundle.open_bundle(cms).right(row.right.code)
    Criterion.objects.filter(pk=row.pk).update(test="agge >= 65 and")
    new = bundle.open_bundle(publishing.publish())
    assert new.right(code) == good
    assert list(CurrentBundle.objects.get().problems) == [code]


def test_a_rule_that_was_never_good_is_public_as_a_sheet_that_cannot_be_checked(db, bundles, some):
    broken = some.rights[0].model_copy(
        update={"criteria": [CriterionLogic(id="x", test="no_such_fact")], "routes": []}
    )
    with publishing.paused():
        store.write_all(some.model_copy(update={"rights": [broken, *some.rights[1:]]}))
    new = bundle.open_bundle(publishing.publish())
    assert broken.code in new
    assert "no_such_fact" in CurrentBundle.objects.get().problems[broken.code]
    result = new.engine.evaluate({}, date(2026, 11, 23))
    assert "error" in result.rights[broken.code].flags
    assert "error" not in result.rights[some.rights[1].code].flags


def test_damage_to_the_whole_refuses_and_keeps_the_old_bundle(cms):
    Notion.objects.update_or_create(key="circle", defaults={"type": "bool", "formula": "circle"})
    with pytest.raises(publishing.Refused, match="circle"):
        publishing.publish()
    bundle.forget()
    assert bundle.current().hash == cms


def test_a_held_back_right_keeps_its_own_parameters(cms):
    parameter = next(
        p for p in Parameter.objects.all() if Right.objects.filter(code=p.key.split(".")[0])
    )
    code = parameter.key.split(".")[0]
    Right.objects.filter(code=code).update(authority="no-such-office")
    parameter.values.update(note="new")
    new = bundle.open_bundle(publishing.publish()).catalogue
    assert "new" not in [v.note for p in new.parameters if p.key == parameter.key for v in p.values]


def test_only_five_old_bundles_stay(cms, some):
    for count in range(1, 6):
        bundle.write(some.model_copy(update={"rights": some.rights[count:]}))
    bundle.remove_old({cms})
    folders = [path for path in bundle.bundle_dir().iterdir() if path.is_dir()]
    assert len(folders) <= bundle.KEEP + 1
    assert cms in [path.name for path in folders]


def database_is_down(monkeypatch):
    def down():
        raise DatabaseError("the server closed the connection")

    monkeypatch.setattr(bundle, "published_hash", down)
    shutil.rmtree(bundle.bundle_dir() / "nothing", ignore_errors=True)
