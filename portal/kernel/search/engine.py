"""The questions asked of the word index: how many hits there are, and under which headings.

Counts come from the index and the narrow rows; vectors are never read back. A question that very many rows answer is
counted in the sample, a table with a sixteenth of the rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import connection

from portal.kernel.search import lexemes, plan, prepared, spread
from portal.kernel.search.models import SearchEntry, SearchSample, SearchText
from portal.kernel.search.page import COUNT_CAP
from portal.kernel.search.ranking import Place

# Of more hits than this nobody needs the exact number: each costs the page of the table it stands on.
MANY = 4_000
# One row in `PROBE` is asked first, fewer where these are more than `_PROBED`; the whole sample, one row in `SAMPLED`,
# where the number may be told as "约".
PROBE, SAMPLED = 64, lexemes.SAMPLES[0]
_PROBED = 3_000
_TOLD = COUNT_CAP * 2
# Headings are counted on all of so many hits; of more on every so-manieth, and of very many on a sample with as many as
# this, or on the whole sample.
HEADED, _SAMPLED_HITS = 1_000, 500
ENTRIES, _SAMPLE, TEXTS = (model._meta.db_table for model in (SearchEntry, SearchSample, SearchText))
MATCHES = f"FROM {ENTRIES} WHERE tsv @@ %s::tsquery"
_SAMPLED = f"FROM {_SAMPLE} WHERE tsv @@ %s::tsquery"
_ROWS = f"SELECT reltuples::bigint AS rows FROM pg_class WHERE oid = '{ENTRIES}'::regclass"  # noqa: S608
_SAMPLED_COUNT = f"CASE WHEN rows > %s THEN (SELECT count(*) {_SAMPLED}) END"
# No facet has this number.
_ALL = -1
_RECOUNTED = f"""
WITH hits AS MATERIALIZED (SELECT facets {_SAMPLED})
SELECT {_ALL}, count(*) FROM hits
UNION ALL
SELECT number, count(*) FROM (SELECT unnest(facets) AS number FROM hits WHERE %s) AS heads GROUP BY number
"""  # noqa: S608  (names of our own)
DAY = "published_on - date '0001-01-01' + 1"
BY_DAY = "ORDER BY published_on DESC, id DESC LIMIT %s"
# An array, so that the texts are looked up by their keys, whatever the planner thinks of the number of rows.
DESCRIBED = f"""
SELECT id, day, folded_title, rank_boost
FROM hit JOIN {TEXTS} ON entry_id = id WHERE entry_id = ANY(ARRAY(SELECT id FROM hit))
"""  # noqa: S608  (names of our own)
_COUNTED, _HEADING, _NEWEST, _TITLED = 0, 1, 2, 3
_EVERYTHING = f"""
WITH hits AS MATERIALIZED (SELECT id, published_on, facets {MATCHES}),
hit AS MATERIALIZED (SELECT id, {DAY} AS day {MATCHES} {BY_DAY}),
one AS MATERIALIZED (SELECT 1 + (count(*) - 1) / %s AS of_so_many FROM hits)
SELECT {_COUNTED}, count(*), (SELECT of_so_many FROM one), '', 0 FROM hits
UNION ALL
SELECT {_HEADING}, number, count(*), '', 0 FROM (SELECT unnest(facets) AS number FROM hits
WHERE %s > 0 AND (hashint8(id) & 1073741823) %% (SELECT of_so_many FROM one) = 0) AS heads GROUP BY number
UNION ALL
(SELECT {_NEWEST}, id, {DAY}, '', 0 FROM hits {BY_DAY})
UNION ALL
SELECT {_TITLED}, id, day, title, boost FROM ({DESCRIBED}) AS described (id, day, title, boost)
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


def may_be_told(estimated: int) -> bool:
    """Whether so many hits are counted more closely than by the probe."""
    return estimated <= _TOLD


def recount(of_sample: str, *, headed: bool) -> tuple[int, dict[int, int]]:
    """A better estimate by the whole sample and, if asked for, about how many hits each facet number has."""
    counts = {number: hits * SAMPLED for number, hits in ask(_RECOUNTED, [_of_sample(of_sample, SAMPLED), headed])}
    return counts.pop(_ALL), counts


def gather(expression: str, in_title: str, limit: int, *, titles: int, headed: int) -> Gathered:
    """Counts, headings, the newest hits and the newest titles; for questions that no more than `MANY` rows answer.

    Of more than `headed` hits the headings are estimated on one of so many, by lot, since numbers follow patterns: a
    file comes after its document. For 0 there are none.
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
    sql = f"SELECT number, count(*) FROM (SELECT unnest(facets) AS number FROM {ENTRIES} WHERE id = ANY(%s)) AS heads"  # noqa: S608
    return dict(ask(f"{sql} GROUP BY number", [list(entries)]))


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
    if plan.is_settled():
        return prepared.ask(sql, values)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
