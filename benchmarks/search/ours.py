"""The portal's own search: the selector that page and interface call, from the typed text to the marked hits."""

import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from django.db import connection, transaction

from benchmarks.search import tables
from benchmarks.search.corpus import make
from benchmarks.search.questions import Question
from portal.kernel.search import finding, reading
from portal.kernel.search.models import SearchEntry
from portal.kernel.search.selectors import search
from portal.kernel.search.services import beside, indexing
from portal.kernel.ui.moment import now

NAME = "portal"
_ENTRIES = "search_searchentry"
_TABLES = (_ENTRIES, "search_searchsample", "search_searchtext")


def build(documents: int, workers: int) -> float:
    """A new index of everything; the seconds it took."""
    started = time.perf_counter()
    last = ""
    for stage in beside.build(clock=now, workers=workers):
        if stage.name != last:
            print(f"   {stage.name} after {time.perf_counter() - started:.0f} s", flush=True)
            last = stage.name
    taken = time.perf_counter() - started
    with connection.cursor() as cursor:
        for table in _TABLES:
            cursor.execute(f"VACUUM ANALYZE {table}")
    return taken


def is_built(documents: int) -> bool:
    return SearchEntry.objects.count() == documents


def size() -> int:
    """Everything the search keeps: rows, vectors, texts to show, indexes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(pg_total_relation_size(each::regclass)) FROM unnest(%s) AS each", [list(_TABLES)])
        return int(cursor.fetchone()[0])


def ask(question: Question, order: str = "relevance") -> list[int]:
    """A whole answer: twenty hits with snippets, the count, all facets."""
    page = search(text=question.text, filters=question.filters, order=order)
    assert not page.timed_out, question
    return [hit.object_id for hit in page.hits]


def found(question: Question) -> Iterator[int]:
    """Every document the question finds, beyond all pages."""
    understood = reading.understand(question.text, filters=question.filters, with_synonyms=False)
    asked = finding.Asked(understood.query, understood.filters.lexemes)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"SELECT object_id FROM {_ENTRIES} WHERE tsv @@ %s::tsquery", [asked.expression()])
        for (number,) in cursor:
            yield number


class _Undone(Exception):
    pass


def publish(documents: int, number: int) -> tuple[float, bool]:
    """Milliseconds to index one new document, and whether the same transaction then finds it."""
    text = make(documents + number)
    with suppress(_Undone), transaction.atomic():
        row = tables.BenchDocument.objects.create(
            id=documents + number,
            kind=text.kind,
            title=text.title,
            sign=text.sign,
            body=text.body,
            published_on=date(2026, 6, 30),
            column_id=1,
            department_id=1,
            topic_id=1,
        )
        started = time.perf_counter()
        indexing.index(row)
        taken = (time.perf_counter() - started) * 1000
        hit = row.pk in ask(Question("", f'"{text.title}"'))
        raise _Undone
    return taken, hit
