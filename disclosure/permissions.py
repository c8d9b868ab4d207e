"""Who may do what in proactive disclosure; the verbs of publication ask `portal.kernel.publishing.permissions`."""

from django.contrib.auth.models import AnonymousUser

from portal.kernel.people.models import Duty, User
from portal.kernel.people.permissions import holds


def can_keep_catalogue(user: User | AnonymousUser | None) -> bool:
    """The disclosure office issues and keeps the standard catalogues."""
    return holds(user, Duty.DISCLOSURE_OFFICE)
