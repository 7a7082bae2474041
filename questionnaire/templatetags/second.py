"""The same words in the second language of the page: `{% load second %}`.

Every tag gives nothing when the page has one language (`beside` in the context is empty).
"""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, override

from questionnaire.fields import words
from questionnaire.items import say
from rights import text
from rights.clock import today

register = template.Library()


def _span(context, shown: str) -> SafeString | str:
    if not shown:
        return ""
    return format_html(' <span class="beside" lang="{}">{}</span>', context["beside"], shown)


@register.simple_tag(takes_context=True)
def beside(context, value: dict[str, str] | str | None) -> SafeString | str:
    """A text of the catalogue in four languages, or one of our own English sentences."""
    lang = context.get("beside")
    if not lang or not value:
        return ""
    if not isinstance(value, str):
        return _span(context, words(value, lang))
    with override(lang):
        return _span(context, gettext(value))


@register.tag
def twice(parser, token) -> Twice:
    """`{% twice %}…{% endtwice %}`: what is inside, and again in the second language.

    The second time `item` is what `item.second` holds: the same, made in that language.
    """
    inside = parser.parse(("endtwice",))
    parser.delete_first_token()
    return Twice(inside)


class Twice(template.Node):
    def __init__(self, inside: template.NodeList):
        self.inside = inside

    def render(self, context) -> SafeString:
        first, lang, item = self.inside.render(context), context.get("beside"), context.get("item")
        if not lang or not first.strip():
            return first
        second = getattr(item, "second", None) or item
        with override(lang), context.push(lang=lang, beside="", item=second):
            again = self.inside.render(context)
        return format_html('{} <span class="beside" lang="{}">{}</span>', first, lang, again)


@register.simple_tag(takes_context=True)
def beside_question(context, number: int) -> SafeString | str:
    """The words of the question with this printed number."""
    facts = context["bundle"].engine.facts.values() if context.get("beside") else ()
    return next((beside(context, fact.question) for fact in facts if fact.number == number), "")


@register.simple_tag(takes_context=True)
def beside_right(context, code: str, part: str = "name", key: str = "") -> SafeString | str:
    """The words of a right: its `name`, `in_short`, or one of its `criteria` or `routes`."""
    lang, bundle = context.get("beside"), context["bundle"]
    named = bundle.catalogue.words[code].get(lang) if lang else None
    if named is None:
        return ""
    found = getattr(named, part)
    as_of = context.get("as_of") or today()
    return _span(
        context, text.plain_line(found.get(key, "") if key else found, bundle, lang, as_of)
    )


@register.simple_tag(takes_context=True)
def beside_say(context, code: str) -> SafeString | str:
    """What to say at the office."""
    lang, bundle = context.get("beside"), context["bundle"]
    if not lang or lang not in bundle.catalogue.words[code]:
        return ""
    with override(lang):
        return _span(context, say(bundle.words(code, lang).name))
