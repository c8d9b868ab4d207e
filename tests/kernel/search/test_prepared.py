"""Statements are read and planned once for each connection."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DataError, NotSupportedError, connection, transaction
from django.test.utils import CaptureQueriesContext

from portal.kernel.people.models import Department
from portal.kernel.search import plan, prepared, selectors

pytestmark = pytest.mark.django_db


def known() -> list[str]:
    """The statements of searches that the connection has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements WHERE name LIKE 'search%'")
        return [name for (name,) in cursor.fetchall()]


def test_values_of_every_kind_arrive() -> None:
    values = [7, "一'二", True, date(2026, 1, 5), [1, None, 3], "'物业'"]
    sql = "SELECT %s + 0, %s::text, %s::boolean, %s::date, %s::int[], %s::tsquery::text, 5 %% 3"

    assert prepared.ask(sql, values) == [(7, "一'二", True, date(2026, 1, 5), [1, None, 3], "'物业'", 2)]
    assert prepared.ask(sql, values) == [(7, "一'二", True, date(2026, 1, 5), [1, None, 3], "'物业'", 2)]
    assert prepared.ask("SELECT 1", []) == [(1,)]
    assert prepared.ask("SELECT 1", []) == [(1,)]


def test_a_statement_is_sent_once() -> None:
    before = len(known())

    with CaptureQueriesContext(connection) as asked:
        assert prepared.ask("SELECT %s + 20", [1]) == [(21,)]
        assert prepared.ask("SELECT %s + 20", [2]) == [(22,)]

    first, again = (query["sql"] for query in asked)
    assert "+ 20" in first
    assert "+ 20" not in again
    assert len(known()) == before + 1


def test_a_statement_that_failed_can_be_asked_again() -> None:
    for _time in range(2):
        with pytest.raises(DataError), transaction.atomic():
            prepared.ask("SELECT 6 / %s", [0])

    assert prepared.ask("SELECT 6 / %s", [2]) == [(3,)]


def test_a_statement_whose_columns_have_changed_fails_once() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE changing (word varchar(9)); INSERT INTO changing VALUES ('物业')")
    prepared.ask("SELECT word FROM changing", [])
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE changing ALTER word TYPE text")

    with pytest.raises(NotSupportedError), transaction.atomic():
        prepared.ask("SELECT word FROM changing", [])

    assert prepared.ask("SELECT word FROM changing", []) == [("物业",)]


def test_of_too_many_shapes_the_last_are_read_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    prepared.ask("SELECT %s + 1", [1])
    monkeypatch.setattr(prepared, "_MOST", 0)
    before = known()

    assert prepared.ask("SELECT %s + 30", [1]) == [(31,)]
    assert known() == before


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_begins_anew() -> None:
    assert prepared.ask("SELECT %s + 40", [1]) == [(41,)]
    connection.close()

    assert known() == []
    assert prepared.ask("SELECT %s + 40", [2]) == [(42,)]


def test_a_search_asked_again_sends_none_of_its_statements_whole(thing: Callable[..., Department]) -> None:
    # With three hits no other spelling is looked for.
    for name in ("物业管理办法", "物业管理规定", "物业管理细则"):
        thing(name, "业主大会")
    selectors.search(text="物业 业主")

    with CaptureQueriesContext(connection) as asked:
        assert selectors.search(text="业主 大会").total == 3

    sent = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(sent) >= 5
    assert [sql for sql in sent if not sql.startswith("EXECUTE")] == []


def test_in_the_order_of_days_nothing_is_planned_as_before() -> None:
    assert not plan.is_settled()
    with plan.within_time():
        assert plan.is_settled()
        with plan.in_order_of_days():
            assert not plan.is_settled()
        assert plan.is_settled()
    with plan.bounded(1000):
        assert not plan.is_settled()
    assert not plan.is_settled()
