"""三同步: what belongs together goes out together or not at all."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from portal.kernel.audit import services as audit
from portal.kernel.people.models import User
from portal.kernel.publishing.models import Bundle, BundleMember, Publishable
from portal.kernel.publishing.registry import ReleaseContext
from portal.kernel.publishing.services.desk import NotReady, release_locked
from portal.kernel.publishing.services.locking import locked
from portal.kernel.publishing.words import State
from portal.kernel.rules.lifecycle import IllegalTransition


class AlreadyReleased(Exception):
    """The bundle is out."""


class EmptyBundle(ValueError):
    """There is nothing to publish together."""


@transaction.atomic
def make_bundle(*, name: str, things: Iterable[Publishable], by: User | None, at: datetime) -> Bundle:
    """Bind things together, in the order in which they go out."""
    bundle = Bundle.objects.create(name=name, created_at=at, created_by=by)
    BundleMember.objects.bulk_create(
        BundleMember(
            bundle=bundle,
            subject_type=ContentType.objects.get_for_model(thing),
            subject_id=thing.pk,
            position=position,
        )
        for position, thing in enumerate(things)
    )
    return bundle


@transaction.atomic
def release_bundle(*, bundle: Bundle, by: User | None, at: datetime) -> list[Publishable]:
    """Release every member that is not out yet; NotReady lists the failures of all members, named by their titles."""
    row = Bundle.objects.select_for_update(of=("self",)).get(pk=bundle.pk)
    if row.released_at is not None:
        raise AlreadyReleased("该发布包已经发布")
    members = _locked_members(row)
    if not members:
        raise EmptyBundle("发布包中没有内容")
    context = ReleaseContext(at=at, by=by, together=frozenset((type(each), each.pk) for each in members))
    _release_all(members, context)
    row.released_at, row.released_by = at, by
    row.save(update_fields=["released_at", "released_by"])
    audit.record(verb="publishing.release_bundle", target=row, by=by, at=at, after={"members": len(members)})
    bundle.refresh_from_db()
    return members


def _locked_members(bundle: Bundle) -> list[Publishable]:
    """Locked in one fixed order for all bundles, handed back in the order of release."""
    members = list(bundle.members.order_by("subject_type_id", "subject_id"))
    pairs = [(member, locked(member.subject)) for member in members if member.subject is not None]
    pairs.sort(key=lambda pair: (pair[0].position, pair[0].pk))
    return [thing for _, thing in pairs]


def _release_all(members: list[Publishable], context: ReleaseContext) -> None:
    failures: list[str] = []
    for thing in members:
        if thing.state == State.PUBLISHED:
            continue
        try:
            with transaction.atomic():
                release_locked(row=thing, context=context)
        except NotReady as closed:
            failures += [f"《{thing.title}》：{failure}" for failure in closed.failures]
        except IllegalTransition as refused:
            failures.append(f"《{thing.title}》：{refused}")
    if failures:
        raise NotReady(failures)
