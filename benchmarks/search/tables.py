"""The corpus in a database: a table of documents, registered as what the portal searches."""

import multiprocessing
import time
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import StringIO
from typing import Any

from django.db import connection, connections, models

from benchmarks.search.corpus import CATEGORIES, DEPARTMENTS, KINDS, make
from benchmarks.search.vocabulary import vocabulary
from portal.kernel.people.models import Department
from portal.kernel.search import sources
from portal.kernel.search.sources import SearchDocument, SearchSource
from portal.kernel.taxonomy.models import Column, Topic

TOPICS = 12
_BATCH = 1000
_COLUMNS = "id, kind, title, sign, body, published_on, column_id, department_id, topic_id"


class BenchDocument(models.Model):
    """A document of the corpus."""

    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    sign = models.CharField(max_length=60)
    body = models.TextField()
    published_on = models.DateField()
    column_id = models.BigIntegerField()
    department_id = models.BigIntegerField()
    topic_id = models.BigIntegerField()

    class Meta:
        app_label = "search"
        db_table = "bench_document"
        managed = False


def register() -> None:
    """The portal searches the corpus and nothing else."""
    for source in sources.all_sources():
        sources._sources.pop(source.kind)
    for kind in KINDS:
        sources.register(SearchSource(f"bench.{kind}", kind, BenchDocument, document_of, _public(kind), "published_on"))


def _public(kind: str) -> Any:
    def public(at: datetime) -> "models.QuerySet[BenchDocument]":
        return BenchDocument.objects.filter(kind=kind, published_on__lte=at.date())

    return public


def document_of(row: BenchDocument) -> SearchDocument:
    return SearchDocument(
        title=row.title,
        body=row.body,
        url=f"/bench/{row.pk}/",
        published_on=row.published_on,
        number=row.sign,
        department_id=row.department_id,
        column_id=row.column_id,
        topics=(row.topic_id,),
        validity="",
    )


def loaded() -> int:
    """How many documents are in; none when there is no table yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('bench_document')")
        if cursor.fetchone()[0] is None:
            return 0
        cursor.execute("SELECT count(*) FROM bench_document")
        return int(cursor.fetchone()[0])


def load(documents: int, workers: int, *, fresh: bool) -> float:
    """Makes the table with so many documents, or takes up a load that was broken off; the seconds it took."""
    started = time.perf_counter()
    with connection.cursor() as cursor:
        if fresh or loaded() > documents:
            cursor.execute("DROP TABLE IF EXISTS bench_document")
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS bench_document (id bigint, kind varchar(20), title varchar(300),"
            " sign varchar(60), body text, published_on date, column_id bigint, department_id bigint, topic_id bigint)"
        )
    departments = [_named(Department, at, code=f"bench{at}") for at in range(DEPARTMENTS)]
    columns = [_named(Column, at, slug=f"bench-column-{at}") for at in range(len(CATEGORIES))]
    topics = [_named(Topic, at, slug=f"bench-topic-{at}") for at in range(TOPICS)]
    vocabulary()
    # A batch is in as a whole or not at all.
    there = _batches()
    jobs = [
        (start, min(start + _BATCH, documents), departments, columns, topics)
        for start in range(0, documents, _BATCH)
        if start not in there
    ]
    connections.close_all()
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        for done, _nothing in enumerate(pool.imap_unordered(_copy, jobs), 1):
            if done % 50 == 0:
                print(f"   {done * _BATCH:,} documents", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("CREATE UNIQUE INDEX IF NOT EXISTS bench_document_key ON bench_document (id)")
        cursor.execute(
            "CREATE INDEX IF NOT EXISTS bench_document_newest ON bench_document (published_on DESC, id DESC)"
        )
        cursor.execute("ANALYZE bench_document")
    return time.perf_counter() - started


def _batches() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id / %s * %s FROM bench_document GROUP BY 1", [_BATCH, _BATCH])
        return {int(start) for (start,) in cursor.fetchall()}


def _named(model: type[models.Model], at: int, **key: str) -> int:
    row, _new = model._default_manager.get_or_create(**key, defaults={"name": f"{model._meta.verbose_name}{at}"})
    return int(row.pk)


def _copy(job: tuple[int, int, list[int], list[int], list[int]]) -> None:
    start, end, departments, columns, topics = job
    lines = StringIO()
    for number in range(start, end):
        text = make(number)
        body = text.body.replace("\\", "\\\\").replace("\n", "\\n")
        column = columns[CATEGORIES.index(text.category)]
        keys = f"{column}\t{departments[text.department - 1]}\t{topics[number % TOPICS]}"
        lines.write(f"{number}\t{text.kind}\t{text.title}\t{text.sign}\t{body}\t{text.published_on}\t{keys}\n")
    lines.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY bench_document ({_COLUMNS}) FROM STDIN", lines)


def rows(fields: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """All documents in the order of their numbers, streamed."""
    yield from BenchDocument.objects.order_by("pk").values_list(*fields).iterator(chunk_size=_BATCH)
