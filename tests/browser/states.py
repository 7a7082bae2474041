"""Every state of every page: what the checks of all pages go through, and what is saved.

A new address without a parameter is found by itself; a new form is added to `WRONG`.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.urls import URLPattern, get_resolver, reverse
from django.utils.translation import override
from visitor import OLDER, begin, question

from questionnaire.flow import NEVER_ASKED

OUTSIDE = ("rights:root", "rights:sitemap", "rights:robots")
RENT = {"nl": "huur", "fr": "loyer", "de": "Miete", "en": "rent"}
KINDS = ("bool", "choice", "date", "money", "number", "postcode")


def addresses(lang: str) -> dict[str, str]:
    """Name of a view without parameters → its address in `lang`."""
    found = {}
    with override(lang):
        for namespace in ("rights", "questionnaire"):
            for pattern in _patterns(namespace):
                name = f"{namespace}:{pattern.name}"
                if name not in OUTSIDE and not pattern.pattern.converters:
                    found[name] = reverse(name)
    return found


def _patterns(namespace: str) -> list[URLPattern]:
    inner = get_resolver().namespace_dict[namespace][1]
    return [p for p in inner.url_patterns if isinstance(p, URLPattern) and p.name]


def of_each_kind(page) -> dict[str, int]:
    """Kind of fact → the number of a question of that kind."""
    found: dict[str, int] = {}
    for fact in page.context.request.get("/api/v1/facts").json()["facts"]:
        if fact["key"] not in NEVER_ASKED:
            found.setdefault(fact["type"], fact["number"])
    return found


def is_page(page, path: str) -> bool:
    """Is this a page for this visitor: no file, no form's address, not sent elsewhere?"""
    answer = page.context.request.get(path, max_redirects=0, timeout=90_000)
    return answer.status == 200 and "html" in answer.headers.get("content-type", "")


def plain(page, lang: str) -> Iterator[str]:
    """Each page without parameters that this visitor may see."""
    for name, path in addresses(lang).items():
        if is_page(page, path):
            page.goto(path)
            yield name.split(":")[1]


def states(page, lang: str, sheets: list[str] = ()) -> Iterator[str]:
    """Bring `page` to one state after another; gives the name of each."""
    yield from plain(page, lang)
    for path in [*sheets, f"/{lang}/nowhere/"]:
        page.goto(path)
        yield path.strip("/").replace("/", "-")
    yield from found(page, lang)
    begin(page, lang, OLDER[1:3])
    for kind, number in of_each_kind(page).items():
        page.goto(question(lang, number))
        yield f"question-{kind}"
    for name, wrong in WRONG.items():
        wrong(page, lang)
        yield f"wrong-{name}"
    begin(page, lang, OLDER)
    for name in plain(page, lang):
        yield f"answered-{name}"
    with override(lang):
        for view in ("letter", "card"):
            page.goto(reverse(f"questionnaire:{view}", args=["parking-card"]))
            yield view
    write_a_letter(page, lang)
    yield "letter-shown"
    page.goto(feedback(page, lang))
    yield "feedback"
    begin(page, lang, OLDER)  # "erased" was among the pages
    page.goto(addresses(lang)["questionnaire:compare"])
    compare_with_a_day(page)
    yield "compare-another-day"
    page.goto(addresses(lang)["questionnaire:hand-over"])
    press(page, "main form.asking .button")
    yield "hand-over-code"


def press(page, selector: str) -> None:
    """Press the first of these, and wait for the page that comes."""
    with page.expect_navigation():
        page.locator(selector).first.click()


def found(page, lang: str) -> Iterator[str]:
    """What a search and a postcode lead to, and the start when the answers are gone."""
    own = addresses(lang)
    for name, word in (("search-found", RENT[lang]), ("search-nothing", "zzzz")):
        page.goto(f"{own['rights:search']}?q={word}")
        yield name
    page.goto(own["rights:offices"])
    page.fill("#postcode", "1000")
    press(page, "main form .button")
    yield "offices-found"
    for name, query in (("expired", "expired"), ("start-one-right", "right=parking-card")):
        page.goto(f"{own['questionnaire:start']}?{query}")
        yield name


def wrong_question(kind: str, typed: str = "") -> Callable:
    def wrong(page, lang: str) -> None:
        page.goto(question(lang, of_each_kind(page)[kind]))
        for field in page.locator("main .input").all():
            field.fill(typed)
        press(page, ".asking > .actions > button[value=continue]")

    return wrong


def wrong_child(page, lang: str) -> None:
    page.goto(question(lang, of_each_kind(page)["list"]))
    press(page, "button[value=add]")
    page.locator("main .input").first.fill("1/13/2020")
    press(page, ".asking > .actions > button[value=continue]")


def compare_with_a_day(page, typed: str = "") -> None:
    """Two situations, of which one is a year later, or on a day that cannot be."""
    later = date.today() + timedelta(days=400)
    page.fill("#day", typed or later.strftime("%d %m %Y"))
    press(page, "main button[value=day]")


def wrong_day(page, lang: str) -> None:
    page.goto(addresses(lang)["questionnaire:compare"])
    compare_with_a_day(page, "31 2 2020")


def wrong_code(page, lang: str) -> None:
    page.goto(addresses(lang)["questionnaire:pick-up"])
    page.fill("#text", "nothing")
    page.fill("#digits", "1")
    press(page, "main form .button")


def wrong_message(number: int) -> Callable:
    """A form of the feedback page, sent empty."""

    def wrong(page, lang: str) -> None:
        page.goto(feedback(page, lang))
        press(page, f"main form .button >> nth={number}")

    return wrong


def feedback(page, lang: str) -> str:
    page.goto(addresses(lang)["rights:list"])
    slug = page.locator("main .links a").first.get_attribute("href").strip("/").split("/")[-1]
    with override(lang):
        return reverse("rights:feedback", args=[slug])


def wrong_postcode(page, lang: str) -> None:
    page.goto(addresses(lang)["rights:offices"])
    page.fill("#postcode", "99")
    press(page, "main form .button")


def wrong_letter(page, lang: str) -> None:
    with override(lang):
        page.goto(reverse("questionnaire:letter", args=["parking-card"]))
    press(page, "main form .button")


def write_a_letter(page, lang: str) -> None:
    wrong_letter(page, lang)
    page.check("input[value=no]")
    press(page, "main form .button")


# Every form that can be filled in wrongly.
WRONG: dict[str, Callable] = {
    **{f"{kind}-empty": wrong_question(kind) for kind in KINDS},
    "date": wrong_question("date", "31/02/1990"),
    "money": wrong_question("money", "1,23,456"),
    "number": wrong_question("number", "twelve"),
    "postcode": wrong_question("postcode", "10000"),
    "child": wrong_child,
    "office": wrong_postcode,
    "letter": wrong_letter,
    "code": wrong_code,
    "day": wrong_day,
    "mistake": wrong_message(0),
    "outcome": wrong_message(1),
}
