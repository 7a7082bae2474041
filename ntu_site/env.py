"""Values from the environment, with a type. A wrong value stops the start and says why.

Every message names the variable, what it holds and what is expected. A secret or a
password is never repeated in a message.
"""

from __future__ import annotations

import base64
import binascii
import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = ("1", "true", "yes", "on")
NO = ("0", "false", "no", "off")
POSTGRES_OPTIONS = ("host", "sslmode", "sslrootcert", "connect_timeout")
EXPECTED_URL = "sqlite:///var/db.sqlite3 or postgres://user:password@host:5432/name"


class WrongValue(ImproperlyConfigured):  # type: ignore[misc]  # Django has no types
    """A variable of the environment that cannot be used."""

    def __init__(self, name: str, found: str, expected: str) -> None:
        super().__init__(f"{name} is {found}; expected {expected}.")


def env_str(name: str, default: str | None = None) -> str:
    """The text of a variable. Without a default it must be there and not be empty."""
    value = os.environ.get(name, default)
    if value is None or (value == "" and default is None):
        raise WrongValue(name, "not set", "a value")
    return value


def env_bool(name: str, default: bool) -> bool:
    """Yes or no, in the usual spellings."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in YES + NO:
        return value.lower() in YES
    raise WrongValue(name, repr(value), f"one of {', '.join(YES + NO)}")


def env_int(name: str, default: int, least: int = 0, most: int = 2**31) -> int:
    """A whole number between `least` and `most`, both included."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.isascii() and value.isdigit() and least <= int(value) <= most:
        return int(value)
    raise WrongValue(name, repr(value), f"a whole number from {least} to {most}")


def env_list(name: str, default: str = "") -> list[str]:
    """Words with commas between them; an empty text is an empty list."""
    words = os.environ.get(name, default).split(",")
    return [word.strip() for word in words if word.strip()]


def env_secret(name: str) -> str:
    """A secret of at least 50 characters that is not one of the well-known examples."""
    value = os.environ.get(name, "")
    expected = "a random text of 50 or more"
    if not value:
        raise WrongValue(name, "not set", expected)
    if len(value) < 50:
        raise WrongValue(name, f"{len(value)} characters long", expected)
    if value.startswith("django-insecure") or len(set(value)) < 10:
        raise WrongValue(name, "a well-known example", expected)
    return value


def env_fernet_key(name: str) -> str:
    """A Fernet key: 32 random bytes in URL-safe base64."""
    value = os.environ.get(name, "")
    try:
        size = len(base64.urlsafe_b64decode(value))
    except (binascii.Error, ValueError):
        size = -1
    if size != 32 or len(set(value)) < 10:
        raise WrongValue(name, "no usable key" if value else "not set", f"a Fernet key; {MAKE_KEY}")
    return value


MAKE_KEY = (
    'make one with: python -c "from cryptography.fernet import Fernet; '
    'print(Fernet.generate_key().decode())"'
)


def env_database(name: str, default: str, base_dir: Path) -> dict[str, Any]:
    """Django's settings of a database from one address: SQLite or PostgreSQL."""
    url = os.environ.get(name) or default
    try:
        scheme = urlsplit(url).scheme
        if scheme == "sqlite":
            return _sqlite(url, base_dir)
        if scheme in ("postgres", "postgresql"):
            return _postgres(url)
    except ValueError:
        scheme = ""
    found = f"an address that starts with {scheme}:" if scheme else "not an address"
    raise WrongValue(name, found, EXPECTED_URL)


def _sqlite(url: str, base_dir: Path) -> dict[str, Any]:
    """`sqlite:///a/b` is in the project's folder, `sqlite:////a/b` is absolute."""
    parts = urlsplit(url)
    path = unquote(parts.path.removeprefix("/"))
    if parts.netloc or not path:
        raise ValueError
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path if path == ":memory:" else str(base_dir / path),
        "OPTIONS": {
            # A write that starts as a read fails at once when two meet; this one waits.
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            # WAL: readers never wait for a writer. NORMAL is safe with WAL.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            ),
        },
    }


def _postgres(url: str) -> dict[str, Any]:
    """A socket is given as an option: `postgres:///name?host=/run/postgresql`."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    name = unquote(parts.path.removeprefix("/"))
    if not name or "/" in name or set(options) - set(POSTGRES_OPTIONS):
        raise ValueError
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # Pages are served without the database too: give up on it soon.
        "OPTIONS": {"connect_timeout": 3, **options},
    }
