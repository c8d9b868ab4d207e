"""Putting public things into the index and taking them out; called inside the transaction that publishes or hides."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import connection, models, transaction

from portal.kernel.search import plan
from portal.kernel.search.keywords import keywords_of
from portal.kernel.search.models import SearchEntry, SearchSample, SearchText
from portal.kernel.search.services import kinship, replacing, words
from portal.kernel.search.services.rows import content_hash, entry_of, sample_of, text_of
from portal.kernel.search.sources import (
    SearchDocument,
    SearchSource,
    all_sources,
    having_keys,
    key_of,
    key_of_pk,
    source_of,
)

Clock = Callable[[], datetime]
BATCH = 200
# Held together by those who publish, alone by those who mend: a lock of PostgreSQL until the transaction ends. Rows of
# things would not do: a withdrawal takes files and companions out of the index without locking them. ASCII "OGSE".
WRITING = 0x4F475345
# So many are mended together, and of long texts fewer, while publishing waits: some tenths of a second.
_AT_ONCE, _MOST_CHARACTERS = 20, 1_000_000
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


@dataclass(frozen=True, slots=True)
class _Made:
    """All that is written of a thing while its content is this one."""

    entry: SearchEntry
    sample: SearchSample | None
    text: SearchText
    keywords: list[str]


@transaction.atomic(savepoint=False)
def index(thing: models.Model, *, at: datetime | None = None) -> bool:
    """Writes the thing's row unless its content is the same as before; says whether it wrote.

    With `at`, a thing not public at that moment loses its row instead of getting one.
    """
    _among_others()
    source, key = source_of(thing), key_of(thing)
    if at is not None and not source.public_things(at).filter(pk=thing.pk).exists():
        remove(thing)
        return False
    document = source.document(thing)
    digest = content_hash(document)
    if _kept(source, [key]).get(key) == digest:
        return False
    _write([_made_of(source, key, document, digest)])
    return True


@transaction.atomic(savepoint=False)
def remove(thing: models.Model) -> None:
    """Takes the thing out of every search; nothing happens when it was not in."""
    _among_others()
    kind, key = source_of(thing).kind, key_of(thing)
    replacing.note_withdrawn(kind, key)
    _take_out(SearchEntry.objects.filter(kind=kind, object_id=key))


def settle(source: SearchSource, keys: Sequence[int], *, clock: Clock, force: bool = False) -> tuple[int, int]:
    """Brings the rows of some things to what is public now; says how many it wrote and how many it took out.

    Publishing goes on meanwhile. So the texts are taken apart first, which takes long, and whatever would be written
    or taken out is looked at again while nobody publishes or withdraws.
    """
    written = removed = 0
    for some in _pieces(keys, _AT_ONCE):
        kept = _kept(source, some)
        made: dict[int, _Made] = {}
        public = set()
        for thing in _public(source, some, clock()):
            key, document = key_of(thing), source.document(thing)
            digest = content_hash(document)
            public.add(key)
            if force or kept.get(key) != digest:
                made[key] = _made_of(source, key, document, digest)
        for few in _small([key for key in some if key in made or key in kept.keys() - public], made):
            wrote, took = plan.giving_way(partial(_settle_alone, source, few, made, clock=clock, force=force))
            written, removed = written + wrote, removed + took
    return written, removed


def rebuild(*, clock: Clock, kinds: Iterable[str] = (), force: bool = False, batch: int = BATCH) -> Iterator[Progress]:
    """Brings the index to what is public, batch by batch; the clock is read anew for each.

    Rows whose content has not changed are skipped, so an interrupted rebuild takes up where it stopped.
    """
    wanted = set(kinds)
    for source in all_sources():
        if not wanted or source.kind in wanted:
            yield from _rebuild_source(source, clock, force=force, batch=batch)
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


def _rebuild_source(source: SearchSource, clock: Clock, *, force: bool, batch: int) -> Iterator[Progress]:
    seen = written = removed = 0
    last: Any = None
    while True:
        beyond = source.public_things(clock()).order_by("pk")
        rows = SearchEntry.objects.filter(kind=source.kind)
        if last is not None:
            beyond, rows = beyond.filter(pk__gt=last), rows.filter(object_id__gt=key_of_pk(last))
        pks = list(beyond.values_list("pk", flat=True)[:batch])
        if len(pks) == batch:
            rows = rows.filter(object_id__lte=key_of_pk(pks[-1]))
        keys = {key_of_pk(pk) for pk in pks}.union(rows.values_list("object_id", flat=True))
        wrote, took = settle(source, sorted(keys), clock=clock, force=force)
        seen, written, removed = seen + len(pks), written + wrote, removed + took
        yield Progress(source.kind, seen, written, removed)
        if len(pks) < batch:
            return
        last = pks[-1]


def _settle_alone(
    source: SearchSource, keys: list[int], made: Mapping[int, _Made], *, clock: Clock, force: bool
) -> tuple[int, int]:
    """Whoever published before is seen by now, and whoever is about to will write after this."""
    replacing.ask("SELECT pg_advisory_xact_lock(%s)", [WRITING])
    kept = _kept(source, keys)
    changed, public = [], set()
    for thing in _public(source, keys, clock()):
        key, document = key_of(thing), source.document(thing)
        digest = content_hash(document)
        public.add(key)
        if force or kept.get(key) != digest:
            ready = made.get(key)
            is_same = ready is not None and ready.text.content_hash == digest
            changed.append(ready if ready and is_same else _made_of(source, key, document, digest))
    _write(changed)
    gone = kept.keys() - public
    return len(changed), _take_out(SearchEntry.objects.filter(kind=source.kind, object_id__in=gone))


def _among_others() -> None:
    """Until the transaction ends nobody mends the index: what is public is about to change."""
    replacing.ask("SELECT pg_advisory_xact_lock_shared(%s)", [WRITING])


def _public(source: SearchSource, keys: Sequence[int], at: datetime) -> Iterable[models.Model]:
    things: Iterable[models.Model] = source.public_things(at).filter(having_keys(source.model, keys)).order_by("pk")
    return things


def _kept(source: SearchSource, keys: Sequence[int]) -> dict[int, str | None]:
    """The fingerprints of those that have a row; None where its text is missing."""
    rows = SearchEntry.objects.filter(kind=source.kind, object_id__in=keys)
    return dict(rows.values_list("object_id", "text__content_hash"))


def _small(keys: Sequence[int], made: Mapping[int, _Made]) -> Iterator[list[int]]:
    """As many together as have few characters."""
    some: list[int] = []
    characters = 0
    for key in keys:
        more = len(made[key].text.body) if key in made else 0
        if some and characters + more > _MOST_CHARACTERS:
            yield some
            some, characters = [], 0
        some.append(key)
        characters += more
    if some:
        yield some


def _pieces(keys: Sequence[int], size: int) -> Iterator[list[int]]:
    for start in range(0, len(keys), size):
        yield list(keys[start : start + size])


def _take_out(rows: "models.QuerySet[SearchEntry]") -> int:
    """The rows with all that was remembered of them; says how many there were."""
    keys = list(rows.values_list("pk", flat=True))
    words.forget(keys)
    SearchEntry.objects.filter(pk__in=keys).delete()
    return len(keys)


def _made_of(source: SearchSource, key: int, document: SearchDocument, digest: str) -> _Made:
    entry = entry_of(source.kind, key, document)
    text = text_of(entry, document, digest)
    return _Made(entry, sample_of(entry, document), text, keywords_of(text.title, text.body))


def _write(rows: Sequence[_Made]) -> None:
    for made in rows:
        # An attempt that was rolled back may have left it a number.
        made.entry.pk = None
    SearchEntry.objects.bulk_create(
        [made.entry for made in rows],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=_ENTRY_FIELDS,
    )
    for made in rows:
        made.text.entry = made.entry
        if made.sample:
            made.sample.entry = made.entry
    SearchSample.objects.bulk_create(
        [made.sample for made in rows if made.sample],
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=_SAMPLE_FIELDS,
    )
    texts = [made.text for made in rows]
    SearchText.objects.bulk_create(texts, update_conflicts=True, unique_fields=["entry"], update_fields=_TEXT_FIELDS)
    words.learn([(text.entry_id, text.title) for text in texts])
    kinship.note([(made.text.entry_id, made.keywords) for made in rows])
