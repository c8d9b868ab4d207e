"""Who holds which duty: the question every other permission is built on."""

from django.contrib.auth.models import AnonymousUser

from portal.kernel.people.models import Department, User

Held = frozenset[tuple[str, int | None]]
_CACHE = "_duties_held"


def holds(user: User | AnonymousUser | None, *duties: str, department: Department | None = None) -> bool:
    """Whether the person holds one of the duties, for the department if one is named (a global duty covers all).

    Being a superuser is no duty. One query per user instance; `forget` empties the cache after a change.
    """
    if not isinstance(user, User) or not user.is_active or not user.is_staff:
        return False
    wanted = {str(duty) for duty in duties}
    return any(
        duty in wanted and (department is None or where is None or where == department.pk)
        for duty, where in _held(user)
    )


def departments_of(user: User | AnonymousUser | None, *duties: str) -> frozenset[int] | None:
    """The keys of the departments a person holds one of the duties for; None when he holds it for the whole bureau."""
    if not isinstance(user, User) or not user.is_active or not user.is_staff:
        return frozenset()
    wanted = {str(duty) for duty in duties}
    found = {where for duty, where in _held(user) if duty in wanted}
    return None if None in found else frozenset(where for where in found if where is not None)


def is_staff_member(user: User | AnonymousUser | None) -> bool:
    """Whether this is an active account of the bureau's staff."""
    return isinstance(user, User) and user.is_active and user.is_staff


def can_manage_accounts(user: User | AnonymousUser | None) -> bool:
    """Accounts and departments belong to the system administrator."""
    return holds(user, "system_admin")


def can_grant_duties(user: User | AnonymousUser | None) -> bool:
    """Duties belong to the security administrator, who is another person than the system administrator."""
    return holds(user, "security_admin")


def can_see_people(user: User | AnonymousUser | None) -> bool:
    """The three administrators see accounts and duties."""
    return holds(user, "system_admin", "security_admin", "audit_admin")


def forget(user: User) -> None:
    """Ask the database again next time."""
    user.__dict__.pop(_CACHE, None)


def _held(user: User) -> Held:
    held: Held | None = user.__dict__.get(_CACHE)
    if held is None:
        held = frozenset(user.duty_assignments.values_list("duty", "department_id"))
        user.__dict__[_CACHE] = held
    return held
