"""Guessing on which days the newest rows were published."""

from datetime import date, timedelta

import pytest
from django.db import connection

from portal.kernel.search import listing, spread
from portal.kernel.search.engine import Described, Tally
from portal.kernel.search.models import SearchEntry, SearchText
from portal.kernel.search.spread import Spread

TENTHS = Spread(1000, tuple(date(2024, 1, 1) + timedelta(days=10 * number) for number in range(11)), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("rows", "since"),
    [(100, date(2024, 3, 31)), (50, date(2024, 4, 5)), (250, date(2024, 3, 16)), (999, date(2024, 1, 1))],
)
def test_between_two_bounds_rows_are_spread_evenly(rows: int, since: date) -> None:
    assert TENTHS.newest(rows) == (since, date(2026, 12, 31))


@pytest.mark.parametrize(
    ("rows", "since"),
    [
        # Since 24 February 2020: 2,500 days, with 54 more since the beginning of the year.
        (500, date(2020, 1, 1)),
        # Since 24 December 2024: 735 days; 23 more since the beginning of the month, 358 of the year.
        (147, date(2024, 12, 1)),
        # Since 24 November 2026: 35 days; 23 more would be too many.
        (7, date(2026, 11, 24)),
    ],
)
def test_over_a_long_time_they_begin_with_a_month_or_a_year(rows: int, since: date) -> None:
    years = Spread(1000, (date(2013, 4, 21), date(2026, 12, 29)), date(2027, 12, 31))

    assert years.newest(rows) == (since, date(2027, 12, 31))


@pytest.mark.parametrize("known", [Spread(), Spread(1000, (date(2024, 1, 1),)), TENTHS])
def test_where_nothing_is_known_nothing_is_guessed(known: Spread) -> None:
    assert known.newest(1000) is None
    assert known.newest(0) is None


@pytest.fixture
def entries(db: None) -> None:
    """Two hundred entries, one a day, which the planner has looked at."""
    SearchEntry.objects.bulk_create(
        SearchEntry(
            kind="tests.thing",
            object_id=number,
            published_on=date(2024, 1, 1) + timedelta(days=number),
            tsv=f"'物业' '~{date(2024, 1, 1) + timedelta(days=number):%Y}'",
        )
        for number in range(200)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_searchentry")


def test_it_is_read_from_what_the_planner_knows(entries: None) -> None:
    first, last = spread.newest(20) or (date.max, date.min)

    assert spread.rows() == 200
    assert date(2024, 6, 25) <= first <= date(2024, 6, 30)
    assert last.month == 12
    assert last.year > date(2024, 7, 18).year


def test_what_came_after_the_planner_looked_is_found(entries: None) -> None:
    assert spread.rows() == 200
    later = SearchEntry.objects.create(
        kind="tests.thing", object_id=900, published_on=date(2025, 3, 1), tsv="'物业' '~2025' '~202503' '~20250301'"
    )
    SearchText.objects.create(entry=later, title="物业", folded_title="物业", url="/", content_hash="")

    newest = listing.newest_described("'物业'", 1, tallied=Tally(200, rows=200))

    assert newest == [Described(later.pk, date(2025, 3, 1).toordinal(), "物业", 0)]


def test_an_empty_index_has_no_spread(db: None) -> None:
    assert spread.newest(5) is None
    assert spread.rows() == 0
