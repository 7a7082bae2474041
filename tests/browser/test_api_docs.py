"""The page that shows the API: under the site's strict policy, and nothing from elsewhere."""

import urllib.error
import urllib.request

import pytest

pytestmark = pytest.mark.browser


def test_the_description_of_the_api_shows_under_the_strict_policy(page, site):
    complaints, elsewhere = [], []
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else 0)
    page.on("request", lambda sent: None if sent.url.startswith(site) else elsewhere.append(sent))
    page.goto("/api/v1/docs")
    page.get_by_text("Weigh a situation against every right").wait_for(timeout=30_000)
    assert [request.url for request in elsewhere if not request.url.startswith("data:")] == []
    assert complaints == []


def test_who_sends_ten_megabytes_still_hears_why_it_is_refused(site):
    body = b'{"answers": {"a": "' + b"x" * 10_000_000 + b'"}}'
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{site}/api/v1/evaluate", body, headers)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=30)
    assert refused.value.code == 413
    assert b"errors" in refused.value.read()
