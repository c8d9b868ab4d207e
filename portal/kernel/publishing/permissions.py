"""Who may do what with a publishable thing. Admin, API and templates ask these same predicates."""

from typing import Any

from portal.kernel.people.models import Duty, User
from portal.kernel.people.permissions import holds, is_staff_member
from portal.kernel.publishing.words import LEVEL_DUTIES


def can_inspect(user: Any, thing: Any) -> bool:
    """Staff see drafts at their desks; a targeted one only with a duty in its department or in its review."""
    if not isinstance(user, User) or not user.is_active or not is_staff_member(user):
        return False
    if not thing.targeted:
        return True
    reviewing = (Duty.SECRECY_REVIEWER, *LEVEL_DUTIES.values())
    return thing.created_by_id == user.pk or holds(user, *reviewing) or can_draft(user, thing)


def can_draft(user: Any, thing: Any) -> bool:
    """Clerks and heads of the responsible department, and the disclosure office for all of them."""
    if not isinstance(user, User):
        return False
    if thing is None or thing.department_id is None:
        return holds(user, Duty.CLERK, Duty.DEPARTMENT_HEAD, Duty.DISCLOSURE_OFFICE)
    return holds(user, Duty.DISCLOSURE_OFFICE) or holds(
        user, Duty.CLERK, Duty.DEPARTMENT_HEAD, department=thing.department
    )


def can_submit(user: Any, thing: Any) -> bool:
    return can_draft(user, thing)


def can_review_secrecy(user: Any, thing: Any) -> bool:
    return isinstance(user, User) and holds(user, Duty.SECRECY_REVIEWER)


def can_approve(user: Any, thing: Any, level: int) -> bool:
    duty = LEVEL_DUTIES.get(level)
    return duty is not None and isinstance(user, User) and holds(user, duty)


def can_send_back(user: Any, thing: Any) -> bool:
    return isinstance(user, User) and holds(user, Duty.SECRECY_REVIEWER, *LEVEL_DUTIES.values())


def can_release(user: Any, thing: Any) -> bool:
    """The disclosure office holds the publication desk."""
    return isinstance(user, User) and holds(user, Duty.DISCLOSURE_OFFICE)


can_schedule = can_release


def can_revise(user: Any, thing: Any) -> bool:
    return can_draft(user, thing)


can_discard = can_revise


def can_withdraw(user: Any, thing: Any) -> bool:
    return isinstance(user, User) and holds(user, Duty.DISCLOSURE_OFFICE, Duty.MAIN_LEADER)
