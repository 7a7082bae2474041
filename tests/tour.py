"""Record the journeys of docs/tour.md as pictures: `bin/tour` starts a site and runs this."""

import io
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "browser"))

from PIL import Image  # comes with Wagtail
from playwright.sync_api import sync_playwright
from visitor import OLDER, address, begin, question

from tests.a11y_check import BROWSER, _chromium

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1100, "height": 850}
START, CHECK, RESULTS = range(3)
SITE = os.environ.get("SITE", "http://127.0.0.1:8000")


class Tour:
    """A browser and a folder for its pictures."""

    def __init__(self, browser, folder: Path):
        self.browser, self.folder = browser, folder

    def page(self, viewport=DESK, **options):
        context = self.browser.new_context(
            base_url=SITE, viewport=viewport, reduced_motion="reduce", **options
        )
        page = context.new_page()
        page.set_default_timeout(120_000)
        return page

    def shot(self, page, name: str, full: bool = False) -> None:
        picture = Image.open(io.BytesIO(page.screenshot(full_page=full)))
        picture = picture.crop((0, 0, picture.width, min(picture.height, 2200)))
        picture.save(self.folder / f"{name}.webp", quality=70, method=6)


def citizen_on_a_phone(tour: Tour) -> None:
    page = tour.page(PHONE)
    page.goto("/nl/")
    tour.shot(page, "01-phone-home")
    page.goto(address("nl", START))
    tour.shot(page, "01-phone-before", full=True)
    begin(page, "nl")
    page.goto(question("nl", 4))
    tour.shot(page, "01-phone-question")


def by_keyboard(tour: Tour) -> None:
    page = tour.page()
    begin(page, "en")
    page.goto(question("en", 2))
    page.fill(".input", "31/02/1990")
    page.press(".input", "Enter")
    page.locator(".summary").wait_for()
    page.keyboard.press("Tab")
    tour.shot(page, "02-keyboard-error")


def in_the_dark(tour: Tour) -> None:
    page = tour.page(color_scheme="dark")
    page.goto("/de/rechte/")
    page.locator("main .links a").first.click()
    page.locator(".answers").wait_for()
    tour.shot(page, "03-dark-sheet")


def on_paper(tour: Tour) -> None:
    page = tour.page({"width": 720, "height": 1018})
    begin(page, "fr", OLDER)
    page.goto(address("fr", RESULTS))
    page.emulate_media(media="print")
    tour.shot(page, "04-print-results")


def help_today(tour: Tour) -> None:
    page = tour.page(PHONE)
    page.goto("/fr/aide-aujourdhui/")
    tour.shot(page, "05-help-today")


def search(tour: Tour) -> None:
    page = tour.page()
    page.goto("/en/search/?q=my+heating+bill+is+too+high")
    tour.shot(page, "06-search")


def about_one_right(tour: Tour) -> None:
    page = tour.page(PHONE)
    page.goto(f"{address('nl', START)}?right=increased-reimbursement")
    tour.shot(page, "07-one-right")
    begin(page, "nl", OLDER, right="increased-reimbursement")
    page.goto(address("nl", RESULTS))
    tour.shot(page, "07-one-right-result")


def results(tour: Tour) -> None:
    page = tour.page()
    begin(page, "en", OLDER)
    page.goto(address("en", CHECK))
    tour.shot(page, "08-check")
    page.goto(address("en", RESULTS))
    tour.shot(page, "08-results", full=True)


def dossier(tour: Tour) -> None:
    page = tour.page()
    begin(page, "de", OLDER)
    page.goto("/de/fragen/unterlagen/")
    tour.shot(page, "09-papers", full=True)


def edit(tour: Tour) -> None:
    page = tour.page()
    page.goto("/admin/login/")
    page.fill("input[name=username]", "editor")
    page.fill("input[name=password]", os.environ["DJANGO_SUPERUSER_PASSWORD"])
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/admin/")
    page.goto("/admin/snippets/rights/right/")
    page.locator("main table td.title a").first.click()
    page.wait_for_load_state()
    tour.shot(page, "10-edit")


JOURNEYS = (citizen_on_a_phone, by_keyboard, in_the_dark, on_paper, help_today, search,
            about_one_right, results, dossier, edit)  # fmt: skip


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=BROWSER)
        for journey in JOURNEYS:
            print(journey.__name__, flush=True)
            journey(Tour(browser, folder))
        browser.close()


if __name__ == "__main__":
    main()
