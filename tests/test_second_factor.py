"""Els is an editor. Where the second factor is demanded, her password alone opens nothing."""

import pytest
from django.contrib.auth import get_user_model
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

PASSWORD = "a long and quiet word"
pytestmark = pytest.mark.django_db


@pytest.fixture
def els():
    return get_user_model().objects.create_superuser("els", "els@wiki.example", PASSWORD)


def log_in(client, **more):
    words = {"username": "els", "password": PASSWORD, **more}
    return client.post("/admin/login/", words)


def test_without_the_demand_a_password_is_enough(client, els):
    assert log_in(client).status_code == 302
    assert client.get("/admin/").status_code == 200


def test_a_password_alone_is_refused(client, els, settings):
    settings.EDITOR_SECOND_FACTOR = True
    assert log_in(client, otp_token="000000").status_code == 200
    assert client.get("/admin/").status_code == 302


def test_a_password_and_a_code_open_the_cms(client, els, settings):
    settings.EDITOR_SECOND_FACTOR = True
    device = TOTPDevice.objects.create(user=els, confirmed=True)
    assert log_in(client, otp_token=f"{totp(device.bin_key):06d}").status_code == 302
    assert client.get("/admin/").status_code == 200


def test_a_session_without_a_code_is_sent_out(client, els, settings):
    client.force_login(els)
    settings.EDITOR_SECOND_FACTOR = True
    assert client.get("/admin/").headers["Location"] == "/admin/logout/"


def test_five_wrong_passwords_close_the_door_for_a_while(client, els, settings):
    settings.AXES_ENABLED = True
    for _ in range(5):
        log_in(client, password="wrong")
    assert log_in(client).status_code == 429
