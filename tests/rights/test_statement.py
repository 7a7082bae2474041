"""The statement of accessibility says what the last test run showed, no more."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from rights import accessibility

PAGES = ("/nl/toegankelijkheid/", "/fr/accessibilite/", "/de/barrierefreiheit/",
         "/en/accessibility/")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_the_page_shows_the_figures_and_what_does_not_hold(client, online, path):
    page, kept = client.get(path).content.decode(), accessibility.statement()
    assert f" {kept.criteria} " in page and f" {kept.hold} " in page and str(kept.on.year) in page
    assert all(code in page for code in [*kept.not_met, *kept.not_run])
    assert "accessibility.belgium.be" in page


def test_a_criterion_holds_only_when_every_check_behind_it_ran_and_passed():
    names = set().union(*map(accessibility.needed, accessibility.coverage()))
    whole = accessibility.judge(dict.fromkeys(names, True), date(2026, 11, 27))["criteria"]
    assert [code for code, state in whole.items() if state != "hold"] == ["1.3.5"]
    help_moves = "test_help_stands_at_the_same_place_on_every_page"
    broken = dict.fromkeys(names, True) | {help_moves: False}
    assert accessibility.judge(broken, date(2026, 11, 27))["criteria"]["3.2.6"] == "not_met"
    skipped = dict.fromkeys(names - {help_moves}, True)
    assert accessibility.judge(skipped, date(2026, 11, 27))["criteria"]["3.2.6"] == "not_run"


def test_a_report_that_is_not_there_is_an_error():
    with pytest.raises(CommandError, match="no report"):
        call_command("accessibility_statement", "nowhere.xml")
