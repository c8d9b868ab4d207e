"""Deciding whether an opinion is shown. Shown or not, it counts and must be answered."""

from datetime import datetime

from django.db import transaction

from consultations import permissions
from consultations.models import Opinion
from consultations.rules.transitions import MODERATION
from consultations.rules.words import OpinionVerb
from portal.kernel.audit import services as audit
from portal.kernel.people.models import User
from portal.kernel.publishing import content_version


class NotAllowed(PermissionError):
    """Somebody else's consultation."""


class ReasonMissing(ValueError):
    """An opinion is not hidden without saying why."""


def show(*, opinion: Opinion, by: User, at: datetime) -> Opinion:
    """Lets the public read the opinion; numbers of persons in it are covered on the page."""
    return _moderate(opinion, OpinionVerb.SHOW, "", by, at)


def hide(*, opinion: Opinion, reason: str, by: User, at: datetime) -> Opinion:
    """Keeps the opinion from the page, for a stated reason."""
    if not reason.strip():
        raise ReasonMissing("不予公开的意见应当说明理由")
    return _moderate(opinion, OpinionVerb.HIDE, reason.strip()[:300], by, at)


@transaction.atomic
def _moderate(opinion: Opinion, verb: OpinionVerb, reason: str, by: User, at: datetime) -> Opinion:
    row = Opinion.objects.select_for_update(of=("self",)).select_related("consultation__department").get(pk=opinion.pk)
    if not permissions.can_moderate(by, row.consultation):
        raise NotAllowed("您没有审核这项意见征集的职责")
    before = row.state
    row.state = MODERATION.target_of(verb, state=before)
    row.moderated_at, row.moderated_by, row.moderation_reason = at, by, reason
    row.save(update_fields=["state", "moderated_at", "moderated_by", "moderation_reason"])
    audit.record(
        verb=f"consultations.{verb}_opinion",
        target=row,
        by=by,
        at=at,
        before={"state": before},
        after={"state": row.state},
    )
    content_version.bump()
    return row
