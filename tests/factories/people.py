"""People and departments."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from portal.kernel.people.models import Department, Duty, DutyAssignment, User

GRANTED_AT = dt.datetime(2026, 1, 5, 1, tzinfo=dt.UTC)


class DepartmentFactory(DjangoModelFactory):
    class Meta:
        model = Department

    code = factory.Sequence(lambda n: f"D{n:03}")
    name = factory.Sequence(lambda n: f"第{n}处")
    short_name = factory.SelfAttribute("name")


class UserFactory(DjangoModelFactory):
    """A member of the public; `staff=True` for an account of the bureau."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        staff = factory.Trait(is_staff=True, full_name=factory.Sequence(lambda n: f"工作人员{n}"))

    username = factory.Sequence(lambda n: f"user{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.gov.cn")
    password = factory.django.Password("correct horse battery")

    @factory.post_generation
    def duties(self, create, extracted, **kwargs):
        """`duties=[Duty.CLERK, (Duty.CLERK, department)]`."""
        for entry in extracted or ():
            duty, department = entry if isinstance(entry, tuple) else (entry, None)
            DutyAssignmentFactory(user=self, duty=duty, department=department)


class StaffFactory(UserFactory):
    """An account of the bureau's staff."""

    staff = True
    username = factory.Sequence(lambda n: f"staff{n}")
    department = factory.SubFactory(DepartmentFactory)


class DutyAssignmentFactory(DjangoModelFactory):
    class Meta:
        model = DutyAssignment

    user = factory.SubFactory(StaffFactory)
    duty = Duty.CLERK
    department = None
    granted_at = GRANTED_AT
