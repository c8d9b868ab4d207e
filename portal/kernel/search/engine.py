"""The questions asked of the word index: how many, under which headings, and which are the newest.

Every answer comes from the index and the narrow rows; vectors are never read back. A question that very many rows
answer is counted in the sample, a table with a sixteenth of the rows, and listed day by day from the newest.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeVar

from django.db import connection

from portal.kernel.search import lexemes, plan, spread
from portal.kernel.search.models import SearchEntry, SearchSample, SearchText
from portal.kernel.search.page import COUNT_CAP
from portal.kernel.search.ranking import Place

Found = TypeVar("Found")
# Of more hits than this nobody needs the exact number: each costs the page of the table it stands on.
MANY = 4_000
# One row in `PROBE` is asked first, fewer where these are more than `_PROBED`; the whole sample, one row in `SAMPLED`,
# where the number may be told as "约".
PROBE, SAMPLED = 64, lexemes.SAMPLES[0]
_PROBED = 3_000
_TOLD = COUNT_CAP * 2
# Headings are counted up to so many hits; of more every so-manieth is looked at, or those of a sample, no fewer.
HEADED, _SAMPLED_HITS = 1_000, 500
# With so many hits for each one wanted, the newest are found on few days.
_DENSE = 4
_WINDOWS = (2, 16, 128)
_SAME_TITLES = 50
# Of a text so many characters are read to see how near one another its words stand.
READ = 20_000
_TABLE, _SAMPLE, _TEXTS = (model._meta.db_table for model in (SearchEntry, SearchSample, SearchText))
_MATCHES = f"FROM {_TABLE} WHERE tsv @@ %s::tsquery"
_SAMPLED = f"FROM {_SAMPLE} WHERE tsv @@ %s::tsquery"
_ROWS = f"SELECT reltuples::bigint AS rows FROM pg_class WHERE oid = '{_TABLE}'::regclass"  # noqa: S608
_SAMPLED_COUNT = f"CASE WHEN rows > %s THEN (SELECT count(*) {_SAMPLED}) END"
_DAY = "published_on - date '0001-01-01' + 1"
_BY_DAY = "ORDER BY published_on DESC, id DESC LIMIT %s"
# An array, so that the texts are looked up by their keys, whatever the planner thinks of the number of rows.
_DESCRIBED = f"""
SELECT id, day, folded_title, rank_boost
FROM hit JOIN {_TEXTS} ON entry_id = id WHERE entry_id = ANY(ARRAY(SELECT id FROM hit))
"""  # noqa: S608  (names of our own)
_NEWEST_DESCRIBED = f"WITH hit AS MATERIALIZED (SELECT id, {_DAY} AS day {_MATCHES} {_BY_DAY}) {_DESCRIBED}"
_THESE_DESCRIBED = f"SELECT entry_id, folded_title, rank_boost FROM {_TEXTS} WHERE entry_id = ANY(%s)"  # noqa: S608
_COUNTED, _HEADING, _NEWEST, _TITLED = 0, 1, 2, 3
_EVERYTHING = f"""
WITH hits AS MATERIALIZED (SELECT id, published_on, facets {_MATCHES}),
hit AS MATERIALIZED (SELECT id, {_DAY} AS day {_MATCHES} {_BY_DAY}),
one AS MATERIALIZED (SELECT 1 + (count(*) - 1) / %s AS of_so_many FROM hits)
SELECT {_COUNTED}, count(*), (SELECT of_so_many FROM one), '', 0 FROM hits
UNION ALL
SELECT {_HEADING}, number, count(*), '', 0 FROM (SELECT unnest(facets) AS number FROM hits
WHERE %s > 0 AND id %% (SELECT of_so_many FROM one) = 0) AS heads GROUP BY number
UNION ALL
(SELECT {_NEWEST}, id, {_DAY}, '', 0 FROM hits {_BY_DAY})
UNION ALL
SELECT {_TITLED}, id, day, title, boost FROM ({_DESCRIBED}) AS described (id, day, title, boost)
"""  # noqa: S608  (names of our own)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows answer: exactly, or (`about`) estimated from a sample; and how many rows there are in all."""

    total: int
    about: bool = False
    rows: int = 0


class Described(NamedTuple):
    """A hit and what it is ranked by."""

    entry_id: int
    day: int
    title: str
    boost: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """All about a question that not too many rows answer; `one_of` says which share of the hits headings were counted
    on, if they were asked for.
    """

    total: int
    newest: Sequence[Place] = ()
    titled: Sequence[Described] = ()
    heads: Mapping[int, int] = field(default_factory=dict)
    one_of: int = 1


def probe(expressions: Sequence[str]) -> tuple[int, list[int | None]]:
    """How many rows there are, and about how many answer each question; None where the table is too small to ask."""
    share = max((each for each in lexemes.SAMPLES if each > PROBE and spread.rows() / each >= _PROBED), default=PROBE)
    sampled = [_of_sample(expression, share) for expression in expressions]
    counts = ", ".join([_SAMPLED_COUNT] * len(sampled))
    sql = f"SELECT rows, {counts} FROM ({_ROWS}) AS known"  # noqa: S608
    (rows, *found), *_rest = ask(sql, [value for expression in sampled for value in (MANY, expression)])
    # A table that was never looked through says -1.
    return max(0, int(rows)), [None if hits is None else hits * share for hits in found]


def recount(expression: str, estimated: int) -> int:
    """The estimate made better where it may be told."""
    if estimated > _TOLD:
        return estimated
    return int(ask(f"SELECT count(*) {_SAMPLED}", [_of_sample(expression, SAMPLED)])[0][0]) * SAMPLED


def gather(expression: str, in_title: str, limit: int, *, titles: int, headed: int) -> Gathered:
    """Counts, headings, the newest hits and the newest titles; for questions that no more than `MANY` rows answer.

    Of more than `headed` hits the headings are estimated on every so-manieth; for 0 there are none.
    """
    heads: dict[int, int] = {}
    newest: list[Place] = []
    titled: list[Described] = []
    total = one_of = 0
    for what, key, number, title, boost in ask(
        _EVERYTHING, [expression, in_title, titles, max(1, headed), headed, limit]
    ):
        if what == _COUNTED:
            total, one_of = key, max(1, number)
        elif what == _HEADING:
            heads[key] = number
        elif what == _NEWEST:
            newest.append(Place(0, number, key))
        else:
            titled.append(Described(key, number, title, boost))
    return Gathered(total, newest, titled, {number: hits * one_of for number, hits in heads.items()}, one_of)


def heads(of_sample: str, tallied: Tally) -> dict[int, int]:
    """About how many hits each facet number has; `of_sample` is the question as rows of the sample answer it."""
    share = max((each for each in lexemes.SAMPLES if tallied.total / each >= _SAMPLED_HITS), default=SAMPLED)
    sql = f"SELECT number, count(*) FROM (SELECT unnest(facets) AS number {_SAMPLED}) AS heads GROUP BY number"  # noqa: S608
    return {number: hits * share for number, hits in ask(sql, [_of_sample(of_sample, share)])}


def heads_of(entries: Sequence[int]) -> dict[int, int]:
    """The same of some rows."""
    sql = f"SELECT number, count(*) FROM (SELECT unnest(facets) AS number FROM {_TABLE} WHERE id = ANY(%s)) AS heads"  # noqa: S608
    return dict(ask(f"{sql} GROUP BY number", [list(entries)]))


def newest(
    expression: str, limit: int, *, tallied: Tally, beyond: Place | None = None, backward: bool = False
) -> list[Place]:
    """The newest hits, or those after a place; backward, the oldest of those before it. No expression asks for all."""

    def listed(narrowed: str) -> list[Place]:
        return _list(narrowed, limit, beyond, backward=backward)

    return _windowed(
        expression, limit, tallied, listed, lambda rows: _window(rows, beyond, backward=backward)
    ) or listed(expression)


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
    return dict(ask(f"SELECT entry_id, left(folded, {READ}) FROM {_TEXTS} WHERE entry_id = ANY(%s)", [list(entries)]))  # noqa: S608


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
    sql = f"SELECT entry_id FROM {_TEXTS} WHERE folded_title = %s ORDER BY entry_id DESC LIMIT %s"  # noqa: S608
    bearers = ask(sql, [title, _SAME_TITLES])
    if not bearers:
        return []
    sql = f"SELECT id, published_on {_MATCHES} AND id = ANY(%s)"
    return [Place(0, day.toordinal(), entry) for entry, day in ask(sql, [expression, [entry for (entry,) in bearers]])]


def _newest_window(rows: int) -> tuple[date, date] | None:
    """About the days on which the newest so many rows were published."""
    return spread.newest(rows) or _window(rows, None, backward=False)


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


def _of_sample(expression: str, share: int) -> str:
    sample = lexemes.quoted(lexemes.sample(share))
    if not expression:
        return sample
    # Every row there lies in the first of the samples.
    return expression if share == SAMPLED else f"({expression}) & {sample}"


def any_of(found: Sequence[str]) -> str:
    """An expression that any of some lexemes satisfies."""
    return f"({' | '.join(lexemes.quoted(lexeme) for lexeme in found)})"


def ask(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    """One statement in plain words: composing it anew each time would take longer than answering it."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
