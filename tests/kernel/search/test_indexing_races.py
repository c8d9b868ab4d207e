"""The index is rebuilt and mended while others publish, revise and withdraw."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from threading import Event, Thread
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from portal.kernel.people.models import Department
from portal.kernel.publishing.services import release
from portal.kernel.search import selectors, sources
from portal.kernel.search.models import SearchEntry, SearchText
from portal.kernel.search.services import checking, indexing, replacing
from portal.kernel.search.sources import SearchDocument, SearchSource
from portal.kernel.ui import moment
from tests.factories.people import DepartmentFactory
from tests.factories.policies import DocumentFactory
from tests.factories.publishing import Desk

Make = Callable[..., Department]
Meanwhile = Callable[..., None]

pytestmark = pytest.mark.django_db(transaction=True)


def found(text: str) -> list[str]:
    return sorted(hit.title for hit in selectors.search(text=text).hits)


def somebody(job: Callable[[], object]) -> Thread:
    """Another process, as far as the database can tell."""

    def run() -> None:
        try:
            job()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    return thread


def done(job: Callable[[], object]) -> None:
    """What somebody else has done and committed."""
    thread = somebody(job)
    thread.join(timeout=30)
    assert not thread.is_alive()


def until(happened: Callable[[], bool], *, seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while not happened() and time.monotonic() < end:
        time.sleep(0.01)
    return happened()


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database()))"
        )
        return bool(cursor.fetchone()[0])


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Something happens when a text of this kind has just been read: the first time, or a later one."""

    def set_up(kind: str, act: Callable[[], object], *, time: int = 1) -> None:
        source, reads = sources._sources[kind], iter(range(1, 1000))

        def document(thing: Any) -> SearchDocument:
            read = source.document(thing)
            if next(reads) == time:
                act()
            return read

        monkeypatch.setitem(sources._sources, kind, replace(source, document=document))

    return set_up


def withdraw(thing: Department) -> None:
    with transaction.atomic():
        Department.objects.filter(pk=thing.pk).update(is_active=False)
        indexing.remove(thing)


def rename(thing: Department, name: str) -> None:
    with transaction.atomic():
        row = Department.objects.select_for_update().get(pk=thing.pk)
        row.name = name
        row.save()
        indexing.index(row)


def rebuild(**options: Any) -> None:
    call_command("rebuild_search", verbosity=0, **options)


def test_what_is_released_while_it_rebuilds_stays(meanwhile: Meanwhile) -> None:
    desk = Desk()
    DocumentFactory(title="物业甲", published=True)
    coming = desk.sign(DocumentFactory(title="物业乙"))
    meanwhile(
        "policies.document",
        lambda: done(lambda: release.release(thing=coming, by=desk.office, at=moment.now())),
    )

    rebuild(batch=1)

    assert found("物业") == ["物业乙", "物业甲"]


def test_a_row_too_many_whose_thing_becomes_public_meanwhile_stays(
    thing: Make, kind: SearchSource, meanwhile: Meanwhile
) -> None:
    thing("物业甲")
    again = thing("物业乙")
    Department.objects.filter(pk=again.pk).update(is_active=False)

    def publish() -> None:
        with transaction.atomic():
            Department.objects.filter(pk=again.pk).update(is_active=True)
            indexing.index(Department.objects.get(pk=again.pk))

    meanwhile(kind.kind, lambda: done(publish))

    rebuild()

    assert found("物业") == ["物业乙", "物业甲"]


def test_what_is_withdrawn_while_its_text_is_taken_apart_does_not_come_back(
    thing: Make, kind: SearchSource, meanwhile: Meanwhile
) -> None:
    made = thing("物业甲")
    meanwhile(kind.kind, lambda: done(lambda: withdraw(made)))

    rebuild(force=True)

    assert found("物业") == []
    assert not SearchText.objects.exists()


def test_what_is_revised_while_its_text_is_taken_apart_is_found_as_revised(
    thing: Make, kind: SearchSource, meanwhile: Meanwhile
) -> None:
    made = thing("物业甲")
    meanwhile(kind.kind, lambda: done(lambda: rename(made, "租赁乙")))

    rebuild(force=True)

    assert (found("物业"), found("租赁")) == ([], ["租赁乙"])


def test_a_withdrawal_under_way_is_waited_for(kind: SearchSource, meanwhile: Meanwhile, db: None) -> None:
    """It has found no row to take out, and is not yet seen by others."""
    made = DepartmentFactory(name="物业甲", duties_text="正文", hours="2024-05-20")
    is_taken_out = Event()

    def withdraw_slowly() -> None:
        with transaction.atomic():
            withdraw(made)
            is_taken_out.set()
            until(somebody_waits)

    threads: list[Thread] = []

    def begin() -> None:
        threads.append(somebody(withdraw_slowly))
        assert is_taken_out.wait(30)

    meanwhile(kind.kind, begin)

    rebuild()

    threads[0].join(timeout=30)
    assert found("物业") == []
    assert not SearchEntry.objects.exists()


def test_a_withdrawal_waits_while_rows_are_mended(kind: SearchSource, meanwhile: Meanwhile, db: None) -> None:
    made = DepartmentFactory(name="物业甲", duties_text="正文", hours="2024-05-20")
    threads: list[Thread] = []

    def begin() -> None:
        threads.append(somebody(lambda: withdraw(made)))
        assert until(somebody_waits)

    # Read a second time, alone.
    meanwhile(kind.kind, begin, time=2)

    rebuild()

    threads[0].join(timeout=30)
    assert found("物业") == []
    assert not SearchEntry.objects.exists()


def test_the_check_mends_with_what_is_public_when_it_mends(
    thing: Make, kind: SearchSource, meanwhile: Meanwhile
) -> None:
    revised, withdrawn = thing("物业甲"), thing("物业乙")
    SearchText.objects.all().delete()

    def change() -> None:
        rename(revised, "租赁甲")
        withdraw(withdrawn)

    meanwhile(kind.kind, lambda: done(change))

    checking.examine(clock=moment.now, repair=True)

    assert (found("物业"), found("租赁")) == ([], ["租赁甲"])


def test_what_is_published_just_before_a_build_notes_changes_is_in_it(
    kind: SearchSource, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    made = DepartmentFactory(name="物业甲", duties_text="正文", hours="2024-05-20")
    released: list[datetime] = []
    monkeypatch.setitem(
        sources._sources,
        kind.kind,
        replace(kind, public=lambda at: Department.objects.filter(pk=made.pk if released and released[0] <= at else 0)),
    )
    prepare = replacing.prepare

    def release_and_prepare(version: str) -> None:
        released.append(moment.now())
        indexing.index(made)
        prepare(version)

    monkeypatch.setattr(replacing, "prepare", release_and_prepare)

    rebuild(beside=True, workers=1)

    assert found("物业") == ["物业甲"]


@pytest.mark.parametrize("read", [1, 2])
def test_a_text_may_take_longer_than_a_transaction_may_wait(
    kind: SearchSource, meanwhile: Meanwhile, short_limit: Callable[[], None], read: int
) -> None:
    DepartmentFactory(name="物业甲", duties_text="正文", hours="2024-05-20")
    meanwhile(kind.kind, lambda: time.sleep(0.7), time=read)
    short_limit()

    rebuild()

    assert SearchText.objects.get().title == "物业甲"


def test_of_long_texts_fewer_are_mended_at_once(thing: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    for title, body in (("甲", "停车" * 30), ("乙", "停车" * 30), ("丙", "停车"), ("丁", "停车")):
        thing(title, body)
    SearchEntry.objects.all().delete()
    real, together = replacing.ask, []

    def counting(sql: str, values: Any = ()) -> Any:
        if "pg_advisory_xact_lock(" in sql:
            together.append(SearchEntry.objects.count())
        return real(sql, values)

    monkeypatch.setattr(replacing, "ask", counting)
    monkeypatch.setattr(indexing, "_MOST_CHARACTERS", 100)
    list(indexing.rebuild(clock=moment.now))

    # How many were in when the lock was taken: 乙, 丙 and 丁 together have no more than a hundred characters.
    assert together == [0, 1]
    assert found("停车") == ["丁", "丙", "乙", "甲"]
