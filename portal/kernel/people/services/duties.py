"""Granting and revoking duties; every change leaves an unalterable row."""

from datetime import datetime

from django.db import IntegrityError, transaction

from portal.kernel.people import permissions
from portal.kernel.people.models import Department, DutyAssignment, DutyChange, User


class DutyRefused(Exception):
    """The duty cannot be granted or revoked; the sentence says why."""


class OwnDuty(DutyRefused):
    """Nobody changes his own duties."""


@transaction.atomic
def grant(*, user: User, duty: str, department: Department | None, by: User | None, at: datetime) -> DutyAssignment:
    """Give a member of staff a duty; `by` is None only for the bureau's very first administrators."""
    locked = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if by is not None and by.pk == locked.pk:
        raise OwnDuty("不能为自己授予职责。")
    if not (locked.is_staff and locked.is_active):
        raise DutyRefused("只能为在用的工作人员账号授予职责。")
    assignment = DutyAssignment(user=locked, duty=duty, department=department, granted_at=at, granted_by=by)
    try:
        with transaction.atomic():
            assignment.save(force_insert=True)
    except IntegrityError as error:
        raise DutyRefused(_sentence(error)) from error
    _remember(DutyChange.Verb.GRANTED, assignment, by=by, at=at)
    permissions.forget(user)
    return assignment


@transaction.atomic
def revoke(*, assignment: DutyAssignment, by: User | None, at: datetime) -> DutyChange:
    """Take a duty back."""
    locked = DutyAssignment.objects.select_for_update(of=("self",)).filter(pk=assignment.pk).first()
    if locked is None:
        raise DutyRefused("该职责已被撤销。")
    if by is not None and by.pk == locked.user_id:
        raise OwnDuty("不能撤销自己的职责。")
    change = _remember(DutyChange.Verb.REVOKED, locked, by=by, at=at)
    locked.delete()
    permissions.forget(assignment.user)
    return change


def _remember(verb: str, assignment: DutyAssignment, *, by: User | None, at: datetime) -> DutyChange:
    return DutyChange.objects.create(
        verb=verb,
        user_id=assignment.user_id,
        duty=assignment.duty,
        department_id=assignment.department_id,
        at=at,
        by=by,
    )


def _sentence(error: IntegrityError) -> str:
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
    for constraint in DutyAssignment._meta.constraints:
        if constraint.name == name:
            return str(constraint.violation_error_message)
    raise error
