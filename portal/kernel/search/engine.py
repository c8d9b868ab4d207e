"""The questions asked of the word index: how many, under which headings, and which are the newest.

Every answer comes from the index and the narrow rows; vectors are never read back. A question that very many rows
answer is counted on a sample, whose marks are lexemes like any other, and listed day by day from the newest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from portal.kernel.search import lexemes, plan
from portal.kernel.search.models import SearchEntry, SearchText
from portal.kernel.search.page import COUNT_CAP
from portal.kernel.search.ranking import Place

# Of more hits than this nobody needs the exact number: each costs the page of the table it stands on.
MANY = 4_000
# One row in so many is asked first, and one in `_COUNTED_BY` where that says that the number may be told as "约".
PROBE, _COUNTED_BY = 64, 16
_TOLD = COUNT_CAP * 2
# Headings are estimated from no fewer hits of a sample than this.
_SAMPLED_HITS = 1_000
# With so many hits for each one wanted, the newest are found on few days.
_DENSE = 8
_WINDOWS = (2, 16, 128)
_SAME_TITLES = 50
_TABLE, _TEXTS = SearchEntry._meta.db_table, SearchText._meta.db_table
_MATCHES = f"FROM {_TABLE} WHERE tsv @@ %s::tsquery"
_ROWS = f"SELECT reltuples::bigint AS rows FROM pg_class WHERE oid = '{_TABLE}'::regclass"  # noqa: S608
_SAMPLED_COUNT = f"CASE WHEN rows > %s THEN (SELECT count(*) {_MATCHES}) END"
_COUNTED, _HEADING, _NEWEST = 0, 1, 2
_EVERYTHING = f"""
WITH hits AS MATERIALIZED (SELECT id, published_on, facets {_MATCHES})
SELECT {_COUNTED}, count(*), 0 FROM hits
UNION ALL
SELECT {_HEADING}, number, count(*) FROM (SELECT unnest(facets) AS number FROM hits WHERE %s) AS heads GROUP BY number
UNION ALL
(SELECT {_NEWEST}, id, published_on - date '0001-01-01' + 1 FROM hits ORDER BY published_on DESC, id DESC LIMIT %s)
"""  # noqa: S608  (names of our own)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows answer: exactly, or (`about`) estimated from a sample; and how many rows there are in all."""

    total: int
    about: bool = False
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Gathered:
    """All about a question that not too many rows answer; no headings when they were not asked for."""

    total: int
    newest: Sequence[Place] = ()
    heads: Mapping[int, int] = field(default_factory=dict)


def probe(expressions: Sequence[str]) -> tuple[int, list[int | None]]:
    """How many rows there are, and about how many answer each question; None where the table is too small to ask."""
    sampled = [_within_sample(expression, PROBE) for expression in expressions]
    counts = ", ".join([_SAMPLED_COUNT] * len(sampled))
    sql = f"SELECT rows, {counts} FROM ({_ROWS}) AS known"  # noqa: S608
    (rows, *found), *_rest = ask(sql, [value for expression in sampled for value in (MANY, expression)])
    # A table that was never looked through says -1.
    return max(0, int(rows)), [None if hits is None else hits * PROBE for hits in found]


def recount(expression: str, estimated: int) -> int:
    """The estimate made better where it may be told."""
    if estimated > _TOLD:
        return estimated
    return int(ask(f"SELECT count(*) {_MATCHES}", [_within_sample(expression, _COUNTED_BY)])[0][0]) * _COUNTED_BY


def gather(expression: str, limit: int, *, with_heads: bool) -> Gathered:
    """Counts, headings and the newest hits in one walk; for questions that no more than `MANY` rows answer."""
    heads: dict[int, int] = {}
    newest: list[Place] = []
    total = 0
    for what, key, number in ask(_EVERYTHING, [expression, with_heads, limit]):
        if what == _COUNTED:
            total = key
        elif what == _HEADING:
            heads[key] = number
        else:
            newest.append(Place(0, number, key))
    return Gathered(total, newest, heads)


def heads(expression: str, tallied: Tally, *, of_sample: str = "") -> tuple[dict[int, int], bool]:
    """How many hits each facet number has, and whether that is an estimate.

    `of_sample` is the question as rows of a sample answer it, where only they can.
    """
    share = 1
    if tallied.total > MANY:
        share = max((each for each in lexemes.SAMPLES if tallied.total / each >= _SAMPLED_HITS), default=1)
    if of_sample:
        share = max(share, lexemes.CHARACTERS)
    expression = _within_sample(of_sample or expression, share)
    sql = f"SELECT number, count(*) FROM (SELECT unnest(facets) AS number {_MATCHES}) AS heads GROUP BY number"  # noqa: S608
    return {number: hits * share for number, hits in ask(sql, [expression])}, share > 1


def heads_of(entries: Sequence[int]) -> dict[int, int]:
    """The same of some rows."""
    sql = f"SELECT number, count(*) FROM (SELECT unnest(facets) AS number FROM {_TABLE} WHERE id = ANY(%s)) AS heads"  # noqa: S608
    return dict(ask(f"{sql} GROUP BY number", [list(entries)]))


def newest(
    expression: str, limit: int, *, tallied: Tally, beyond: Place | None = None, backward: bool = False
) -> list[Place]:
    """The newest hits, or those after a place; backward, the oldest of those before it. No expression asks for all."""
    widths = _WINDOWS if expression and tallied.total > _DENSE * limit else ()
    for widened in widths:
        window = _window(limit * tallied.rows // tallied.total * widened, beyond, backward=backward)
        if window is None:
            break
        found = _list(f"({expression}) & {any_of(lexemes.span_lexemes(*window))}", limit, beyond, backward=backward)
        if len(found) >= limit:
            return found
        if not found:
            # The hits lie elsewhere, say in a year long past: better all of them than ever more empty days.
            break
    return _list(expression, limit, beyond, backward=backward)


def having_title(title: str, expression: str) -> list[Place]:
    """Some hits of a question whose folded titles are this and nothing else."""
    sql = f"SELECT entry_id FROM {_TEXTS} WHERE folded_title = %s ORDER BY entry_id DESC LIMIT %s"  # noqa: S608
    bearers = ask(sql, [title, _SAME_TITLES])
    if not bearers:
        return []
    sql = f"SELECT id, published_on {_MATCHES} AND id = ANY(%s)"
    return [Place(0, day.toordinal(), entry) for entry, day in ask(sql, [expression, [entry for (entry,) in bearers]])]


def _window(rows: int, beyond: Place | None, *, backward: bool) -> tuple[date, date] | None:
    """The days on which the next so many rows of the table were published; None when there are not so many."""
    order, side = ("ASC", ">=") if backward else ("DESC", "<=")
    where = f"WHERE published_on {side} %s" if beyond else ""
    days = f"SELECT published_on FROM {_TABLE} {where} ORDER BY published_on {order}"  # noqa: S608
    start = [date.fromordinal(beyond.day)] if beyond else []
    sql = f"SELECT ({days} LIMIT 1), ({days} OFFSET %s LIMIT 1)"
    near, far = _ask_days(sql, [*start, *start, rows], beyond)[0]
    if far is None:
        return None
    return (near, far) if backward else (far, near)


def _list(expression: str, limit: int, beyond: Place | None, *, backward: bool) -> list[Place]:
    side, order = (">", "ASC") if backward else ("<", "DESC")
    conditions = ["tsv @@ %s::tsquery"] if expression else []
    conditions += [f"(published_on, id) {side} (%s, %s)"] if beyond else []
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    sql = f"SELECT id, published_on FROM {_TABLE} {where} ORDER BY published_on {order}, id {order} LIMIT %s"  # noqa: S608
    place = [date.fromordinal(beyond.day), beyond.entry_id] if beyond else []
    values = [*([expression] if expression else []), *place, limit]
    rows = ask(sql, values) if expression else _ask_days(sql, values, beyond)
    return [Place(0, day.toordinal(), entry) for entry, day in rows]


def _ask_days(sql: str, values: list[Any], beyond: Place | None) -> list[tuple[Any, ...]]:
    """A statement about days without words. From the newest on, the index is walked in any case."""
    if beyond is None:
        return ask(sql, values)
    with plan.in_order_of_days():
        return ask(sql, values)


def _within_sample(expression: str, share: int) -> str:
    if share == 1:
        return expression
    sample = lexemes.quoted(lexemes.sample(share))
    return f"({expression}) & {sample}" if expression else sample


def any_of(found: Sequence[str]) -> str:
    """An expression that any of some lexemes satisfies."""
    return f"({' | '.join(lexemes.quoted(lexeme) for lexeme in found)})"


def ask(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    """One statement in plain words: composing it anew each time would take longer than answering it."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
