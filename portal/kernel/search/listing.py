"""Which hits are the newest, and what they are ranked by. Where they are dense they are looked for on few days."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from portal.kernel.search import lexemes, plan, spread
from portal.kernel.search.engine import BY_DAY, DAY, DESCRIBED, ENTRIES, MATCHES, TEXTS, Described, Tally, any_of, ask
from portal.kernel.search.ranking import Place

Found = TypeVar("Found")
# With so many hits for each one wanted, the newest are found on few days.
_DENSE = 4
_WINDOWS = (2, 16, 128)
_SAME_TITLES = 50
# Of a text so many characters are read to see how near one another its words stand. A text with no more bytes than
# that is not counted through.
READ = 20_000
_NEWEST_DESCRIBED = f"WITH hit AS MATERIALIZED (SELECT id, {DAY} AS day {MATCHES} {BY_DAY}) {DESCRIBED}"
_THESE_DESCRIBED = f"SELECT entry_id, folded_title, rank_boost FROM {TEXTS} WHERE entry_id = ANY(%s)"  # noqa: S608
_BEGINNING = f"CASE WHEN octet_length(folded) <= {READ} THEN folded ELSE left(folded, {READ}) END"
_BEGINNINGS = f"SELECT entry_id, {_BEGINNING} FROM {TEXTS} WHERE entry_id = ANY(%s)"  # noqa: S608


def newest(
    expression: str, limit: int, *, tallied: Tally, beyond: Place | None = None, backward: bool = False
) -> list[Place]:
    """The newest hits, or those after a place; backward, the oldest of those before it. No expression asks for all."""

    def listed(narrowed: str) -> list[Place]:
        return _list(narrowed, limit, beyond, backward=backward)

    def window_of(rows: int) -> tuple[date, date] | None:
        return _window(rows, beyond, backward=backward) if beyond else _newest_window(rows)

    return _windowed(expression, limit, tallied, listed, window_of) or listed(expression)


def newest_described(expression: str, limit: int, *, tallied: Tally) -> list[Described]:
    """The newest hits with what they are ranked by."""

    def listed(narrowed: str) -> list[Described]:
        return [Described(*row) for row in ask(_NEWEST_DESCRIBED, [narrowed, limit])]

    return _windowed(expression, limit, tallied, listed, _newest_window) or listed(expression)


def described(places: Sequence[Place]) -> list[Described]:
    """What some hits are ranked by."""
    if not places:
        return []
    days = {place.entry_id: place.day for place in places}
    return [Described(row[0], days[row[0]], *row[1:]) for row in ask(_THESE_DESCRIBED, [list(days)])]


def beginnings(entries: Sequence[int]) -> dict[int, str]:
    """The texts of some hits, folded, as far as is read for their order."""
    return dict(ask(_BEGINNINGS, [list(entries)]))


def _windowed(
    expression: str,
    limit: int,
    tallied: Tally,
    listed: Callable[[str], list[Found]],
    window_of: Callable[[int], tuple[date, date] | None],
) -> list[Found] | None:
    """The newest hits if they are dense enough to be found on few days."""
    if not expression or tallied.total <= _DENSE * limit:
        return None
    for widened in _WINDOWS:
        window = window_of(limit * tallied.rows // tallied.total * widened)
        if window is None:
            return None
        found = listed(f"({expression}) & {any_of(lexemes.span_lexemes(*window))}")
        if len(found) >= limit:
            return found
        if not found:
            # The hits lie elsewhere, say in a year long past: better all of them than ever more empty days.
            return None
    return None


def having_title(title: str, expression: str) -> list[Place]:
    """Some hits of a question whose folded titles are this and nothing else."""
    sql = f"SELECT entry_id FROM {TEXTS} WHERE folded_title = %s ORDER BY entry_id DESC LIMIT %s"  # noqa: S608
    bearers = ask(sql, [title, _SAME_TITLES])
    if not bearers:
        return []
    sql = f"SELECT id, published_on {MATCHES} AND id = ANY(%s)"
    return [Place(0, day.toordinal(), entry) for entry, day in ask(sql, [expression, [entry for (entry,) in bearers]])]


def _newest_window(rows: int) -> tuple[date, date] | None:
    """About the days on which the newest so many rows were published; None when there are not so many."""
    return spread.newest(rows) if spread.rows() else _window(rows, None, backward=False)


def _window(rows: int, beyond: Place | None, *, backward: bool) -> tuple[date, date] | None:
    """The days on which the next so many rows of the table were published; None when there are not so many."""
    order, side = ("ASC", ">=") if backward else ("DESC", "<=")
    where = f"WHERE published_on {side} %s" if beyond else ""
    days = f"SELECT published_on FROM {ENTRIES} {where} ORDER BY published_on {order}"  # noqa: S608
    start = [date.fromordinal(beyond.day)] if beyond else []
    sql = f"SELECT ({days} LIMIT 1), ({days} OFFSET %s LIMIT 1)"
    near, far = _ask_days(sql, [*start, *start, rows], beyond)[0]
    if far is None:
        return None
    return (near, far) if backward else (lexemes.rounded(far, near), near)


def _list(expression: str, limit: int, beyond: Place | None, *, backward: bool) -> list[Place]:
    side, order = (">", "ASC") if backward else ("<", "DESC")
    conditions = ["tsv @@ %s::tsquery"] if expression else []
    conditions += [f"(published_on, id) {side} (%s, %s)"] if beyond else []
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    sql = f"SELECT id, published_on FROM {ENTRIES} {where} ORDER BY published_on {order}, id {order} LIMIT %s"  # noqa: S608
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
