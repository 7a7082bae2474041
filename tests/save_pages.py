"""Save every state of every page as a file that opens by itself: `python -m tests.save_pages DIR`.

For checkers that read files (`tests.a11y_check`, the Nu HTML checker). `SITE` in the
environment is the address of the running site; `LANGS` the languages, all four by default.
"""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from playwright.sync_api import Page, sync_playwright

from tests.a11y_check import BROWSER, _chromium

HERE = Path(__file__).parent
LINK = re.compile(r'<link rel="stylesheet" href="([^"]+)">')


def main() -> None:
    prepare()
    folder, site = Path(sys.argv[1]), os.environ.get("SITE", "http://127.0.0.1:8000")
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=BROWSER)
        for lang in os.environ.get("LANGS", "nl fr de en").split():
            save(browser.new_context(base_url=site), lang, folder)
        browser.close()


def prepare() -> None:
    """The addresses of the site, and the helpers of the browser tests."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ntu_site.settings.test")
    django.setup()
    sys.path.insert(0, str(HERE / "browser"))


def save(context, lang: str, folder: Path) -> None:
    for name, _page, source in each_state(context, lang):
        (folder / f"{lang}-{name}.html").write_text(alone(context, source), encoding="utf-8")
    context.close()


def each_state(context, lang: str) -> Iterator[tuple[str, Page, str]]:
    """Name of a state, the page that is in it, and its HTML as the site sent it."""
    from conftest import listed, one_of_each
    from states import states

    page, sent = context.new_page(), {}
    page.on("response", lambda r: sent.update({r.url: r}) if _is_html(r) else None)
    sitemap = context.request.get("/sitemap.xml")
    paths = listed(sitemap.body(), sitemap.url.removesuffix("/sitemap.xml"))[lang]
    sheets = [path for path in [*one_of_each(paths), *paths[-2:]] if path.count("/") == 4]
    for name in states(page, lang, sheets):
        yield name, page, sent[page.url.split("#")[0]].text()


def _is_html(response) -> bool:
    return response.request.resource_type == "document" and response.status != 303


def alone(context, source: str) -> str:
    """The page with its style sheet inside; scripts are left out."""

    def inside(link: re.Match) -> str:
        return f"<style>{context.request.get(link[1]).text()}</style>"

    return re.sub(r"<script src[^>]*></script>", "", LINK.sub(inside, source))


if __name__ == "__main__":
    main()
