"""A new index made beside the living one."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from threading import Thread
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from portal.kernel.people.models import Department
from portal.kernel.search import lexemes, related, selectors, sources
from portal.kernel.search.models import SearchEntry, SearchKinship, SearchText, SearchWord
from portal.kernel.search.services import beside, indexing, replacing
from portal.kernel.search.sources import SearchSource
from portal.kernel.search.suggestions import suggest
from tests.factories.people import DepartmentFactory

AT = datetime(2026, 1, 5, tzinfo=UTC)
Make = Callable[..., Department]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_left_behind(db: None) -> None:
    replacing.abandon()


def found(text: str) -> list[str]:
    return sorted(hit.title for hit in selectors.search(text=text).hits)


def shape() -> list[tuple[str, ...]]:
    """Indexes and constraints of the living tables."""
    return [
        *replacing.ask("SELECT indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'search_search%%' ORDER BY 1"),
        *replacing.ask(
            "SELECT conname, pg_get_constraintdef(oid), convalidated::text FROM pg_constraint"
            " WHERE conrelid::regclass::text LIKE 'search_search%%' ORDER BY 1"
        ),
        *replacing.ask(
            "SELECT table_name, column_name, data_type, is_nullable, is_identity FROM information_schema.columns"
            " WHERE table_name LIKE 'search_search%%' ORDER BY table_name, column_name"
        ),
        *replacing.ask(
            "SELECT attrelid::regclass::text, attname, attstorage::text FROM pg_attribute"
            " WHERE attrelid::regclass::text LIKE 'search_search%%' AND attnum > 0 AND NOT attisdropped ORDER BY 1, 2"
        ),
        *replacing.ask(
            "SELECT relname, reloptions::text FROM pg_class WHERE relname LIKE 'search_search%%' ORDER BY 1"
        ),
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_it_holds_what_is_public_and_nothing_else(thing: Make, workers: int) -> None:
    kept, hidden = thing("物业甲", "停车\t收费\\办法\n第二行"), thing("物业乙")
    Department.objects.filter(pk=hidden.pk).update(is_active=False)
    DepartmentFactory(name="物业丙", duties_text="正文", hours="2024-05-21")
    before = SearchEntry.objects.get(object_id=kept.pk).pk
    text = SearchText.objects.values().get(entry_id=before)
    like = shape()

    *_, last = beside.build(clock=lambda: AT, workers=workers, step=1)

    assert (last.name, last.total) == ("done", 2)
    assert found("物业") == ["物业丙", "物业甲"]
    assert SearchEntry.objects.get(object_id=kept.pk).pk == before
    assert SearchText.objects.values().get(entry_id=before) == text
    assert SearchKinship.objects.filter(entry_id=before).exists()
    assert not SearchKinship.objects.exclude(entry__in=SearchEntry.objects.all()).exists()
    assert shape() == like


def test_searches_are_answered_from_the_old_index_until_the_end(thing: Make) -> None:
    made = thing("物业甲")
    Department.objects.filter(pk=made.pk).update(name="物业新")
    stages = beside.build(clock=lambda: AT, workers=1)

    for stage in stages:
        if stage.name == "done":
            break
        assert found("物业") == ["物业甲"], stage

    assert found("物业") == ["物业新"]


def test_what_is_published_changed_or_withdrawn_meanwhile_comes_over(thing: Make) -> None:
    changed, withdrawn = thing("物业甲"), thing("物业乙")
    unknown = DepartmentFactory(name="物业丙", duties_text="正文", hours="2024-05-21")
    for stage in beside.build(clock=lambda: AT, workers=1, step=1):
        if stage.name == "index":
            changed.name = "物业甲改"
            changed.save()
            indexing.index(changed)
            indexing.remove(withdrawn)
            indexing.index(unknown)
            thing("物业丁")

    assert found("物业") == ["物业丁", "物业丙", "物业甲改"]


def test_what_was_in_no_living_index_and_is_withdrawn_meanwhile_does_not_come_back(kind: SearchSource) -> None:
    withdrawn, again = (
        DepartmentFactory(name=name, duties_text="正文", hours="2024-05-21") for name in ("物业甲", "物业乙")
    )
    for stage in beside.build(clock=lambda: AT, workers=1, step=1):
        if stage.name == "index":
            indexing.remove(withdrawn)
            indexing.remove(again)
            indexing.index(again)

    assert found("物业") == ["物业乙"]


def test_a_withdrawal_that_met_the_exchange_takes_effect(thing: Make) -> None:
    made = thing("物业甲")
    list(beside.build(clock=lambda: AT, workers=1))

    indexing.remove(made)

    assert found("物业") == []


def test_an_interrupted_build_takes_up_where_it_stopped(thing: Make) -> None:
    for number in range(3):
        thing(f"物业{number}")
    stages = beside.build(clock=lambda: AT, workers=1, step=1)
    next(stages)
    next(stages)
    stages.close()

    first, *_, last = beside.build(clock=lambda: AT, workers=1, step=1)

    assert (first.done, first.total, last.total) == (1, 3, 3)
    assert len(found("物业")) == 3


def test_a_build_of_another_version_starts_anew(thing: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    thing("物业")
    stages = beside.build(clock=lambda: AT, workers=1, step=1)
    next(stages)
    next(stages)
    stages.close()
    monkeypatch.setattr("portal.kernel.search.lexemes.VERSION", 99)

    assert next(beside.build(clock=lambda: AT, workers=1, step=1)).done == 0


def test_what_a_process_could_not_do_is_said(thing: Make, kind: SearchSource) -> None:
    thing("物业")

    def broken(department: Department) -> sources.SearchDocument:
        raise RuntimeError(department.name)

    sources.register(SearchSource(kind.kind, kind.label, kind.model, broken, kind.public))

    with pytest.raises(beside.WorkerFailed, match="中途结束"):
        list(beside.build(clock=lambda: AT, workers=2))
    assert found("物业") == ["物业"]


def test_new_entries_get_new_numbers_afterwards(thing: Make) -> None:
    thing("物业甲")
    list(beside.build(clock=lambda: AT, workers=1))

    thing("物业乙")

    assert found("物业") == ["物业乙", "物业甲"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('search_next_entry'), to_regproc('search_note_change')")
        assert cursor.fetchone() == (None, None)


def test_the_command_builds_beside(thing: Make, capsys: pytest.CaptureFixture[str]) -> None:
    thing("物业")

    call_command("rebuild_search", beside=True, workers=1, verbosity=0)

    assert "新索引已启用：1 条" in capsys.readouterr().out
    with pytest.raises(CommandError, match="不能与 --kind 同用"):
        call_command("rebuild_search", beside=True, kind=["tests.thing"], verbosity=0)


def test_suggestions_and_related_things_wait_for_no_night(thing: Make) -> None:
    said = thing("旧名甲")
    Department.objects.filter(pk=said.pk).update(is_active=False)
    rents = ("公共租赁住房租金标准", "公共租赁住房租金减免")
    # Written past the services, as a first load of many rows is.
    about = "公共租赁住房的租金标准由住房保障机构公布。"
    first, _ = (DepartmentFactory(name=name, duties_text=about, hours="2024-05-21") for name in rents)

    call_command("rebuild_search", beside=True, workers=1, verbosity=0)

    assert {each.text for each in suggest("租金")} >= set(rents)
    assert SearchWord.objects.get(word="租金").documents == 2
    assert not SearchWord.objects.filter(word="旧名").exists()
    assert [each.title for each in related.like(first)] == ["公共租赁住房租金减免"]


def test_rows_of_few_days_are_written_next_to_one_another(thing: Make) -> None:
    for number in range(40):
        thing(f"物业{number}", on=f"2024-{1 + number * 7 % 12:02}-01")

    *_, last = beside.build(clock=lambda: AT, workers=1, step=7)

    days = [day for (day,) in replacing.ask("SELECT published_on FROM search_searchentry ORDER BY ctid")]
    assert last.total == len(days) == 40
    assert days == sorted(days, reverse=True)


def test_what_the_lot_falls_on_is_copied_into_the_sample(thing: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexemes, "sample_lexemes", lambda key: {lexemes.sample(16)} if key[-1] in "13579" else set())
    odd = sorted(key for key in (thing(f"物业{number}").pk for number in range(6)) if key % 2)
    copied = """
        SELECT object_id, s.facets = e.facets, s.tsv @@ $$'·物' & '%%16'$$::tsquery, s.tsv @@ $$'物业'$$::tsquery
        FROM search_searchsample s JOIN search_searchentry e ON e.id = s.entry_id ORDER BY 1
    """
    assert replacing.ask(copied) == [(key, True, True, True) for key in odd]

    list(beside.build(clock=lambda: AT, workers=1, step=2))

    assert replacing.ask(copied) == [(key, True, True, True) for key in odd]
    Department.objects.filter(pk=odd[0]).update(is_active=False)
    indexing.index(Department.objects.get(pk=odd[0]), at=AT)
    assert replacing.ask(copied) == [(key, True, True, True) for key in odd[1:]]


def test_a_copy_goes_with_its_entry_whoever_deletes_it(thing: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexemes, "sample_lexemes", lambda key: {lexemes.sample(16)})
    thing("物业")
    list(beside.build(clock=lambda: AT, workers=1))

    replacing.ask("DELETE FROM search_searchtext")
    replacing.ask("DELETE FROM search_searchkinship")
    replacing.ask("DELETE FROM search_searchentry")

    assert replacing.ask("SELECT count(*) FROM search_searchsample") == [(0,)]


@pytest.mark.parametrize("first", ["search_searchsample", "search_searchtext"])
def test_the_exchange_gives_way_to_a_search_under_way(thing: Make, first: str) -> None:
    """The search has read one table and wants another, which the exchange holds while it waits for the first."""
    thing("物业甲")

    def build() -> None:
        try:
            list(beside.build(clock=lambda: AT, workers=1))
        finally:
            connection.close()

    waiting = "SELECT count(*) FROM pg_locks WHERE relation = %s::regclass AND NOT granted"
    builder = Thread(target=build)
    with transaction.atomic():
        replacing.ask(f"SELECT count(*) FROM {first}")  # noqa: S608  (a name of ours)
        builder.start()
        until = time.monotonic() + 30
        while replacing.ask(waiting, [first]) == [(0,)] and time.monotonic() < until:
            time.sleep(0.01)
        assert time.monotonic() < until
        assert replacing.ask("SELECT count(*) FROM search_searchentry") == [(1,)]
    builder.join(timeout=30)

    assert not builder.is_alive()
    assert found("物业") == ["物业甲"]
    assert replacing.ask("SELECT to_regclass(%s)", [replacing.NEXT_ENTRIES]) == [(None,)]


def test_what_was_noted_is_not_lost_when_copying_it_over_fails(thing: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = thing("物业甲")
    stages = beside.build(clock=lambda: AT, workers=1)
    assert [next(stages).name, next(stages).name] == ["fill", "fill"]
    indexing.remove(kept)

    asked = replacing.ask

    def broken_after_reading_the_notes(sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        if sql.startswith("SELECT n.id"):
            raise ConnectionError
        return asked(sql, values)

    with monkeypatch.context() as patch:
        patch.setattr(replacing, "ask", broken_after_reading_the_notes)
        with pytest.raises(ConnectionError):
            list(stages)
    list(beside.build(clock=lambda: AT, workers=1))

    assert found("物业") == []


@pytest.fixture
def slow_index() -> Iterator[None]:
    """An index of the living texts that takes longer for each row than a statement may take."""
    replacing.ask(
        "CREATE FUNCTION search_test_slow(number bigint) RETURNS bigint LANGUAGE plpgsql IMMUTABLE"
        " AS $$ BEGIN PERFORM pg_sleep(0.6); RETURN number; END $$"
    )
    replacing.ask("CREATE INDEX search_test_slow ON search_searchtext (search_test_slow(entry_id))")
    yield
    replacing.ask("DROP FUNCTION search_test_slow CASCADE")


def limits() -> list[tuple[Any, ...]]:
    return replacing.ask(
        "SELECT current_setting('statement_timeout'), current_setting('idle_in_transaction_session_timeout')"
    )


@pytest.mark.parametrize("workers", [1, 2])
def test_an_index_may_take_longer_than_a_request(
    thing: Make, slow_index: None, short_limit: Callable[[], None], workers: int
) -> None:
    thing("物业")
    short_limit()

    *_, last = beside.build(clock=lambda: AT, workers=workers)

    assert last.name == "done"
    assert limits() == [("300ms", "301ms")]


def test_no_statement_of_a_build_is_under_a_limit(thing: Make) -> None:
    changed = thing("物业甲")
    limited: list[str] = []

    def look(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        with connection.connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('statement_timeout')")
            is_limited = cursor.fetchone() != ("0",)
        # Of a build only what lifts the limits is a prepared statement.
        if is_limited and not sql.startswith(("PREPARE", "EXECUTE")):
            limited.append(sql)
        return execute(sql, *rest)

    for stage in watched(beside.build(clock=lambda: AT, workers=1), look):
        if stage.name == "index":
            # Something to bring over last.
            indexing.remove(changed)

    assert limited == []
    assert found("物业") == []


def watched(stages: Iterator[beside.Stage], look: Callable[..., Any]) -> Iterator[beside.Stage]:
    """The stages, each made under the eyes of a wrapper."""
    while True:
        with connection.execute_wrapper(look):
            stage = next(stages, None)
        if stage is None:
            return
        yield stage
