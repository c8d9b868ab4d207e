"""Who may do what in proactive disclosure; the verbs of publication ask `portal.kernel.publishing.permissions`."""

from django.contrib.auth.models import AnonymousUser

from portal.kernel.people.models import Duty, User
from portal.kernel.people.permissions import departments_of, holds


def can_keep_catalogue(user: User | AnonymousUser | None) -> bool:
    """The disclosure office issues and keeps the standard catalogues."""
    return holds(user, Duty.DISCLOSURE_OFFICE)


def departments_to_draft_for(user: User | AnonymousUser | None) -> frozenset[int] | None:
    """A clerk or head drafts for his own departments, the disclosure office for all of them (None)."""
    if holds(user, Duty.DISCLOSURE_OFFICE):
        return None
    return departments_of(user, Duty.CLERK, Duty.DEPARTMENT_HEAD)
