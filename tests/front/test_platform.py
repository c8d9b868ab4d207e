"""The openness platform: its fixed sections, how fresh each column is, and the years of a column."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.disclosure import ItemFactory
from tests.factories.taxonomy import ColumnFactory

pytestmark = pytest.mark.django_db


def main_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().partition("<main")[2]


def on(year, month=3, day=2):
    return dt.datetime(year, month, day, 2, tzinfo=dt.UTC)


def test_the_sections_stand_in_the_order_of_the_state_council(client):
    for slug, name in (("annual", "年报"), ("statutory", "法定内容"), ("rules", "制度"), ("guide", "指南")):
        ColumnFactory(slug=slug, name=name)

    shown = main_of(client, "/platform/")

    places = [shown.index(f'id="section-{slug}"') for slug in ("guide", "rules", "statutory", "annual", "requests")]
    assert places == sorted(places)


def test_a_column_says_how_much_is_public_in_it_and_below_and_since_when(client):
    statutory = ColumnFactory(slug="statutory")
    column = ColumnFactory(slug="a20-03", name="规划信息", parent=statutory)
    below = ColumnFactory(slug="below", parent=column)
    ItemFactory(published=True, column=column, released_at=on(2026, 3))
    ItemFactory(published=True, column=below, released_at=on(2026, 4))
    ItemFactory(column=column)
    ColumnFactory(slug="a20-12", name="应急管理", parent=statutory)

    shown = main_of(client, "/platform/")

    assert '2 条　<time datetime="2026-04-02">' in shown
    assert "暂无" in shown


def test_the_platform_costs_the_same_for_few_and_many(client, django_assert_num_queries):
    statutory = ColumnFactory(slug="statutory")
    columns = [ColumnFactory(slug=slug) for slug in ("guide", "rules", "annual")]
    columns += [ColumnFactory(slug=f"a20-{number}", parent=statutory) for number in (3, 4)]

    def publish() -> None:
        for column in columns:
            ItemFactory(published=True, column=column)

    publish()
    main_of(client, "/platform/")
    with CaptureQueriesContext(connection) as few:
        main_of(client, "/platform/")
    for _ in range(5):
        publish()

    with django_assert_num_queries(len(few)):
        main_of(client, "/platform/")


def test_a_column_is_narrowed_to_a_year_and_a_year_it_has_not_shows_all(client):
    column = ColumnFactory(slug="news")
    old = ItemFactory(published=True, column=column, formed_on=dt.date(2025, 2, 27), released_at=on(2025))
    new = ItemFactory(published=True, column=column, released_at=on(2026))

    narrowed = main_of(client, "/columns/news/?year=2025")

    assert old.title in narrowed
    assert new.title not in narrowed
    for year in ("1999", "二零二五", "2025'"):
        assert new.title in main_of(client, f"/columns/news/?year={year}")


def test_a_column_under_a_retired_one_is_gone(client):
    ColumnFactory(slug="under", parent=ColumnFactory(slug="retired", is_active=False))

    assert client.get("/columns/under/").status_code == 404
