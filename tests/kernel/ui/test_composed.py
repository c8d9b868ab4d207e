"""Questions composed once say the same as the queryset they were made of, and refuse what they could not keep."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from portal.kernel.people.models import Department
from portal.kernel.taxonomy.models import Column
from portal.kernel.ui.composed import NotComposable, composed
from tests.factories.people import DepartmentFactory
from tests.factories.taxonomy import ColumnFactory

pytestmark = pytest.mark.django_db


def test_it_finds_what_each_value_asks_for() -> None:
    one: Any = DepartmentFactory(name="规划科")
    other: Any = DepartmentFactory(name="财务科")
    made: list[int] = []

    @composed(pk=int)
    def department(*, pk: int, reader: Any = None) -> QuerySet[Department]:
        made.append(pk)
        return Department.objects.filter(pk=pk)

    found = [department.first(pk=pk) for pk in (one.pk, other.pk, 0)]

    assert found == [one, other, None]
    assert len(made) == 2  # composed twice with stand-ins, to see which parameters they are, and never again


def test_related_rows_annotations_and_slices_come_along() -> None:
    column: Any = ColumnFactory(department=DepartmentFactory(name="规划科"))
    ColumnFactory()

    @composed(department=int)
    def columns(*, department: int, reader: Any = None) -> QuerySet[Column]:
        return Column.objects.filter(department=department).select_related("department").order_by("pk")[:5]

    columns.ask(department=0)
    with CaptureQueriesContext(connection) as asked:
        (found,) = columns.ask(department=column.department_id)
        assert str(found.department) == "规划科"

    assert found == column
    assert len(asked) == 1


def test_a_reader_gets_a_question_of_his_own() -> None:
    department: Any = DepartmentFactory()
    seen: list[Any] = []

    @composed(pk=int)
    def departments(*, pk: int, reader: Any = None) -> QuerySet[Department]:
        seen.append(reader)
        return Department.objects.filter(pk=pk) if reader else Department.objects.none()

    assert departments.ask(pk=department.pk, reader="somebody") == [department]
    assert seen == ["somebody"]


def test_a_question_that_computes_with_its_value_is_refused() -> None:
    @composed(year=int)
    def columns(*, year: int, reader: Any = None) -> QuerySet[Column]:
        return Column.objects.filter(position=year + 1)

    with pytest.raises(NotComposable):
        columns.ask(year=2026)


def test_a_question_that_changes_its_form_is_refused() -> None:
    @composed(pk=int)
    def columns(*, pk: int, reader: Any = None) -> QuerySet[Column]:
        found = Column.objects.filter(pk=pk)
        return found if pk % 2000 < 1000 else found.filter(is_active=True)

    with pytest.raises(NotComposable):
        columns.ask(pk=1)


def test_days_and_moments_are_told_apart() -> None:
    @composed(on=date, at=datetime, until=datetime)
    def users(*, on: date, at: datetime, until: datetime, reader: Any = None) -> QuerySet[Any]:
        return Department.objects.extra(
            where=["%s::date = '2026-11-22' AND %s::timestamptz < %s::timestamptz"], params=[on, at, until]
        )

    DepartmentFactory()
    early, late = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)

    assert users.ask(on=date(2026, 11, 22), at=early, until=late)
    assert not users.ask(on=date(2026, 11, 22), at=late, until=early)
    assert not users.ask(on=date(2026, 11, 21), at=early, until=late)
