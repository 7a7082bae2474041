"""Wrong values of the environment stop the start, and the message says what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from ntu_site import env

ROOT = Path(__file__).resolve().parents[1]
GOOD = {
    "SECRET_KEY": "kD9-vQ2x_Lr7TzYp4WbN8mHc3JsEfGa6UoViRtXy1ZqBnMwKjP",
    "ANSWERS_KEY": Fernet.generate_key().decode(),
    "ALLOWED_HOSTS": "wiki.example",
}


def start(settings="production", **environment):
    """Load settings in a process of their own; gives its exit code and what it said."""
    code = "from django.conf import settings; settings.DEBUG; print('started')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": f"ntu_site.settings.{settings}",
            **environment,
        },
    )
    return done.returncode, done.stdout + done.stderr


def test_production_starts_with_good_values():
    assert start(**GOOD) == (0, "started\n")


def test_development_starts_with_nothing_given():
    assert start("development") == (0, "started\n")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"DEBUG": "on"}, "DEBUG is on"),
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is 5 characters long"),
        ({"SECRET_KEY": "django-insecure-" + "abcdefghijk" * 5}, "a well-known example"),
        ({"SECRET_KEY": "x" * 60}, "a well-known example"),
        ({"ANSWERS_KEY": ""}, "ANSWERS_KEY is not set"),
        ({"ANSWERS_KEY": "no-key"}, "ANSWERS_KEY is no usable key; expected a Fernet key"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is empty"),
        ({"DATABASE_URL": "mysql://me:hunter2@host/wiki"}, "DATABASE_URL is an address that"),
        ({"API_RATE": "many"}, "API_RATE is 'many'; expected a whole number from 0"),
        ({"EDITOR_SECOND_FACTOR": "maybe"}, "EDITOR_SECOND_FACTOR is 'maybe'; expected one of"),
    ],
)
def test_production_refuses(change, message):
    code, said = start(**{**GOOD, **change})
    assert code != 0
    assert message in said


def test_a_refused_secret_is_not_repeated():
    _, said = start(**{**GOOD, "SECRET_KEY": "hunter2"})
    assert "hunter2" not in said


@pytest.mark.parametrize(
    "url",
    [
        "postgres://me:hunter2@host:port/wiki",
        "postgres://me:hunter2@host",
        "postgres://me:hunter2@host/wiki?colour=red",
        "mysql://me:hunter2@host/wiki",
        "sqlite://me:hunter2@host/wiki",
        "sqlite:///",
        "hunter2",
    ],
)
def test_a_wrong_database_address_is_refused_without_its_password(monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(env.WrongValue, match=r"DATABASE_URL is .* expected sqlite") as refusal:
        env.env_database("DATABASE_URL", "", ROOT)
    assert "hunter2" not in str(refusal.value)


def test_sqlite_is_in_the_project_or_at_an_absolute_place(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "sqlite:///var/a.sqlite3")
    assert env.env_database("DATABASE_URL", "", ROOT)["NAME"] == str(ROOT / "var/a.sqlite3")
    monkeypatch.setenv("DATABASE_URL", "sqlite:////srv/a.sqlite3")
    assert env.env_database("DATABASE_URL", "", ROOT)["NAME"] == "/srv/a.sqlite3"


def test_postgres_with_a_password_that_holds_signs(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://me:p%40ss@db:5433/wiki?sslmode=require")
    found = env.env_database("DATABASE_URL", "", ROOT)
    assert (found["USER"], found["PASSWORD"], found["HOST"]) == ("me", "p@ss", "db")
    assert (found["PORT"], found["NAME"], found["OPTIONS"]["sslmode"]) == (
        "5433",
        "wiki",
        "require",
    )


def test_postgres_on_a_socket(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://me@/wiki?host=/run/postgresql")
    assert env.env_database("DATABASE_URL", "", ROOT)["HOST"] == "/run/postgresql"


@pytest.mark.parametrize("value", ["1", "true", "Yes", "ON"])
def test_yes_has_several_spellings(monkeypatch, value):
    monkeypatch.setenv("SOMETHING", value)
    assert env.env_bool("SOMETHING", False) is True
