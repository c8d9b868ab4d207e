"""Deadlines, in the ledger as the services leave them."""

import datetime as dt

import factory
from django.contrib.contenttypes.models import ContentType
from factory.django import DjangoModelFactory

from portal.kernel.deadlines.models import Deadline
from tests.factories.people import DepartmentFactory, StaffFactory

OPENED_AT = dt.datetime(2026, 4, 20, 1, tzinfo=dt.UTC)


class DeadlineFactory(DjangoModelFactory):
    """A reply term running for a department, which stands in for the thing it is about."""

    class Meta:
        model = Deadline

    class Params:
        subject = factory.SubFactory(DepartmentFactory)
        overdue = factory.Trait(due_on=dt.date(2026, 4, 24))
        met = factory.Trait(met_at=dt.datetime(2026, 4, 30, 1, tzinfo=dt.UTC))
        paused = factory.Trait(paused_at=dt.datetime(2026, 4, 23, 1, tzinfo=dt.UTC))
        provisional_date = factory.Trait(
            due_on=dt.date(2027, 1, 5), provisional=True, provisional_reason="2027年节假日安排尚未公布，暂定"
        )

    kind = "tests.reply"
    subject_type = factory.LazyAttribute(lambda self: ContentType.objects.get_for_model(self.subject))
    subject_id = factory.LazyAttribute(lambda self: str(self.subject.pk))
    title = factory.Sequence(lambda n: f"申请第{n}号")
    basis = "条例第三十三条"
    department = factory.SubFactory(DepartmentFactory)
    handler = factory.SubFactory(StaffFactory)
    due_on = dt.date(2026, 5, 20)
    due_set_at = OPENED_AT
    opened_at = OPENED_AT
