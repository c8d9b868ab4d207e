"""Who may do what with policies beyond the kernel's verbs of publication."""

from typing import Any

from policies.models import Document
from portal.kernel.people.models import Duty
from portal.kernel.people.permissions import holds
from portal.kernel.publishing import permissions as publishing


def can_edit_parts(user: Any, document: Document) -> bool:
    """Relations and service links are content: those who draft, while it is a draft."""
    return document.is_editable and publishing.can_draft(user, document)


def can_waive_interpretation(user: Any, document: Document) -> bool:
    """Leave to publish before the interpretation is given by the disclosure office or a leader."""
    return holds(user, Duty.DISCLOSURE_OFFICE, Duty.DEPUTY_LEADER, Duty.MAIN_LEADER)
