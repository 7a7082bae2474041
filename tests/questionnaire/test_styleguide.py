"""The page of all parts of the look: whole, and only for developers."""

import re
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("theme", ["", "light/", "dark/"])
def test_the_style_guide_shows_every_token_and_every_icon(client, theme):
    page = client.get(f"/styleguide/{theme}").content.decode()
    tokens = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text()
    names = set(re.findall(r"--([\w-]+):", tokens)) - {"serif", "sans"}
    assert not [name for name in names if f"{name}<" not in page]
    assert page.count("<svg") >= len(list((Path(settings.BASE_DIR) / "templates/icons").iterdir()))


def test_the_style_guide_sets_no_cookie_and_is_for_developers_only(client):
    assert not client.get("/styleguide/").cookies
    base = (Path(settings.BASE_DIR) / "ntu_site/settings/base.py").read_text()
    production = (Path(settings.BASE_DIR) / "ntu_site/settings/production.py").read_text()
    assert "STYLEGUIDE = False" in base and "STYLEGUIDE" not in production
