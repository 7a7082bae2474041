"""A CMS that holds the real catalogue, with bundles in a folder of the test."""

import shutil
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from rights import bundle, publishing, store
from rights.files import read_catalogue, write_catalogue
from tests.rights import editors

CATALOGUE = Path(__file__).parents[2] / "catalogue"


@pytest.fixture(scope="session")
def catalogue():
    """The shipped catalogue, without rights that do not compile."""
    found = bundle.complete(read_catalogue(CATALOGUE, []))
    return without(found, set(publishing.compile_problems(found)))


def without(catalogue, codes):
    """The catalogue without these rights."""
    keep = [right for right in catalogue.rights if right.code not in codes]
    update = {"rights": keep}
    for name in ("words", "cases"):
        content = getattr(catalogue, name)
        update[name] = {code: value for code, value in content.items() if code not in codes}
    return catalogue.model_copy(update=update)


def among_themselves(right, catalogue):
    """The right, without links to rights that are not in the catalogue."""
    known = {each.code for each in catalogue.rights}
    links = ("opens", "excludes", "reduces", "similar")
    update = {name: [code for code in getattr(right, name) if code in known] for name in links}
    return right.model_copy(update=update)


@pytest.fixture(scope="session")
def some(catalogue):
    """Five rights with what they use, for tests that need no more: a fifth of the entries."""
    few = without(catalogue, {right.code for right in catalogue.rights[5:]})
    few = few.model_copy(update={"rights": [among_themselves(right, few) for right in few.rights]})
    text = few.model_dump_json(include={"rights", "notions", "words"})
    used = {right.code for right in few.rights}
    return few.model_copy(
        update={
            "parameters": [
                figure
                for figure in few.parameters
                if figure.key.split(".")[0] in used or figure.key in text
            ],
            "documents": [paper for paper in few.documents if paper.code in text],
            "tools": [tool for tool in few.tools if tool.code in text],
            "glossary": few.glossary[:8],
            "urgent_help": [need.model_copy(update={"rights": []}) for need in few.urgent_help[:2]],
        }
    )


@pytest.fixture
def bundles(settings, tmp_path):
    """An empty folder for bundles, and a process that has none open."""
    settings.BUNDLE_DIR = tmp_path / "bundles"
    bundle._state.__init__()
    yield settings.BUNDLE_DIR
    bundle._state.__init__()


@pytest.fixture
def cms(db, bundles, some):
    """Five rights loaded and published; gives the hash of the bundle."""
    with publishing.paused():
        store.write_all(some)
    return publishing.publish()


@pytest.fixture(scope="session")
def canonical_files(catalogue, tmp_path_factory):
    """The catalogue as canonical files, for reading."""
    directory = tmp_path_factory.mktemp("catalogue")
    write_catalogue(catalogue, directory)
    return directory


@pytest.fixture
def files(canonical_files, tmp_path):
    """The catalogue as canonical files, to change as the test likes."""
    return shutil.copytree(canonical_files, tmp_path / "files")


@pytest.fixture(scope="session")
def published(catalogue, tmp_path_factory):
    """The shipped catalogue as a bundle with its search index, made once."""
    directory = tmp_path_factory.mktemp("published")
    bundle.build_search(catalogue, directory)
    return bundle.Bundle(directory, catalogue)


@pytest.fixture
def online(published):
    """The site answers from `published`, and never looks at the database."""
    bundle._state.bundle, bundle._state.looked = published, float("inf")
    yield published
    bundle._state.__init__()


@pytest.fixture
def chief(cms, client):
    """A coordinator, who may do everything."""
    client.force_login(User.objects.create_superuser("chief", password="x" * 20))
    return editors.in_english(client)


@pytest.fixture
def people(cms):
    """Two institutions with one right each, and three accounts."""
    return editors.two_institutions()
