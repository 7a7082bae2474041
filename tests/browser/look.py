"""What the browser tests measure on a page."""

from axe_playwright_python.sync_playwright import Axe

TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]

TOO_WIDE = """() => {
  const edge = document.documentElement.clientWidth + 1;
  const hidden = e => getComputedStyle(e).clipPath !== 'none' || e.closest('.skip, .unseen');
  return [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > edge && !hidden(e))
    .map(e => `${e.tagName.toLowerCase()}.${e.className}: ${e.textContent.slice(0, 40)}`);
}"""

TEXT_SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-block-end: 2em !important }"""


def open_all(page) -> None:
    """Open everything that is folded, so that it is checked too."""
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


def violations(page, rules: list[str] | None = None) -> list[str]:
    """What axe finds: all rules including AAA and best practice, or only `rules`."""
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    extra = {} if rules else {rule: {"enabled": True} for rule in [*COLOURS, "target-size"]}
    found = Axe().run(page, options={"runOnly": only, "rules": extra}).response["violations"]
    return [f"{v['id']}: {node['target']}" for v in found for node in v["nodes"]]


def violations_light_and_dark(page) -> list[str]:
    """All rules in light; in dark, where only the colours differ, the rules about colour."""
    open_all(page)
    light = violations(page)
    page.emulate_media(color_scheme="dark")
    dark = violations(page, COLOURS)
    page.emulate_media(color_scheme="light")
    return light + [f"dark: {line}" for line in dark]


def too_wide(page) -> list[str]:
    """Elements that stick out of the page to the right, so that one must scroll sideways."""
    return page.evaluate(TOO_WIDE)


def space_text(page) -> None:
    """Wider letters, words and lines, as WCAG 1.4.12 asks; past the policy for styles."""
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
        " document.adoptedStyleSheets = [sheet] }",
        TEXT_SPACING,
    )


def record_traffic(page) -> list:
    """A list that fills with the requests of the page."""
    requests: list = []
    page.on("requestfinished", lambda request: requests.append(request))
    return requests


def kilobytes(requests: list) -> float:
    """What went over the wire, headers included."""
    sizes = [request.sizes() for request in requests]
    return sum(s["responseBodySize"] + s["responseHeadersSize"] for s in sizes) / 1000
