"""Who may do what with consultations beyond the kernel's verbs of publication."""

from typing import Any

from consultations.models import Consultation
from portal.kernel.publishing import permissions as publishing


def can_moderate(user: Any, consultation: Consultation) -> bool:
    """The department that asks, and the disclosure office, read what came and decide what is shown."""
    return publishing.can_draft(user, consultation)


def can_link_outcome(user: Any, consultation: Consultation) -> bool:
    """Which policy a consultation led to is a fact that the drafting department or the office notes."""
    return consultation.is_public and publishing.can_draft(user, consultation)
