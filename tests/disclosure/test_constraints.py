"""What the database refuses, by the name of the constraint."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from disclosure.models import IndexCounter, Item
from tests.factories.disclosure import CatalogueFactory, ElementFactory, ItemFactory, MatterFactory
from tests.factories.publishing import RELEASED_AT

pytestmark = pytest.mark.django_db


def refuses(name, action):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        action()


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("disclosure_item_numbered", {"index_number": ""}),
        ("disclosure_item_organ_named", {"organ": ""}),
        ("disclosure_item_formed_since_1949", {"formed_on": dt.date(1949, 9, 30)}),
        ("disclosure_item_title_given", {"title": ""}),
        ("disclosure_item_openness_explained", {"openness": "withheld"}),
        ("disclosure_item_state_known", {"state": "secret"}),
    ],
)
def test_constraints_of_an_item(constraint, changes):
    item = ItemFactory()
    refuses(constraint, lambda: Item.objects.filter(pk=item.pk).update(**changes))


def test_constraint_index_number_once():
    first, second = ItemFactory(), ItemFactory()
    refuses(
        "disclosure_item_index_number_once",
        lambda: Item.objects.filter(pk=second.pk).update(index_number=first.index_number),
    )


def test_constraint_source_once():
    first, second = ItemFactory(), ItemFactory()
    Item.objects.filter(pk=first.pk).update(source_key="a.md")
    refuses("disclosure_item_source_once", lambda: Item.objects.filter(pk=second.pk).update(source_key="a.md"))


def test_constraint_formed_before_published_counts_days_in_shanghai():
    late_evening = dt.datetime(2026, 3, 2, 16, 30, tzinfo=dt.UTC)  # 3 March 00:30 in Shanghai
    item = ItemFactory(published=True, released_at=late_evening, formed_on=dt.date(2026, 3, 3))

    refuses(
        "disclosure_item_formed_before_published",
        lambda: Item.objects.filter(pk=item.pk).update(formed_on=dt.date(2026, 3, 4)),
    )


def test_constraint_only_open_is_public():
    item = ItemFactory(published=True)
    refuses(
        "disclosure_item_only_open_is_public",
        lambda: Item.objects.filter(pk=item.pk).update(
            openness="withheld", openness_ground="条例第十六条", openness_reason="内部事务"
        ),
    )


def test_constraint_published_has_moment():
    item = ItemFactory()
    refuses("disclosure_item_published_has_moment", lambda: Item.objects.filter(pk=item.pk).update(state="published"))


def test_constraint_withdrawn_at_by_reason():
    item = ItemFactory(published=True)
    refuses(
        "disclosure_item_withdrawn_at_by_reason",
        lambda: Item.objects.filter(pk=item.pk).update(withdrawn_at=RELEASED_AT, state="withdrawn"),
    )


@pytest.mark.parametrize(
    ("constraint", "make"),
    [
        ("disclosure_catalogue_named", lambda: CatalogueFactory(name="")),
        ("disclosure_matter_named", lambda: MatterFactory(category="")),
        ("disclosure_matter_limit_within_law", lambda: MatterFactory(limit_workdays=21)),
        ("disclosure_matter_limit_within_law", lambda: MatterFactory(limit_workdays=0)),
        ("disclosure_matter_levels_known", lambda: MatterFactory(levels=["province"])),
        ("disclosure_element_named", lambda: ElementFactory(name="")),
        ("disclosure_indexcounter_year", lambda: IndexCounter.objects.create(organ_code="X", year=1948)),
    ],
)
def test_constraints_of_the_catalogue_and_the_counters(constraint, make):
    refuses(constraint, make)


def test_constraints_of_uniqueness():
    matter = MatterFactory()
    element = ElementFactory(matter=matter)
    IndexCounter.objects.create(organ_code="X", year=2026)

    refuses("disclosure_matter_code_once", lambda: MatterFactory(catalogue=matter.catalogue, code=matter.code))
    refuses("disclosure_matter_name_once", lambda: MatterFactory(catalogue=matter.catalogue, name=matter.name))
    refuses("disclosure_element_once", lambda: ElementFactory(matter=matter, name=element.name))
    refuses("disclosure_indexcounter_once", lambda: IndexCounter.objects.create(organ_code="X", year=2026))
