"""What else is there about this: for the page of a thing, and for any text."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db import models
from django.http import HttpRequest

from portal.kernel.search import facets, lexemes, plan, sources
from portal.kernel.search.keywords import keywords_of
from portal.kernel.search.models import SearchEntry, SearchKinship, SearchText
from portal.kernel.ui import panels

SHOWN = 6
_PAIRED = 7
_CANDIDATES = 120
_TIMEOUT_MS = 250
# Two things with less in common than this have the same office, not the same subject.
_LEAST = 0.12


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
    compared = SearchKinship.objects.filter(entry__kind=kind, entry__object_id=sources.key_of(thing))
    return _shown(compared.values_list("others", flat=True).first() or [], limit)


def panel(request: HttpRequest, thing: models.Model) -> panels.Panel | None:
    """For the page of anything that is searched: nothing to say, no panel."""
    found = like(thing)
    return panels.Panel("相关内容", "components/related.html", {"related": found}, "related") if found else None


def like_text(text: str, *, kinds: Collection[str] = (), limit: int = SHOWN) -> tuple[Related, ...]:
    """What is public and most like a text nobody has published: a draft, a request, a question."""
    found = nearest(keywords_of("", text), kinds=kinds)
    return _shown([near.entry_id for near in found], limit)


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


def _shown(entries: Sequence[int], limit: int) -> tuple[Related, ...]:
    """Those still in the index, in the order given: a thing that was taken back has no row any more."""
    if not entries:
        return ()
    rows = SearchText.objects.filter(pk__in=entries).select_related("entry").defer("entry__tsv", "body", "folded")
    texts = {text.pk: text for text in rows}
    there = [texts[entry] for entry in entries if entry in texts]
    return tuple(
        Related(
            kind=text.entry.kind,
            kind_label=sources.label_of(text.entry.kind),
            object_id=text.entry.object_id,
            title=text.title,
            url=text.url,
            published_on=text.entry.published_on if text.dated else None,
            number=text.number,
            validity=text.validity,
        )
        for text in there[:limit]
    )
