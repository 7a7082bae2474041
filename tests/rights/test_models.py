"""Files → database → files, and what a load keeps."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from rights import store
from rights.models import CurrentBundle, Institution, Right


def contents(directory) -> dict[str, bytes]:
    paths = [path for path in directory.rglob("*") if path.is_file()]
    return {str(path.relative_to(directory)): path.read_bytes() for path in paths}


def load(directory, *options) -> str:
    out = StringIO()
    call_command("load_catalogue", directory, *options, stdout=out, stderr=StringIO())
    return out.getvalue()


def edit(entry, **values):
    """What saving the form does: a revision with a name on it, then publishing."""
    person, _ = get_user_model().objects.get_or_create(username="editor", is_superuser=True)
    for name, value in values.items():
        setattr(entry, name, value)
    entry.save()
    entry.save_revision(user=person).publish(user=person)


@pytest.mark.django_db
def test_load_then_dump_gives_every_file_back_byte_for_byte(files, bundles, tmp_path):
    load(files)
    call_command("dump_catalogue", tmp_path / "dumped", stdout=StringIO())
    assert contents(tmp_path / "dumped") == contents(files)


@pytest.mark.django_db
def test_loading_again_writes_nothing_and_keeps_the_bundle(files, bundles):
    load(files)
    before = CurrentBundle.objects.get().hash
    assert load(files).startswith("0 entries written, 0 removed")
    assert CurrentBundle.objects.get().hash == before
    assert "nothing to do" in load(files, "--if-changed")


@pytest.mark.django_db
def test_loading_keeps_what_somebody_edited_unless_forced(files, bundles):
    load(files)
    edit(Institution.objects.get(code="ocmw-cpas"), phone="02 000 00 00")
    assert "1 kept" in load(files)
    assert Institution.objects.get(code="ocmw-cpas").phone == "02 000 00 00"
    load(files, "--force")
    assert Institution.objects.get(code="ocmw-cpas").phone != "02 000 00 00"


@pytest.mark.django_db
def test_an_entry_that_left_the_files_leaves_the_cms(cms, some):
    code = some.rights[0].code
    smaller = some.model_copy(update={"rights": some.rights[1:]})
    assert store.write_all(smaller).removed == [code]
    assert not Right.objects.filter(code=code).exists()


def test_words_in_one_language_do_not_leak_into_another(cms, some):
    right = Right.objects.get(code=some.rights[0].code)
    right.name_de = right.in_short_de = ""
    assert right.to_words("de") is None
    assert right.to_words("nl").name == some.words[right.code]["nl"].name
