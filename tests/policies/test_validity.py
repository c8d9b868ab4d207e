"""It says by the day whether a document applies; in Python and in SQL the same."""

import datetime as dt

import pytest

from policies.models import Document
from policies.rules.validity import Dates, stopped_on, validity
from policies.services import currency
from policies.services.relations import relate
from portal.kernel.publishing.services import drafting, release
from portal.kernel.search.models import SearchEntry
from tests.factories.policies import DocumentFactory
from tests.factories.publishing import RELEASED_AT

D = dt.date
TODAY = D(2026, 3, 3)

#: effective, expires, ended, amended, on, expected; worked out by hand
VECTORS = [
    (None, None, None, None, D(2026, 3, 3), "in_force"),
    (D(2026, 3, 1), None, None, None, D(2026, 2, 28), "pending"),
    (D(2026, 3, 1), None, None, None, D(2026, 3, 1), "in_force"),
    (D(2021, 3, 1), D(2026, 2, 28), None, None, D(2026, 2, 28), "in_force"),
    (D(2021, 3, 1), D(2026, 2, 28), None, None, D(2026, 3, 1), "lapsed"),
    (D(2021, 3, 1), None, D(2026, 3, 1), None, D(2026, 2, 28), "in_force"),
    (D(2021, 3, 1), None, D(2026, 3, 1), None, D(2026, 3, 1), "repealed"),
    (D(2021, 3, 1), None, None, D(2024, 5, 1), D(2024, 4, 30), "in_force"),
    (D(2021, 3, 1), None, None, D(2024, 5, 1), D(2024, 5, 1), "amended"),
    # The end that comes first counts: lapsed long before somebody repealed it.
    (D(2010, 1, 1), D(2015, 1, 1), D(2020, 1, 1), None, D(2026, 1, 1), "lapsed"),
    (D(2010, 1, 1), D(2030, 1, 1), D(2020, 1, 1), None, D(2026, 1, 1), "repealed"),
    (D(2010, 1, 1), D(2015, 1, 1), None, D(2012, 1, 1), D(2014, 1, 1), "amended"),
    (D(2010, 1, 1), D(2015, 1, 1), None, D(2012, 1, 1), D(2016, 1, 1), "lapsed"),
    # Repealed before it ever took effect.
    (D(2026, 6, 1), None, D(2026, 2, 1), None, D(2026, 3, 3), "repealed"),
]


@pytest.mark.parametrize(("effective", "expires", "ended", "amended", "on", "expected"), VECTORS)
def test_the_rule(effective, expires, ended, amended, on, expected):
    assert validity(Dates(effective, expires, ended, amended), on=on) == expected


def test_it_tells_the_first_day_on_which_it_no_longer_applied():
    assert stopped_on(Dates(None, D(2026, 2, 28)), on=TODAY) == D(2026, 3, 1)
    assert stopped_on(Dates(None, None, D(2026, 3, 2)), on=TODAY) == D(2026, 3, 2)
    assert stopped_on(Dates(D(2026, 1, 1)), on=TODAY) is None


@pytest.mark.django_db
@pytest.mark.parametrize(("effective", "expires", "ended", "amended", "on", "expected"), VECTORS)
def test_the_database_says_the_same(effective, expires, ended, amended, on, expected):
    document = DocumentFactory(effective_on=effective, expires_on=expires, published=True)
    for kind, day in (("repeals", ended), ("amends", amended)):
        if day:
            other = DocumentFactory()
            relate(document=other, kind=kind, to=document, effective_on=day, by=None, at=RELEASED_AT)
            release.import_published(thing=other, by=None, at=RELEASED_AT, source="测试")

    row = Document.objects.with_validity(on=on, at=RELEASED_AT).get(pk=document.pk)

    assert row.validity_code == expected == row.validity(on=on)
    assert Document.objects.of_validity(expected, on=on, at=RELEASED_AT).filter(pk=document.pk).exists()


@pytest.mark.django_db
def test_a_repeal_counts_only_from_the_release_of_the_document_that_says_so(desk):
    old, new = DocumentFactory(published=True), DocumentFactory()
    relate(document=new, kind="repeals", to=old, effective_on=TODAY, by=desk.clerk, at=RELEASED_AT)

    assert _validity(old) == "in_force"
    desk.publish(new)
    assert _validity(old) == "repealed"
    assert SearchEntry.objects.get(object_id=old.pk).text.validity == "repealed"


@pytest.mark.django_db
def test_when_the_repealing_document_is_withdrawn_the_old_one_stands_again(desk):
    old, new = DocumentFactory(published=True), DocumentFactory()
    relate(document=new, kind="replaces", to=old, effective_on=TODAY, by=desk.clerk, at=RELEASED_AT)
    desk.publish(new)

    release.withdraw(thing=new, reason="误发", by=desk.office, at=RELEASED_AT)

    assert _validity(old) == "in_force"
    assert SearchEntry.objects.get(object_id=old.pk).text.validity == "in_force"


@pytest.mark.django_db
def test_a_relation_added_in_a_revision_waits_for_its_release(desk):
    old, new = DocumentFactory(published=True), desk.publish(DocumentFactory())
    drafting.revise(thing=new, by=desk.clerk, at=RELEASED_AT)
    relate(document=new, kind="repeals", to=old, effective_on=TODAY, by=desk.clerk, at=RELEASED_AT)

    assert _validity(old) == "in_force"
    drafting.discard(thing=new, by=desk.clerk, at=RELEASED_AT)
    assert not new.relations_from.exists()


@pytest.mark.django_db
def test_the_index_learns_of_days_that_passed_even_after_an_outage():
    document = DocumentFactory(effective_on=D(2026, 3, 10), expires_on=D(2026, 3, 20), published=True)
    assert SearchEntry.objects.get(object_id=document.pk).text.validity == "pending"

    later = RELEASED_AT + dt.timedelta(days=40)

    assert currency.refresh(on=later.date(), at=later) == 1
    assert SearchEntry.objects.get(object_id=document.pk).text.validity == "lapsed"
    assert currency.refresh(on=later.date(), at=later) == 0


def _validity(document):
    return Document.objects.with_validity(on=TODAY, at=RELEASED_AT).get(pk=document.pk).validity_code
