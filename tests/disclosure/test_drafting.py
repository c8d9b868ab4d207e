"""Drafting: index numbers without gaps, the statutory term, nothing half saved."""

import datetime as dt
import threading

import pytest
from django.db import connection

from disclosure.models import IndexCounter, Item
from disclosure.services import items
from disclosure.services.numbering import next_index_number
from portal.kernel.audit.models import Event
from portal.kernel.deadlines.models import Deadline
from portal.kernel.publishing.services import release
from tests.factories.disclosure import ItemFactory, MatterFactory
from tests.factories.people import DepartmentFactory, StaffFactory
from tests.factories.publishing import DRAFTED_AT, RELEASED_AT
from tests.factories.taxonomy import ColumnFactory, TopicFactory

CODE = "11310000MB0000007T"
pytestmark = pytest.mark.django_db


def term_of(item):
    return Deadline.objects.get(kind="disclosure.publish_within", subject_id=str(item.pk))


def test_a_draft_gets_the_next_index_number_of_the_year_it_was_formed_in():
    numbers = [
        ItemFactory(formed_on=day).index_number
        for day in (dt.date(2026, 2, 2), dt.date(2025, 12, 31), dt.date(2026, 1, 5))
    ]

    assert numbers == [f"{CODE}/2026-00001", f"{CODE}/2025-00001", f"{CODE}/2026-00002"]


def test_a_draft_starts_the_term_of_twenty_working_days():
    clerk = StaffFactory()

    item = ItemFactory(formed_on=dt.date(2022, 9, 30), created_by=clerk)

    term = term_of(item)
    assert (term.due_on, term.provisional) == (dt.date(2022, 11, 2), False)
    assert (term.department, term.handler) == (item.department, clerk)
    assert item.title not in term.title


def test_the_term_follows_the_date_the_matter_and_the_department():
    item = ItemFactory(formed_on=dt.date(2026, 2, 2))
    other = DepartmentFactory()

    items.save(
        item=item,
        data={"formed_on": dt.date(2026, 3, 2), "matter": MatterFactory(limit_workdays=7), "department": other},
        by=None,
        at=DRAFTED_AT,
    )

    term = term_of(item)
    assert (term.due_on, term.department, term.version) == (dt.date(2026, 3, 11), other, 2)


def test_what_is_not_to_be_disclosed_has_no_term_and_gets_one_when_it_is():
    item = ItemFactory(openness="withheld", openness_ground="条例第十六条", openness_reason="内部事务信息")
    assert not Deadline.objects.filter(subject_id=str(item.pk)).exists()

    items.save(item=item, data={"openness": "open"}, by=None, at=DRAFTED_AT)
    assert term_of(item).is_open

    items.save(
        item=item,
        data={"openness": "on_request", "openness_ground": "条例第十六条", "openness_reason": "过程性信息"},
        by=None,
        at=DRAFTED_AT,
    )
    assert term_of(item).cancelled_at == DRAFTED_AT


def test_old_papers_have_no_term():
    item = ItemFactory(formed_on=dt.date(2003, 6, 1))

    assert not Deadline.objects.filter(subject_id=str(item.pk)).exists()


def test_the_first_release_meets_the_term(desk):
    item = desk.publish(ItemFactory())

    assert term_of(item).met_at == RELEASED_AT


def test_what_is_taken_over_never_had_a_term_here():
    item = ItemFactory(published=True, released_at=dt.datetime(2026, 2, 5, 2, tzinfo=dt.UTC))

    assert item.published_at == dt.datetime(2026, 2, 5, 2, tzinfo=dt.UTC)
    assert not Deadline.objects.filter(subject_id=str(item.pk)).exists()


def test_the_document_number_is_normalised():
    assert ItemFactory(document_number="云建[2026]12号").document_number == "云建〔2026〕12号"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"formed_on": dt.date(1949, 9, 30)}, "formed_on"),
        ({"formed_on": dt.date(2026, 3, 3)}, "formed_on"),
        ({"title": ""}, "title"),
        ({"title": "通" * 301}, "title"),
        ({"summary": "概" * 101}, "summary"),
        ({"body": "正文\x07"}, "body"),
        ({"column": None}, "column"),
    ],
)
def test_bad_input_is_refused_by_field_and_nothing_is_half_saved(changes, field):
    with pytest.raises(items.ItemRefused) as refused:
        ItemFactory(**changes)

    assert list(refused.value.errors) == [field]
    assert Item.objects.count() == 0
    assert IndexCounter.objects.count() == 0
    assert Event.objects.count() == 0


def test_a_draft_that_fails_takes_no_number(monkeypatch):
    monkeypatch.setattr(items.terms, "keep", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        ItemFactory()

    assert Item.objects.count() == 0
    assert next_index_number(year=2026) == f"{CODE}/2026-00001"


def test_release_tells_every_closed_gate_at_once(desk):
    item = desk.sign(ItemFactory(body="", column=ColumnFactory(is_active=False)))

    with pytest.raises(release.NotReady) as refused:
        desk.release(item)

    assert refused.value.failures == ["没有正文，也没有附件", "所属栏目已停用"]
    item.refresh_from_db()
    assert (item.state, item.published_at) == ("approved", None)


def test_the_topics_are_part_of_what_is_signed(desk):
    topic = TopicFactory()
    item = desk.sign(ItemFactory(topics=[topic]))
    item.topics.clear()

    with pytest.raises(release.NotReady, match="改动"):
        desk.release(item)


@pytest.mark.django_db(transaction=True)
def test_many_clerks_at_once_get_every_number_once():
    department, column = DepartmentFactory(), ColumnFactory()
    start = threading.Barrier(8)

    def work(broken):
        start.wait()
        try:
            for _ in range(3):
                ItemFactory(department=department, column=column, title="" if broken else "通知")
        except items.ItemRefused:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(number % 4 == 3,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    numbers = sorted(Item.objects.values_list("index_number", flat=True))
    assert numbers == [f"{CODE}/2026-{serial:05d}" for serial in range(1, 19)]
