"""The house itself: locks, licence, commands, headers and logs."""

import json
import logging
import re
from pathlib import Path

import pytest

from ntu_site import logs

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.mark.parametrize("name", LOCKS)
def test_lock_files_hold_versions_and_hashes_and_no_address(name):
    lines = (ROOT / name).read_text().splitlines()
    kinds = re.compile(
        r"[A-Za-z0-9_.\[\],-]+==\S+( ; .*)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?|#.*|"
    )
    assert [line for line in lines if not kinds.fullmatch(line)] == []
    assert not re.search(r"://|index|/home|/tmp", "\n".join(lines))


def test_the_tools_of_the_audit_are_locked_by_hash_and_hold_no_address():
    text = (ROOT / "tests" / "audit" / "package-lock.json").read_text()
    packages = json.loads(text)["packages"]
    assert all(package["integrity"] for name, package in packages.items() if name)
    assert "://" not in text and "resolved" not in text


def test_runtime_and_development_lock_the_same_versions():
    runtime, dev = (
        set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(), re.M)) for name in LOCKS
    )
    assert runtime <= dev


def test_wagtail_stays_on_its_lts():
    assert re.search(r"^wagtail==7\.4\.", (ROOT / LOCKS[0]).read_text(), re.M)


def test_the_commands_of_the_readme_exist():
    said = set(re.findall(r"make ([a-z-]+)", (ROOT / "README.md").read_text()))
    there = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    assert said and said <= there


def test_the_licence_is_the_whole_eupl():
    text = (ROOT / "LICENSE").read_text()
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "Appendix" in text and "15.Applicable Law" in text


PUBLIC = "/robots.txt"


@pytest.mark.django_db
def test_public_pages_carry_every_header(client):
    headers = client.get(PUBLIC).headers
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


@pytest.mark.django_db
def test_only_the_admin_has_the_looser_policy(client):
    policy = client.get("/admin/login/").headers["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "frame-ancestors 'self'" in policy


@pytest.mark.django_db
def test_public_pages_set_no_cookie(client):
    assert not client.get(PUBLIC).cookies


def test_a_log_line_has_no_query_and_no_full_address():
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 0, "%s from %s", ("/nl/?q=huur", "81.82.83.84"), None
    )
    record.request = "everything that somebody sent"
    line = json.loads(formatter().format(record))
    assert line["event"] == "/nl/ from 81.82.0.0"
    assert "everything" not in json.dumps(line)


def test_a_failed_login_is_logged_without_a_name():
    assert logs.client("els", "2a02:a03f:1:2::3") == "an editor's login from 2a02:a03f::"


def formatter():
    options = dict(logs.logging_config("INFO")["formatters"]["json"])
    return options.pop("()")(**options)
