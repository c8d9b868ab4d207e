"""The usual ways, asked the same questions for the same answer: ILIKE, trigrams, Xapian, Tantivy.

An answer is what a page of results shows: twenty hits with title and piece of text marked, the count, the headings.
"""

import re
import shutil
import time
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from benchmarks.search import tables
from benchmarks.search.questions import Question
from portal.kernel.search import snippets

_EPOCH = date(2000, 1, 1)
_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")
_TOKEN = re.compile(r"[\u4e00-\u9fff]+|[0-9]+|[a-z]+")
_SHOWN = "SELECT id, title, sign, body, published_on FROM bench_document WHERE id = ANY(%s)"


def shown(numbers: list[int], question: Question) -> list[int]:
    """Reads the documents an engine has named and marks what was asked, with the portal's own functions."""
    terms = tuple(question.text.replace('"', "").lower().split())
    with connection.cursor() as cursor:
        cursor.execute(_SHOWN, [numbers])
        for _number, title, _sign, body, _day in cursor.fetchall():
            folded = body.lower()
            snippets.marked(title, title.lower(), terms)
            snippets.snippet(body, folded, terms, snippets.best_place(folded, terms))
    return numbers


class Like:
    """`icontains`, as a site without a search index has it."""

    name = "ILIKE"
    asked_at_most = 12

    def build(self) -> float | None:
        """The seconds it took; nothing when there was nothing to make."""
        return None

    def size(self) -> int:
        return 0

    def ask(self, question: Question) -> list[int]:
        """The newest twenty, then count and facets."""
        where, values = self._where(question)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute(
                f"SELECT id FROM bench_document WHERE {where} ORDER BY published_on DESC, id DESC LIMIT 20", values
            )
            numbers = [number for (number,) in cursor.fetchall()]
            cursor.execute(
                "SELECT kind, column_id, department_id, topic_id, extract(year FROM published_on), count(*)"
                f" FROM bench_document WHERE {where} GROUP BY GROUPING SETS"
                " ((), (kind), (column_id), (department_id), (topic_id), (extract(year FROM published_on)))",
                values,
            )
            cursor.fetchall()
        return numbers

    def _where(self, question: Question) -> tuple[str, list[str]]:
        parts, values = [], []
        for piece in question.text.replace('"', "").split():
            parts.append("(title ILIKE %s OR body ILIKE %s OR sign ILIKE %s)")
            values += [f"%{piece}%"] * 3
        for name, value in question.filters.items():
            parts.append("kind = %s" if name == "kind" else "extract(year FROM published_on) = %s::int")
            values.append(value.removeprefix("bench."))
        return " AND ".join(parts), values


class Trigrams(Like):
    """The same statements with pg_trgm indexes on title and text."""

    name = "pg_trgm"
    asked_at_most = 60
    _columns = ("title", "body", "sign")

    def build(self) -> float | None:
        if self._made() == len(self._columns):
            return None
        started = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute("SET maintenance_work_mem = '512MB'")
            for column in self._columns:
                cursor.execute(
                    f"CREATE INDEX IF NOT EXISTS bench_trigram_{column} ON bench_document"
                    f" USING gin ({column} gin_trgm_ops) WITH (fastupdate = off)"
                )
        return time.perf_counter() - started

    def size(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT coalesce(sum(pg_relation_size(oid)), 0) FROM pg_class WHERE relname LIKE 'bench_trigram%%'"
            )
            return int(cursor.fetchone()[0])

    def _made(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_class WHERE relname LIKE 'bench_trigram%%'")
            return int(cursor.fetchone()[0])

    def drop(self) -> None:
        """So that ILIKE is measured without them."""
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX IF EXISTS bench_trigram_title, bench_trigram_body, bench_trigram_sign")


class Tantivy:
    """Pairs of characters with positions, phrase queries, BM25; facets by its aggregations.

    Single characters have fields of their own, without positions, so that one alone is found.
    """

    name = "Tantivy"
    asked_at_most = 10_000

    def __init__(self, folder: Path) -> None:
        import tantivy

        self.tantivy = tantivy
        self.folder = folder / "tantivy"
        self.index: Any = None

    def build(self) -> float | None:
        started = time.perf_counter()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        builder = self.tantivy.SchemaBuilder()
        for name in ("title", "body"):
            builder.add_text_field(name, stored=False, tokenizer_name="whitespace", index_option="position")
            builder.add_text_field(_alone(name), stored=False, tokenizer_name="whitespace", index_option="basic")
        for name in ("number", "kind", "year", "column", "department", "topic", "day"):
            builder.add_unsigned_field(name, stored=name == "number", indexed=True, fast=True)
        self.index = self.tantivy.Index(builder.build(), path=str(self.folder))
        writer = self.index.writer(heap_size=500_000_000, num_threads=2)
        fields = ("pk", "kind", "title", "sign", "body", "published_on", "column_id", "department_id", "topic_id")
        for number, kind, title, sign, body, day, column, department, topic in tables.rows(fields):
            document = self.tantivy.Document()
            for name, text in (("title", f"{title}\n{sign}"), ("body", body)):
                document.add_text(name, pairs(text))
                document.add_text(_alone(name), " ".join(set(_IDEOGRAPH.findall(text))))
            for name, value in (
                ("number", number),
                ("kind", tables.KINDS.index(kind)),
                ("year", day.year),
                ("column", column),
                ("department", department),
                ("topic", topic),
                ("day", (day - _EPOCH).days),
            ):
                document.add_unsigned(name, value)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        return time.perf_counter() - started

    def open(self) -> bool:
        """An index built earlier."""
        if self.index is None and (self.folder / "meta.json").exists():
            self.index = self.tantivy.Index.open(str(self.folder))
        return self.index is not None

    def size(self) -> int:
        return bytes_in(self.folder)

    def ask(self, question: Question) -> list[int]:
        searcher = self.index.searcher()
        query = self._query(question)
        result = searcher.search(query, limit=20, count=True)
        names = ("kind", "year", "column", "department", "topic")
        searcher.aggregate(query, {name: {"terms": {"field": name, "size": 50}} for name in names})
        return [searcher.doc(address)["number"][0] for _score, address in result.hits]

    def count(self, question: Question) -> int:
        return int(self.index.searcher().search(self._query(question), limit=1, count=True).count)

    def _query(self, question: Question) -> Any:
        query, occur, schema = self.tantivy.Query, self.tantivy.Occur, self.index.schema
        wanted = []
        for piece in question.text.replace('"', "").split():
            tokens = pairs(piece).split()
            single = len(piece) == 1 and _IDEOGRAPH.fullmatch(piece)
            either = []
            for field, boost in (("title", 3.0), ("body", 1.0)):
                one = (
                    query.phrase_query(schema, field, tokens)
                    if len(tokens) > 1
                    else query.term_query(schema, _alone(field) if single else field, tokens[0])
                )
                either.append((occur.Should, query.boost_query(one, boost)))
            wanted.append((occur.Must, query.boolean_query(either)))
        for name, value in question.filters.items():
            number = tables.KINDS.index(value.removeprefix("bench.")) if name == "kind" else int(value)
            wanted.append((occur.Must, query.term_query(schema, name, number)))
        return query.boolean_query(wanted)


def _alone(field: str) -> str:
    return f"{field}_characters"


def pairs(text: str) -> str:
    """Each run of ideographs as its overlapping pairs, a character between other signs alone."""
    found: list[str] = []
    for match in _TOKEN.finditer(text.lower()):
        run = match[0]
        if run.isascii():
            found.append(run)
            continue
        found += [run[at : at + 2] for at in range(len(run) - 1)] or [run]
    return " ".join(found)


def bytes_in(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
