"""`make run`: from an empty folder to the site on http://127.0.0.1:8000.

Settings come from `ntu_site.settings.development` unless the environment names others.
Prepares the database, the catalogue and the static files (each only when something
changed), then becomes the web server.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from cryptography.fernet import Fernet

from ntu_site.env import env_int, env_str


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ntu_site.settings.development")
    address = f"{env_str('HOST', '127.0.0.1')}:{env_int('PORT', 8000, 1, 65535)}"
    share_secrets()
    prepare()
    announce(address)
    become_server(address)


def share_secrets() -> None:
    """Both workers need the same secrets; they live in memory only."""
    os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(64))
    os.environ.setdefault("ANSWERS_KEY", Fernet.generate_key().decode())


def prepare() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    say("Preparing the database")
    call_command("migrate", verbosity=0)
    call_command("forget_messages", verbosity=0)
    load_catalogue()
    collect_static()


def load_catalogue() -> None:
    """With a defect in the files the site starts all the same, from what was loaded before."""
    from django.core.management import CommandError, call_command

    say("Loading the catalogue, if it changed")
    try:
        call_command("load_catalogue", "--if-changed")
    except CommandError as defect:
        say(f"The catalogue was not loaded: {defect}")


def collect_static() -> None:
    """Hashed and compressed copies of the static files; skipped when none changed."""
    from django.conf import settings
    from django.core.management import call_command

    stamp, now = settings.DATA_DIR / "static.stamp", static_signature()
    if stamp.exists() and stamp.read_text() == now and settings.STATIC_ROOT.exists():
        return
    say("Collecting the static files")
    call_command("collectstatic", "--clear", interactive=False, verbosity=0)
    stamp.write_text(now)


def static_signature() -> str:
    """Changes with a file of ours, and with the version of a package that brings files."""
    content = hashlib.sha256()
    for name in ("wagtail", "whitenoise", "django-ninja"):
        content.update(f"{name} {version(name)}\n".encode())
    for path in static_sources():
        content.update(f"{path}\n".encode() + path.read_bytes())
    return content.hexdigest()


def static_sources() -> Iterator[Path]:
    from django.conf import settings

    for folder in settings.STATICFILES_DIRS:
        yield from sorted(path for path in Path(folder).rglob("*") if path.is_file())


def announce(address: str) -> None:
    say(f"Sociale wiki · Wiki social · Sozialwiki · Social wiki: http://{address}")
    say("An account for the CMS: make editor")
    say("Stop: Ctrl-C")


def become_server(address: str) -> None:
    """Two workers that share one address and the same secrets. No line per visit is logged."""
    options = ["--workers", "2", "--worker-class", "gthread", "--threads", "4"]
    options += ["--bind", address, "--log-level", "warning", "--no-control-socket"]
    if Path("/dev/shm").is_dir():  # noqa: S108 - a slow disk would make workers look dead
        options += ["--worker-tmp-dir", "/dev/shm"]  # noqa: S108
    command = [sys.executable, "-m", "gunicorn", "ntu_site.wsgi", *options]
    os.execv(sys.executable, command)  # noqa: S606 - our own words only


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
