"""Putting public things into the index and taking them out; called inside the transaction that publishes or hides."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

from portal.kernel.search.models import SearchEntry, SearchSample, SearchText
from portal.kernel.search.services import kinship, replacing, words
from portal.kernel.search.services.rows import content_hash, entry_of, sample_of, text_of
from portal.kernel.search.sources import SearchSource, all_sources, key_of, source_of

BATCH = 200
_TEXT_FIELDS = [field.name for field in SearchText._meta.concrete_fields if not field.primary_key]
_ENTRY_FIELDS = ["published_on", "facets", "tsv"]
_SAMPLE_FIELDS = ["facets", "tsv"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a rebuild has come."""

    kind: str
    seen: int
    written: int
    removed: int


def index(thing: models.Model, *, at: datetime | None = None, force: bool = False) -> bool:
    """Writes the thing's row unless its content is the same as before; says whether it wrote.

    With `at`, a thing not public at that moment loses its row instead of getting one.
    """
    source = source_of(thing)
    if at is not None and not source.public_things(at).filter(pk=thing.pk).exists():
        remove(thing)
        return False
    return _write(source, [thing], force=force) == 1


def remove(thing: models.Model) -> None:
    """Takes the thing out of every search; nothing happens when it was not in."""
    kind, key = source_of(thing).kind, key_of(thing)
    replacing.note_withdrawn(kind, key)
    _take_out(SearchEntry.objects.filter(kind=kind, object_id=key))


def rebuild(*, at: datetime, kinds: Iterable[str] = (), force: bool = False, batch: int = BATCH) -> Iterator[Progress]:
    """Brings the index to what is public at `at`, batch by batch, each committed by itself.

    Rows whose content has not changed are skipped, so an interrupted rebuild takes up where it stopped.
    """
    wanted = set(kinds)
    for source in all_sources():
        if not wanted or source.kind in wanted:
            yield from _rebuild_source(source, at, force=force, batch=batch)
    if not wanted:
        known = [source.kind for source in all_sources()]
        orphans = _take_out(SearchEntry.objects.exclude(kind__in=known))
        if orphans:
            yield Progress("", 0, 0, orphans)
    with connection.cursor() as cursor:
        # Fresh row estimates are what the search plans by.
        cursor.execute("ANALYZE search_searchentry, search_searchsample")


def sort_in() -> int:
    """Sorts into the word indexes what was appended to them lately; says how many pages that was.

    Everything is found before and after; the fewer pages wait, the less each search has to look through.
    """
    names = [
        index.name for model in (SearchEntry, SearchSample) for index in model._meta.indexes if index.suffix == "gin"
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(gin_clean_pending_list(name::regclass)) FROM unnest(%s) AS name", [names])
        return int(cursor.fetchone()[0])


def count_public(*, at: datetime, kinds: Iterable[str] = ()) -> int:
    """How many things a rebuild will look at."""
    wanted = set(kinds)
    sources = (source for source in all_sources() if not wanted or source.kind in wanted)
    return sum(source.public_things(at).count() for source in sources)


def _rebuild_source(source: SearchSource, at: datetime, *, force: bool, batch: int) -> Iterator[Progress]:
    seen = written = removed = 0
    last: models.Model | None = None
    while True:
        with transaction.atomic():
            beyond = source.public_things(at).order_by("pk")
            stale = SearchEntry.objects.filter(kind=source.kind)
            if last is not None:
                beyond, stale = beyond.filter(pk__gt=last.pk), stale.filter(object_id__gt=key_of(last))
            things = list(beyond[:batch])
            if len(things) == batch:
                stale = stale.filter(object_id__lte=key_of(things[-1]))
            removed += _take_out(stale.exclude(object_id__in=[key_of(thing) for thing in things]))
            written += _write(source, things, force=force)
        seen += len(things)
        yield Progress(source.kind, seen, written, removed)
        if len(things) < batch:
            return
        last = things[-1]


def _take_out(rows: "models.QuerySet[SearchEntry]") -> int:
    """The rows with all that was remembered of them; says how many there were."""
    keys = list(rows.values_list("pk", flat=True))
    words.forget(keys)
    SearchEntry.objects.filter(pk__in=keys).delete()
    return len(keys)


def _write(source: SearchSource, things: list[Any], *, force: bool) -> int:
    known = dict(
        SearchText.objects.filter(
            entry__kind=source.kind, entry__object_id__in=[key_of(thing) for thing in things]
        ).values_list("entry__object_id", "content_hash")
    )
    changed = []
    for thing in things:
        document = source.document(thing)
        digest = content_hash(document)
        if force or known.get(key_of(thing)) != digest:
            changed.append((key_of(thing), document, digest))
    entries = SearchEntry.objects.bulk_create(
        [entry_of(source.kind, pk, document) for pk, document, _digest in changed],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=_ENTRY_FIELDS,
    )
    samples = [sample_of(entry, document) for entry, (_pk, document, _digest) in zip(entries, changed, strict=True)]
    SearchSample.objects.bulk_create(
        [sample for sample in samples if sample],
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=_SAMPLE_FIELDS,
    )
    texts = [text_of(entry, document, digest) for entry, (_pk, document, digest) in zip(entries, changed, strict=True)]
    SearchText.objects.bulk_create(texts, update_conflicts=True, unique_fields=["entry"], update_fields=_TEXT_FIELDS)
    words.learn([(text.entry_id, text.title) for text in texts])
    kinship.note([(text.entry_id, text.title, text.body) for text in texts])
    return len(changed)
