"""Comparing the index with what is public: missing, stale and orphaned rows, found and mended batch by batch."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models

from portal.kernel.search import sources
from portal.kernel.search.models import IndexCheck, SearchEntry, SearchText
from portal.kernel.search.services import indexing
from portal.kernel.search.services.indexing import Clock
from portal.kernel.search.services.rows import is_drawn
from portal.kernel.search.sources import SearchSource, having_keys, key_of

BATCH = 200
_EXAMPLES = 20
# In place of the fingerprint of an entry that should have a copy in the sample and has none.
_NO_COPY = ""


@dataclass(slots=True)
class Findings:
    """What differs, each as kind:number."""

    looked_at: int = 0
    missing: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    orphaned: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return not (self.missing or self.stale or self.orphaned)

    @property
    def examples(self) -> str:
        named = [("缺少", self.missing), ("过时", self.stale), ("多余", self.orphaned)]
        return "\n".join(f"{label} {each}" for label, found in named for each in found[:_EXAMPLES])


def examine(*, clock: Clock, repair: bool, batch: int = BATCH) -> Findings:
    """Looks at everything once. The clock is read anew for each batch, since publishing goes on meanwhile."""
    findings = Findings()
    for source in sources.all_sources():
        for things, until in _batches(source, clock, batch):
            _compare(source, things, until, findings, clock=clock, repair=repair)
    known = [source.kind for source in sources.all_sources()]
    strangers = SearchEntry.objects.exclude(kind__in=known)
    findings.orphaned += [str(entry) for entry in strangers.only("kind", "object_id").order_by("pk")]
    if repair:
        strangers.delete()
    return findings


def note(findings: Findings, *, repaired: bool, started_at: datetime, at: datetime) -> IndexCheck:
    """Keeps what was found for staff to read."""
    return IndexCheck.objects.create(
        started_at=started_at,
        finished_at=at,
        looked_at=findings.looked_at,
        missing=len(findings.missing),
        stale=len(findings.stale),
        orphaned=len(findings.orphaned),
        repaired=repaired and not findings.sound,
        examples=findings.examples[:2000],
    )


@dataclass(frozen=True, slots=True)
class _Window:
    """A stretch of the numbers of one kind; without an end the last one."""

    after: int | None
    until: int | None

    def of(self, kind: str) -> "models.QuerySet[SearchEntry]":
        rows = SearchEntry.objects.filter(kind=kind)
        if self.after is not None:
            rows = rows.filter(object_id__gt=self.after)
        return rows if self.until is None else rows.filter(object_id__lte=self.until)


def _batches(source: SearchSource, clock: Clock, batch: int) -> Iterator[tuple[list[models.Model], _Window]]:
    last: models.Model | None = None
    while True:
        public = source.public_things(clock()).order_by("pk")
        things = list(public[:batch] if last is None else public.filter(pk__gt=last.pk)[:batch])
        after = None if last is None else key_of(last)
        full = len(things) == batch
        yield things, _Window(after, key_of(things[-1]) if full else None)
        if not full:
            return
        last = things[-1]


def _compare(
    source: SearchSource,
    things: list[models.Model],
    window: _Window,
    findings: Findings,
    *,
    clock: Clock,
    repair: bool,
) -> None:
    rows = window.of(source.kind).values_list("object_id", "text__content_hash", "sample__entry_id")
    kept = {
        key: digest if sampled is not None or not is_drawn(source.kind, key) else _NO_COPY
        for key, digest, sampled in rows
    }
    public = {key_of(thing): thing for thing in things}
    findings.looked_at += len(public.keys() | kept.keys())
    orphaned = [key for key in sorted(kept.keys() - public.keys()) if not _is_public(source, key, clock())]
    missing = [key for key in public.keys() - kept.keys() if _is_missing(source, key, clock())]
    stale = [
        key
        for key, thing in public.items()
        if key in kept and kept[key] != indexing.content_hash(source.document(thing))
    ]
    findings.orphaned += [f"{source.kind}:{key}" for key in orphaned]
    findings.missing += [f"{source.kind}:{key}" for key in sorted(missing)]
    findings.stale += [f"{source.kind}:{key}" for key in stale]
    if repair:
        indexing.settle(source, [*missing, *stale, *orphaned], clock=clock, force=True)


def _is_public(source: SearchSource, key: int, at: datetime) -> bool:
    """Asked again: since the batch was read, something may have been released."""
    return source.public_things(at).filter(having_keys(source.model, [key])).exists()


def _is_missing(source: SearchSource, key: int, at: datetime) -> bool:
    """Asked again: since the batch was read, something may have been withdrawn."""
    return not SearchText.objects.filter(entry__kind=source.kind, entry__object_id=key).exists() and _is_public(
        source, key, at
    )
