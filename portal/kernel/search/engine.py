"""The three questions asked of the word index: how many, under which headings, and which are the newest.

Every answer comes from the index and the narrow rows; vectors are never read back. A question that very many rows
answer is counted on a sample, whose marks are lexemes like any other, and listed day by day from the newest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from portal.kernel.search import lexemes
from portal.kernel.search.models import SearchEntry
from portal.kernel.search.ranking import Place

# Up to here a list of hits is read whole and counted exactly; beyond, by sample and by days.
FEW = 25_000
# A probe reads about so many rows at most, and facets are estimated from no fewer hits.
_PROBED = 16_000
_SAMPLED_HITS = 2_500
_WINDOWS = (1, 8, 64)
_TABLE = SearchEntry._meta.db_table
_MATCHES = f"FROM {_TABLE} WHERE tsv @@ %s::tsquery"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows answer: exactly, or (`about`) estimated from a sample."""

    total: int
    about: bool = False


def tally(expression: str) -> Tally:
    """The number of hits; estimated only where there are far more than anybody counts."""
    rows = _rows()
    share = next((each for each in lexemes.SAMPLES if rows / each <= _PROBED), lexemes.SAMPLES[-1])
    if rows > FEW:
        estimate = _count(_within_sample(expression, share)) * share
        if estimate > 2 * FEW:
            return Tally(estimate, about=True)
    return Tally(_count(expression))


def heads(expression: str, tallied: Tally) -> tuple[dict[int, int], bool]:
    """How many hits each facet number has, and whether that is an estimate."""
    share = 1
    if tallied.about:
        share = max((each for each in lexemes.SAMPLES if tallied.total / each >= _SAMPLED_HITS), default=1)
        expression = _within_sample(expression, share)
    sql = f"SELECT number, count(*) FROM (SELECT unnest(facets) AS number {_MATCHES}) AS heads GROUP BY number"  # noqa: S608
    return {number: hits * share for number, hits in _ask(sql, [expression])}, tallied.about


def heads_of(entries: Sequence[int]) -> dict[int, int]:
    """The same of some rows."""
    sql = f"SELECT number, count(*) FROM (SELECT unnest(facets) AS number FROM {_TABLE} WHERE id = ANY(%s)) AS heads"  # noqa: S608
    return dict(_ask(f"{sql} GROUP BY number", [list(entries)]))


def newest(
    expression: str, limit: int, *, tallied: Tally, beyond: Place | None = None, backward: bool = False
) -> list[Place]:
    """The newest hits, or those after a place; backward, the oldest of those before it."""
    if not tallied.about:
        return _list(expression, limit, beyond, backward=backward)
    rows = _rows()
    for widened in _WINDOWS:
        window = _window(3 * limit * rows // tallied.total * widened, beyond, backward=backward)
        if window is None:
            break
        found = _list(f"({expression}) & {any_of(lexemes.span_lexemes(*window))}", limit, beyond, backward=backward)
        if len(found) >= limit:
            return found
    return _list(expression, limit, beyond, backward=backward)


def _window(rows: int, beyond: Place | None, *, backward: bool) -> tuple[date, date] | None:
    """The days on which the next so many rows of the table were published; None when there are not so many."""
    start = date.fromordinal(beyond.day) if beyond else None
    order, side = ("ASC", ">=") if backward else ("DESC", "<=")
    where = f"WHERE published_on {side} %s" if start else ""
    sql = f"SELECT published_on FROM {_TABLE} {where} ORDER BY published_on {order} OFFSET %s LIMIT 1"  # noqa: S608
    edge = _ask(sql, [*([start] if start else []), rows])
    if not edge:
        return None
    if start is None:
        start = _ask(f"SELECT max(published_on) FROM {_TABLE}", [])[0][0]  # noqa: S608
    return (start, edge[0][0]) if backward else (edge[0][0], start)


def _list(expression: str, limit: int, beyond: Place | None, *, backward: bool) -> list[Place]:
    side, order = (">", "ASC") if backward else ("<", "DESC")
    where = f" AND (published_on, id) {side} (%s, %s)" if beyond else ""
    sql = f"SELECT id, published_on {_MATCHES}{where} ORDER BY published_on {order}, id {order} LIMIT %s"
    place = [date.fromordinal(beyond.day), beyond.entry_id] if beyond else []
    return [Place(0, day.toordinal(), entry) for entry, day in _ask(sql, [expression, *place, limit])]


def _count(expression: str) -> int:
    return int(_ask(f"SELECT count(*) {_MATCHES}", [expression])[0][0])


def _within_sample(expression: str, share: int) -> str:
    return expression if share == 1 else f"({expression}) & {lexemes.quoted(lexemes.sample(share))}"


def any_of(found: Sequence[str]) -> str:
    """An expression that any of some lexemes satisfies."""
    return f"({' | '.join(lexemes.quoted(lexeme) for lexeme in found)})"


def _rows() -> int:
    return int(_ask("SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass", [_TABLE])[0][0])


def _ask(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
