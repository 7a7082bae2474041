"""The sheet of one right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from eligibility import parameters
from eligibility.schema import LANGUAGES, Criterion
from rights import text
from rights.bundle import Bundle
from rights.page_cache import content_page
from rights.schema import Right, Words
from rights.views.lists import slug_of
from rights.views.page import render_page, sheet_link, sheet_paths, words_in
from rights.views.safety import about_violence

NEEDS = ("bring", "maybe", "office_has")


@content_page
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    bundle, lang = request.bundle, get_language()
    right = bundle.by_slug(lang, slug)
    if right is None:
        return redirect(_in_other_language(bundle, slug, lang))
    words, words_lang = words_in(bundle, right.code, lang)
    context = {
        "right": right,
        "words": words,
        "words_lang": words_lang,
        "sheet": Sheet(bundle, right, words, words_lang, request.as_of),
        "alternates": sheet_paths(bundle, right.code),
    }
    return render_page(request, "rights/sheet.html", context)


def _in_other_language(bundle: Bundle, slug: str, lang: str) -> str:
    """`/nl/rechten/` with the French name of a right: the address people meant, or 404."""
    for other in LANGUAGES:
        if right := bundle.by_slug(other, slug):
            return sheet_paths(bundle, right.code)[lang]
    raise Http404


@dataclass(frozen=True)
class Condition:
    """One criterion as a sentence; `by_office`: only an institution can judge it."""

    text: str
    by_office: bool
    source: str | None


@dataclass
class Sheet:
    """What the template of a sheet asks beside the words themselves."""

    bundle: Bundle
    right: Right
    words: Words
    lang: str
    as_of: date

    @cached_property
    def sections(self) -> list[tuple[str, str]]:
        """Anchor and heading of every section that this sheet has, in reading order."""
        every = [
            ("get", _("What you get"), True),
            ("for-you", _("Is it for you?"), True),
            ("automatic", _("Is it automatic?"), True),
            ("papers", _("What you need"), self.papers or self.words.need),
            ("before", _("Before you ask"), True),
            ("apply", _("How to apply"), True),
            ("when", _("When you hear and when you are paid"), True),
            ("keeping", _("Keeping it"), True),
            ("disagree", _("You do not agree"), True),
            ("related", _("What goes with it"), self.related),
            ("good-to-know", _("Good to know"), self.words.good_to_know),
            ("misunderstandings", _("Often misunderstood"), self.words.misunderstandings),
            ("professionals", _("For professionals"), True),
            ("sources", _("Sources"), True),
        ]
        return [(anchor, heading) for anchor, heading, there in every if there]

    @cached_property
    def themes(self) -> list[dict]:
        known = {theme.code: theme for theme in self.bundle.catalogue.themes}
        found = [known[code] for code in self.right.themes if code in known]
        return [
            {
                "name": text.in_language(theme.name, self.lang),
                "url": reverse("rights:theme", kwargs={"slug": slug_of(theme, self.lang)}),
            }
            for theme in found
        ]

    @cached_property
    def common(self) -> list[Condition]:
        """What holds for everyone; with a single route, its conditions too."""
        criteria = list(self.right.criteria)
        if len(self.right.routes) == 1:
            criteria += self.right.routes[0].criteria
        return self._conditions(criteria)

    @cached_property
    def ways(self) -> list[tuple[str, list[Condition]]]:
        """The routes, when there is more than one: any one of them is enough."""
        if len(self.right.routes) < 2:
            return []
        return [
            (self.words.routes.get(route.id, ""), self._conditions(route.criteria))
            for route in self.right.routes
        ]

    def _conditions(self, criteria: list[Criterion]) -> list[Condition]:
        return [
            Condition(self.words.criteria[c.id], c.decided_by == "office", c.source)
            for c in criteria
            if c.id in self.words.criteria
        ]

    @cached_property
    def conditions(self) -> list[Condition]:
        """All of them once, each with its source."""
        routes = [criterion for route in self.right.routes for criterion in route.criteria]
        return self._conditions([*self.right.criteria, *routes])

    @cached_property
    def papers(self) -> list[dict]:
        """The documents, grouped: bring it, maybe, the office already has it."""
        known = {document.code: document for document in self.bundle.catalogue.documents}
        groups = []
        for need in NEEDS:
            found = [known[d.document] for d in self.right.documents
                     if d.need == need and d.document in known]  # fmt: skip
            if found:
                groups.append({"need": need, "documents": found})
        return groups

    @cached_property
    def offices(self) -> list:
        known = {item.code: item for item in self.bundle.catalogue.institutions}
        return [known[code] for code in self.right.applied_for_at if code in known]

    @cached_property
    def authority(self):
        known = {item.code: item for item in self.bundle.catalogue.institutions}
        return known.get(self.right.authority)

    @cached_property
    def confirmed_by(self) -> dict[str, str] | None:
        """The name of the institution that confirmed this sheet."""
        known = {item.code: item.name for item in self.bundle.catalogue.institutions}
        return known.get(self.right.confirmed_by or "")

    @cached_property
    def tools(self) -> list:
        return [t for t in self.bundle.catalogue.tools if t.code in self.right.tools]

    @cached_property
    def deadlines(self) -> list[str]:
        sentences = (self.words.deadlines.get(limit.id) for limit in self.right.deadlines)
        return [sentence for sentence in sentences if sentence]

    @cached_property
    def linked_channels(self) -> list:
        """The ways to ask that have a page of their own."""
        return [channel for channel in self.right.channels if channel.url]

    @cached_property
    def appeals(self) -> list[dict]:
        known = {item.code: item for item in self.bundle.catalogue.institutions}
        return [
            {"limit": appeal, "body": known[appeal.body]}
            for appeal in self.right.appeal
            if appeal.body in known
        ]

    @cached_property
    def related(self) -> list[dict]:
        """Other sheets: what this one opens or excludes, what opens it, what is like it."""
        opened_by = [r.code for r in self.bundle.catalogue.rights if self.right.code in r.opens]
        groups = [
            ("opens", self.right.opens),
            ("opened_by", opened_by),
            ("excludes", self.right.excludes),
            ("reduces", self.right.reduces),
            ("similar", self.right.similar),
        ]
        seen = {self.right.code}
        result = []
        for kind, codes in groups:
            new = [code for code in codes if code in self.bundle and code not in seen]
            seen.update(new)
            if new:
                links = [sheet_link(self.bundle, code, get_language()) for code in new]
                result.append({"kind": kind, "sheets": links})
        return result

    @cached_property
    def figures(self) -> list[dict]:
        """Each figure of this right that is shown, with its date and source."""
        group = f"{self.right.code}."
        shown = []
        for key, parameter in text.parameters(self.bundle).items():
            value = parameters.shown(parameter, self.as_of)
            if key.startswith(group) and value and parameter.label:
                figure = text.figure(key, self.bundle, self.lang, self.as_of)
                label = text.in_language(parameter.label, self.lang)
                shown.append({"label": label, "figure": figure, "source": value.source})
        return shown

    @cached_property
    def about_violence(self) -> bool:
        return about_violence(self.bundle, self.right.code, self.words, self.lang)

    @property
    def confirmed(self) -> bool:
        return bool(self.confirmed_by and self.right.confirmed_on)

    @property
    def checked_together(self) -> bool:
        """All sources were checked on the same day, so that it is said once."""
        return len({source.checked_on for source in self.right.sources}) == 1

    @property
    def review_is_late(self) -> bool:
        return self.as_of > self.right.review_by

    @property
    def ended(self) -> bool:
        until = self.right.in_force.until
        return until is not None and self.as_of > until

    @property
    def starts_later(self) -> bool:
        start = self.right.in_force.from_
        return start is not None and self.as_of < start
