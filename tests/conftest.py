"""What every test may count on: a database with all migrations, made once and copied.

Making it takes half a minute (Wagtail has many migrations). On SQLite the result is kept
in `var/test`, under a name that changes with the migrations and the locked versions, and
every process of every test run works on a copy of its own in memory.
"""

import hashlib
import os
import sqlite3
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

ROOT = Path(settings.BASE_DIR)


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker, django_db_createdb):
    """In place of pytest-django's: the same, but from the ready copy where there is one."""
    with django_db_blocker.unblock():
        ready = _ready_copy()
        if connection.vendor == "sqlite" and ready.exists():
            _only_open_the_database(True)
        _name_per_worker(request)
        databases = setup_databases(verbosity=0, interactive=False)
        if connection.vendor == "sqlite":
            _copy(ready)
            _only_open_the_database(False)
    yield
    with django_db_blocker.unblock():
        teardown_databases(databases, verbosity=0)


def _ready_copy() -> Path:
    content = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for path in sorted(ROOT.glob("*/migrations/*.py")):
        content.update(path.read_bytes())
    return Path(settings.DATA_DIR) / f"migrated-{content.hexdigest()[:16]}.sqlite3"


def _only_open_the_database(only: bool) -> None:
    """Django's own switch: make a test database without running migrations."""
    settings.DATABASES["default"].setdefault("TEST", {})["MIGRATE"] = not only
    connection.settings_dict["TEST"]["MIGRATE"] = not only


def _name_per_worker(request) -> None:
    worker = getattr(request.config, "workerinput", {}).get("workerid")
    if worker and connection.vendor != "sqlite":
        connection.settings_dict["TEST"]["NAME"] = f"test_{worker}"


def _copy(ready: Path) -> None:
    """Fill the empty database in memory from the file, or keep the new one in the file."""
    connection.ensure_connection()
    if ready.exists():
        with sqlite3.connect(ready) as source:
            source.backup(connection.connection)
        ContentType.objects.clear_cache()  # the copy numbers the models in another order
        return
    draft = ready.with_suffix(f".{os.getpid()}")
    with sqlite3.connect(draft) as target:
        connection.connection.backup(target)
    draft.replace(ready)  # another run may be making the same file
