"""The tree of departments."""

import pytest
from django.db import IntegrityError, transaction

from portal.kernel.people.models import Department
from portal.kernel.people.selectors import departments_tree, would_be_circular
from tests.factories.people import DepartmentFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_the_tree_is_read_in_one_query_and_in_order(django_assert_num_queries):
    second = DepartmentFactory(position=2)
    first = DepartmentFactory(position=1)
    below = DepartmentFactory(parent=first)
    DepartmentFactory(parent=first, is_active=False)

    with django_assert_num_queries(1):
        tree = departments_tree()

    assert [branch.department for branch in tree] == [first, second]
    assert [(branch.department, branch.depth) for branch in tree[0].children] == [(below, 1)]


def test_a_circle_is_seen_before_it_closes():
    top = DepartmentFactory()
    below = DepartmentFactory(parent=top)

    assert would_be_circular(department=top, parent=below)
    assert not would_be_circular(department=below, parent=top)
    assert not would_be_circular(department=Department(), parent=below)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [("people_department_named", {"name": ""}), ("people_department_named", {"code": ""})],
)
def test_constraints_of_a_department(constraint, changes):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        DepartmentFactory(**changes)


def test_constraint_not_own_parent():
    department = DepartmentFactory()
    with pytest.raises(IntegrityError, match="people_department_not_own_parent"), transaction.atomic():
        Department.objects.filter(pk=department.pk).update(parent=department)


def test_constraint_superuser_is_staff():
    with pytest.raises(IntegrityError, match="people_superuser_is_staff"), transaction.atomic():
        UserFactory(is_superuser=True)
