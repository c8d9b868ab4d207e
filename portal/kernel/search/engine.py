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
from portal.kernel.search.page import COUNT_CAP
from portal.kernel.search.ranking import Place

# Beyond this estimate nobody is told an exact number; a third more than the cap, so that no sample errs across it.
MANY = COUNT_CAP * 13 // 10
# A probe reads about so many rows at most.
_PROBED = 16_000
# With more hits than this the headings are estimated, from no fewer hits of a sample than that.
_HEADED, _SAMPLED_HITS = 6_000, 1_500
# With so many hits for each one wanted, the newest are found on few days.
_DENSE = 60
_WINDOWS = (1, 8, 64)
_TABLE = SearchEntry._meta.db_table
_MATCHES = f"FROM {_TABLE} WHERE tsv @@ %s::tsquery"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows answer: exactly, or (`about`) estimated from a sample; and how many rows there are in all."""

    total: int
    about: bool = False
    rows: int = 0


def tally(expression: str) -> Tally:
    """The number of hits; estimated only where there are more than anybody is told."""
    rows = int(ask("SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass", [_TABLE])[0][0])
    if rows > MANY:
        estimated = estimate(expression, rows)
        if estimated.total > MANY:
            return estimated
    return Tally(_count(expression), rows=rows)


def estimate(expression: str, rows: int) -> Tally:
    """About how many hits there are: good enough to choose how to list them."""
    share = next((each for each in lexemes.SAMPLES if rows / each <= _PROBED), lexemes.SAMPLES[-1])
    return Tally(_count(_within_sample(expression, share)) * share, about=True, rows=rows)


def heads(expression: str, tallied: Tally) -> tuple[dict[int, int], bool]:
    """How many hits each facet number has, and whether that is an estimate."""
    share = 1
    if tallied.total > _HEADED:
        share = max((each for each in lexemes.SAMPLES if tallied.total / each >= _SAMPLED_HITS), default=1)
        expression = _within_sample(expression, share)
    sql = f"SELECT number, count(*) FROM (SELECT unnest(facets) AS number {_MATCHES}) AS heads GROUP BY number"  # noqa: S608
    return {number: hits * share for number, hits in ask(sql, [expression])}, share > 1


def heads_of(entries: Sequence[int]) -> dict[int, int]:
    """The same of some rows."""
    sql = f"SELECT number, count(*) FROM (SELECT unnest(facets) AS number FROM {_TABLE} WHERE id = ANY(%s)) AS heads"  # noqa: S608
    return dict(ask(f"{sql} GROUP BY number", [list(entries)]))


def newest(
    expression: str, limit: int, *, tallied: Tally, beyond: Place | None = None, backward: bool = False
) -> list[Place]:
    """The newest hits, or those after a place; backward, the oldest of those before it."""
    widths = _WINDOWS if tallied.total > _DENSE * limit else ()
    for widened in widths:
        window = _window(3 * limit * tallied.rows // tallied.total * widened, beyond, backward=backward)
        if window is None:
            break
        found = _list(f"({expression}) & {any_of(lexemes.span_lexemes(*window))}", limit, beyond, backward=backward)
        if len(found) >= limit:
            return found
        if not found:
            # The hits lie elsewhere, say in a year long past: better all of them than ever more empty days.
            break
    return _list(expression, limit, beyond, backward=backward)


def _window(rows: int, beyond: Place | None, *, backward: bool) -> tuple[date, date] | None:
    """The days on which the next so many rows of the table were published; None when there are not so many."""
    order, side = ("ASC", ">=") if backward else ("DESC", "<=")
    where = f"WHERE published_on {side} %s" if beyond else ""
    days = f"SELECT published_on FROM {_TABLE} {where} ORDER BY published_on {order}"  # noqa: S608
    start = [date.fromordinal(beyond.day)] if beyond else []
    near, far = ask(f"SELECT ({days} LIMIT 1), ({days} OFFSET %s LIMIT 1)", [*start, *start, rows])[0]
    if far is None:
        return None
    return (near, far) if backward else (far, near)


def _list(expression: str, limit: int, beyond: Place | None, *, backward: bool) -> list[Place]:
    side, order = (">", "ASC") if backward else ("<", "DESC")
    where = f" AND (published_on, id) {side} (%s, %s)" if beyond else ""
    sql = f"SELECT id, published_on {_MATCHES}{where} ORDER BY published_on {order}, id {order} LIMIT %s"
    place = [date.fromordinal(beyond.day), beyond.entry_id] if beyond else []
    return [Place(0, day.toordinal(), entry) for entry, day in ask(sql, [expression, *place, limit])]


def _count(expression: str) -> int:
    return int(ask(f"SELECT count(*) {_MATCHES}", [expression])[0][0])


def _within_sample(expression: str, share: int) -> str:
    return expression if share == 1 else f"({expression}) & {lexemes.quoted(lexemes.sample(share))}"


def any_of(found: Sequence[str]) -> str:
    """An expression that any of some lexemes satisfies."""
    return f"({' | '.join(lexemes.quoted(lexeme) for lexeme in found)})"


def ask(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    """One statement in plain words: composing it anew each time would take longer than answering it."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
