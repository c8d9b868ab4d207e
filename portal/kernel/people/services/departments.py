"""The tree of departments: its root, and who hears of changes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from portal.kernel.people.models import Department, User


@dataclass(frozen=True, slots=True)
class Change:
    """A department as it is now and as it was (None for a new one), who changed it and when."""

    department: Department
    before: Department | None
    by: User
    at: datetime


#: Called in the transaction of the change.
Listener = Callable[[Change], object]
_listeners: list[Listener] = []


def on_changed(listener: Listener) -> None:
    """Rooms above hear in the same transaction that a department has other words."""
    if listener not in _listeners:
        _listeners.append(listener)


@transaction.atomic
def save(*, department: Department, by: User, at: datetime) -> Department:
    """A department as the system administrator has written it."""
    before = Department.objects.select_for_update(of=("self",)).filter(pk=department.pk).first()
    department.save()
    change = Change(department, before, by, at)
    for listener in _listeners:
        listener(change)
    return department


@transaction.atomic
def found_organ(*, code: str, name: str, short_name: str) -> Department:
    """The organ 「本机关」 of an installation that has no department yet; later calls return it unchanged."""
    organ, _founded = Department.objects.get_or_create(
        code=code, defaults={"name": name, "short_name": short_name, "kind": Department.Kind.ORGAN}
    )
    return organ
