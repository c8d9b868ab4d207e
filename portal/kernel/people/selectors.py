"""Questions about people and departments."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from portal.kernel.people.models import Department, User


@dataclass(frozen=True)
class Branch:
    """A department with the departments under it."""

    department: Department
    depth: int
    children: tuple["Branch", ...]


def departments_tree(*, active_only: bool = True) -> tuple[Branch, ...]:
    """The whole tree in reading order, in one query."""
    departments = Department.objects.order_by("position", "pk")
    by_parent: dict[int | None, list[Department]] = {}
    for department in departments.active() if active_only else departments:
        by_parent.setdefault(department.parent_id, []).append(department)

    def branches(parent_id: int | None, depth: int) -> tuple[Branch, ...]:
        return tuple(Branch(each, depth, branches(each.pk, depth + 1)) for each in by_parent.get(parent_id, ()))

    return branches(None, 0)


def would_be_circular(*, department: Department, parent: Department | None) -> bool:
    """Whether putting a department under that parent would close a circle."""
    if department.pk is None:
        return False
    seen: set[int] = set()
    while parent is not None and parent.pk not in seen:
        if parent.pk == department.pk:
            return True
        seen.add(parent.pk)
        parent = parent.parent
    return parent is not None


def users_holding(duty: str, department: Department | None = None) -> QuerySet[User]:
    """Active staff who hold the duty, for the department if one is named (a global duty covers all)."""
    held = Q(duty_assignments__duty=duty)
    if department is not None:
        held &= Q(duty_assignments__department=department) | Q(duty_assignments__department__isnull=True)
    return User.objects.filter(held, is_active=True, is_staff=True).distinct().order_by("pk")


def active_departments() -> tuple[Department, ...]:
    """The departments in use that have duties of their own, in reading order."""
    return tuple(Department.objects.active().exclude(duties_text="").order_by("position", "pk"))
