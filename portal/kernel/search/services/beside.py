"""A whole new index made beside the living one, by several processes, and put in its place in one moment.

The new tables are filled by COPY, step by step, and indexed at the end; whatever is published or withdrawn meanwhile is
noted by triggers on the living tables and copied over last. An interrupted build takes up at the first open step.
"""

import multiprocessing
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from typing import Any

from django.db import connection, connections, models

from portal.kernel.search import lexemes, plan
from portal.kernel.search.models import SearchEntry, SearchSample, SearchText
from portal.kernel.search.services import replacing
from portal.kernel.search.services.indexing import Clock
from portal.kernel.search.services.replacing import NEXT_ENTRIES, NEXT_SAMPLES, NEXT_TEXTS, STEPS, ask, columns_of
from portal.kernel.search.services.rows import content_hash, entry_of, sample_of, text_of
from portal.kernel.search.sources import SearchSource, all_sources, key_of

STEP = 200
_POLL_SECONDS = 0.5
_KEYS_AT_ONCE = 10_000
_ENTRIES = SearchEntry._meta.db_table


class WorkerFailed(RuntimeError):
    """A process of the build ended before its work was done; what it had finished is kept."""


@dataclass(frozen=True, slots=True)
class Stage:
    """How far the build has come: the stage, and of the filling how many things of how many."""

    name: str
    done: int = 0
    total: int = 0


def build(*, clock: Clock, workers: int = 2, step: int = STEP) -> Iterator[Stage]:
    """Makes the index anew from what is public; searches are answered from the old one until the end."""
    replacing.prepare(f"lexemes {lexemes.VERSION}")
    # Whoever published before everything is noted is public at this moment.
    at = clock()
    total = _plan(at, step)
    yield Stage("fill", _filled(), total)
    for done in _fill(at, workers):
        yield Stage("fill", done, total)
    yield Stage("index")
    replacing.make_indexes(workers)
    yield Stage("replace")
    replacing.replace()
    yield Stage("done", total, total)


def _plan(at: datetime, step: int) -> int:
    """Notes the steps unless an earlier build did; says how many things there are in all.

    Of each source the newest come first: the rows of a span of days stand on pages next to one another, and who looks
    for the newest of some hits meets them at once.
    """
    with plan.at_leisure():
        if not ask(f"SELECT 1 FROM {STEPS} LIMIT 1"):  # noqa: S608
            for source in all_sources():
                things = _newest_first(source, at).values_list("pk", flat=True)
                keys = [str(pk) for pk in things.iterator(chunk_size=_KEYS_AT_ONCE)]
                for start in range(0, len(keys), step):
                    ask(
                        f"INSERT INTO {STEPS} (kind, keys) VALUES (%s, %s)",  # noqa: S608
                        [source.kind, keys[start : start + step]],
                    )
        return int(ask(f"SELECT coalesce(sum(cardinality(keys)), 0) FROM {STEPS}")[0][0])  # noqa: S608


def _newest_first(source: SearchSource, at: datetime) -> "models.QuerySet[Any]":
    return source.public_things(at).order_by(f"-{source.day}", "-pk")


def _filled() -> int:
    with plan.at_leisure():
        return int(ask(f"SELECT coalesce(sum(cardinality(keys)), 0) FROM {STEPS} WHERE done")[0][0])  # noqa: S608


def _fill(at: datetime, workers: int) -> Iterator[int]:
    """Runs the open steps, in this process or in others; yields how many things are in."""
    if workers < 2:
        while _step(at):
            yield _filled()
        return
    connections.close_all()
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=_work, args=(at,), daemon=True) for _number in range(workers)]
    for process in processes:
        process.start()
    try:
        while any(process.is_alive() for process in processes):
            time.sleep(_POLL_SECONDS)
            yield _filled()
    finally:
        for process in processes:
            if process.is_alive():
                process.terminate()
            process.join()
    if any(process.exitcode for process in processes):
        raise WorkerFailed("重建检索的一个进程中途结束，已完成的部分保留，请再次运行。")


def _work(at: datetime) -> None:
    with suppress(KeyboardInterrupt):
        while _step(at):
            pass
    connection.close()


def _step(at: datetime) -> bool:
    """One open step, committed with its note; False when there is none left."""
    with plan.at_leisure():
        open_step = ask(
            f"SELECT id, kind, keys FROM {STEPS} WHERE NOT done ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED"  # noqa: S608
        )
        if not open_step:
            return False
        number, kind, keys = open_step[0]
        source = next(source for source in all_sources() if source.kind == kind)
        _copy(source, list(_newest_first(source, at).filter(pk__in=keys)))
        ask(f"UPDATE {STEPS} SET done = true WHERE id = %s", [number])  # noqa: S608
    return True


def _copy(source: SearchSource, things: Sequence[models.Model]) -> None:
    """Writes the rows of some things; a thing that is in the living index keeps the number of its entry."""
    keys = [key_of(thing) for thing in things]
    numbers = dict(
        SearchEntry.objects.filter(kind=source.kind, object_id__in=keys).values_list("object_id", "pk").iterator()
    )
    fresh = [key for key in keys if key not in numbers]
    taken = ask("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [_ENTRIES, len(fresh)])
    numbers.update(zip(fresh, (row[0] for row in taken), strict=True))
    entries, samples, texts = StringIO(), StringIO(), StringIO()
    for thing, key in zip(things, keys, strict=True):
        document = source.document(thing)
        entry = entry_of(source.kind, key, document)
        entry.pk = numbers[key]
        entries.write(_line(entry))
        sample = sample_of(entry, document)
        if sample:
            samples.write(_line(sample))
        texts.write(_line(text_of(entry, document, content_hash(document))))
    _load(NEXT_ENTRIES, SearchEntry, entries)
    _load(NEXT_SAMPLES, SearchSample, samples)
    _load(NEXT_TEXTS, SearchText, texts)


def _load(table: str, model: type[models.Model], lines: StringIO) -> None:
    columns = ", ".join(columns_of(model))
    lines.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", lines)


def _line(row: models.Model) -> str:
    """A row as COPY reads it."""
    return "\t".join(_value(getattr(row, field.attname)) for field in row._meta.concrete_fields) + "\n"


def _value(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, list):
        return "{" + ",".join(map(str, value)) + "}"
    text = str(value)
    if "\\" in text:
        text = text.replace("\\", "\\\\")
    return text.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
