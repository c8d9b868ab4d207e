"""定点定向公开: for whom a targeted thing is; the readers are signed with the content."""

from datetime import datetime
from typing import cast

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction

from portal.kernel.audit import services as audit
from portal.kernel.people.models import Department, User
from portal.kernel.publishing.models import Grant, Publishable
from portal.kernel.publishing.services.locking import locked
from portal.kernel.publishing.transitions import LIFECYCLE


class GrantRefused(ValueError):
    """There must be exactly one reader, and each only once."""


@transaction.atomic
def grant(
    *, thing: Publishable, by: User | None, at: datetime, user: User | None = None, department: Department | None = None
) -> Grant:
    """Add a person or a department to the readers of a draft."""
    row = locked(thing)
    LIFECYCLE.target_of("save_draft", state=row.state)
    if (user is None) == (department is None):
        raise GrantRefused("定向公开对象应当是一名人员或者一个部门")
    try:
        with transaction.atomic():
            made = Grant.objects.create(
                subject_type=ContentType.objects.get_for_model(row), subject_id=row.pk, user=user, department=department
            )
    except IntegrityError as taken:
        raise GrantRefused("该对象已在定向公开范围内") from taken
    _record(row, made, "added", by, at)
    return made


@transaction.atomic
def revoke(*, grant: Grant, by: User | None, at: datetime) -> None:
    """Take a reader out. On a public thing this works only through a revision."""
    row = locked(cast(Publishable, grant.subject))
    LIFECYCLE.target_of("save_draft", state=row.state)
    _record(row, grant, "removed", by, at)
    grant.delete()


def _record(row: Publishable, grant: Grant, what: str, by: User | None, at: datetime) -> None:
    audit.record(
        verb="publishing.grant",
        target=row,
        by=by,
        at=at,
        after={what: {"user": grant.user_id, "department": grant.department_id}},
    )
