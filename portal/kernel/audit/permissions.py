"""Who may read the trail."""

from django.contrib.auth.models import AnonymousUser

from portal.kernel.people.models import Duty, User
from portal.kernel.people.permissions import holds


def can_read_trail(user: User | AnonymousUser | None) -> bool:
    """Only the audit administrator reads the whole trail."""
    return holds(user, Duty.AUDIT_ADMIN)
