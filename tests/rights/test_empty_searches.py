"""Searches in vain are counted without keeping what a person typed."""

import pickle

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from rights import empty_searches
from rights.clock import today
from rights.models import EmptySearch

pytestmark = pytest.mark.django_db
SEARCH = "/nl/zoeken/"


@pytest.fixture(autouse=True)
def new_day():
    empty_searches.forget()
    yield
    empty_searches.forget()


def kept() -> dict[str, int]:
    return dict(EmptySearch.objects.values_list("word", "times"))


def ask(client, words, times=1):
    for _ in range(times):
        assert client.get(SEARCH, {"q": words}).status_code == 200


def test_a_word_is_written_down_from_its_tenth_time_only(client):
    ask(client, "xqzwvkjh", 9)
    assert kept() == {}
    ask(client, "Xqzwvkjh!")
    assert kept() == {"xqzwvkjh": 10, "": 10}
    ask(client, "xqzwvkjh", 9)
    assert kept() == {"xqzwvkjh": 10, "": 10}
    ask(client, "xqzwvkjh")
    assert kept() == {"xqzwvkjh": 20, "": 20}


def test_words_with_figures_and_long_ones_are_never_written_down(client):
    ask(client, "qq85073003328 zzqq@qqzz.qq " + "q" * 31, 10)
    assert not [word for word in kept() if len(word) > 4 or not (word.isalpha() or word == "")]


def test_nothing_that_was_typed_is_in_memory_or_database_before(client):
    ask(client, "xqzwvkjh", 9)
    assert b"xqzwvkjh" not in pickle.dumps(vars(empty_searches._day))
    assert not EmptySearch.objects.exists()


def test_the_same_word_has_another_hash_the_next_day(client):
    ask(client, "xqzwvkjh")
    first = set(empty_searches._day.counts)
    empty_searches.forget()
    ask(client, "xqzwvkjh")
    assert not first & set(empty_searches._day.counts)


def test_a_search_that_finds_something_is_not_counted(client):
    ask(client, "huur", 10)
    assert kept() == {}


def test_memory_stays_bounded(client, monkeypatch):
    monkeypatch.setattr(empty_searches, "MOST", 3)
    for n in range(20):
        ask(client, "zq" + "qz" * (n + 2))
    assert len(empty_searches._day.counts) == 3


def test_only_who_may_see_them_sees_the_words(client, cms):
    EmptySearch.add("nl", "hondenbelasting", today(), 10)
    person = User.objects.create_user("ann")
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(person)
    assert client.get(reverse("searches_in_vain")).status_code in (302, 403)
    person.user_permissions.add(Permission.objects.get(codename="view_emptysearch"))
    assert "hondenbelasting" in client.get(reverse("searches_in_vain")).content.decode()
