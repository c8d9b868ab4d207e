"""What else is there about this: for the page of a thing, and for any text."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from django.db import models
from django.http import HttpRequest

from portal.kernel.search import engine, facets, lexemes, plan, sources
from portal.kernel.search.keywords import keywords_of
from portal.kernel.search.models import SearchEntry, SearchKinship
from portal.kernel.ui import panels

SHOWN = 6
_PAIRED = 7
_CANDIDATES = 120
_TIMEOUT_MS = 250
# Two things with less in common than this have the same office, not the same subject.
_LEAST = 0.12
_COMPARED = (
    "(SELECT k.others FROM search_searchkinship k JOIN search_searchentry mine ON mine.id = k.entry_id"
    " WHERE mine.kind = %s AND mine.object_id = %s)"
)
_SHOWN = (
    "SELECT e.kind, e.object_id, t.title, t.url, e.published_on, t.dated, t.number, t.validity"
    " FROM unnest({entries}) WITH ORDINALITY AS near (entry_id, place)"
    " JOIN search_searchtext t ON t.entry_id = near.entry_id JOIN search_searchentry e ON e.id = t.entry_id"
    " ORDER BY near.place LIMIT %s"
)


@dataclass(frozen=True, slots=True)
class Related:
    """Something public that is about the same."""

    kind: str
    kind_label: str
    object_id: int
    title: str
    url: str
    published_on: date | None
    number: str = ""
    validity: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """An entry and how much it has in common, from 0 to 1."""

    entry_id: int
    score: float


def like(thing: models.Model, *, limit: int = SHOWN) -> tuple[Related, ...]:
    """What is public and most like this thing, as last compared; nothing for what is not public itself."""
    try:
        kind = sources.source_of(thing).kind
    except sources.UnknownSource:
        return ()
    return _shown(_COMPARED, [kind, sources.key_of(thing)], limit)


def panel(request: HttpRequest, thing: models.Model) -> panels.Panel | None:
    """For the page of anything that is searched: nothing to say, no panel."""
    found = like(thing)
    return panels.Panel("相关内容", "components/related.html", {"related": found}, "related") if found else None


def like_text(text: str, *, kinds: Collection[str] = (), limit: int = SHOWN) -> tuple[Related, ...]:
    """What is public and most like a text nobody has published: a draft, a request, a question."""
    found = nearest(keywords_of("", text), kinds=kinds)
    return _shown("%s::bigint[]", [[near.entry_id for near in found]], limit) if found else ()


def nearest(
    keywords: Sequence[str], *, without: int | None = None, kinds: Collection[str] = (), limit: int = SHOWN
) -> list[Near]:
    """The entries that share most of some keywords, best first; nothing when it would take too long."""
    if len(keywords) < 2:
        return []
    rows = SearchEntry.objects.filter(tsv__matches=_expression(keywords, kinds))
    if without is not None:
        rows = rows.exclude(pk=without)
    try:
        with plan.within_time(_TIMEOUT_MS):
            entries = list(rows.order_by("-published_on", "-pk").values_list("pk", flat=True)[:_CANDIDATES])
    except plan.TooSlow:
        return []
    found = SearchKinship.objects.filter(pk__in=entries).values_list("pk", "keywords")
    near = [Near(pk, _common(keywords, theirs)) for pk, theirs in found]
    return sorted((each for each in near if each.score >= _LEAST), key=lambda each: (-each.score, -each.entry_id))[
        :limit
    ]


def _expression(keywords: Sequence[str], kinds: Collection[str]) -> str:
    """Any two of the best words together: one alone is in too many texts."""
    covers = ["({})".format(" & ".join(lexemes.quoted(part) for part in _cover(word))) for word in keywords[:_PAIRED]]
    pairs = " | ".join(f"({one} & {other})" for one, other in combinations(covers, 2))
    if not kinds:
        return pairs
    wanted = " | ".join(lexemes.quoted(facets.BY_NAME["kind"].lexeme(kind)) for kind in kinds)
    return f"({pairs}) & ({wanted})"


def _cover(word: str) -> list[str]:
    return lexemes.cover(word) if lexemes.is_han(word[0]) else [word]


def _common(mine: Sequence[str], theirs: Sequence[str]) -> float:
    """Shared words weigh by their rank in both lists."""
    weights = {word: 1 / (2 + at) for at, word in enumerate(theirs)}
    shared = sum((weights[word] / (2 + at)) ** 0.5 for at, word in enumerate(mine) if word in weights)
    return shared / (sum(1 / (2 + at) for at in range(max(len(mine), len(theirs)))) or 1)


def _shown(entries: str, values: list[Any], limit: int) -> tuple[Related, ...]:
    """Those of an array that are still in the index, in its order: a thing that was taken back has no row any more."""
    rows = engine.ask(_SHOWN.format(entries=entries), [*values, limit])
    return tuple(
        Related(kind, sources.label_of(kind), key, title, url, day if dated else None, number, validity)
        for kind, key, title, url, day, dated, number, validity in rows
    )
