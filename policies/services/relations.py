"""Stating what one document is to another. A statement takes effect when the document that makes it is released."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from policies.models import Document, Relation
from policies.rules.words import DATED, RelationKind
from policies.services.parts import drafted, drop
from portal.kernel.audit import services as audit
from portal.kernel.people.models import User


class AlreadyRelated(Exception):
    """The same relation stands already."""


class RelationIncomplete(ValueError):
    """The relation cannot be: to itself, or without the day its effect begins."""


@transaction.atomic
def relate(
    *,
    document: Document,
    kind: str,
    to: Document,
    by: User | None,
    at: datetime,
    effective_on: date | None = None,
    note: str = "",
) -> Relation:
    """Say in a draft what it is to another document."""
    row = drafted(document, by=by, at=at)
    if row.pk == to.pk:
        raise RelationIncomplete("文件不能与自身建立关系")
    day = effective_on or (row.effective_on if kind in DATED else None)
    if kind in DATED and day is None:
        raise RelationIncomplete("修改、废止、替代应当写明生效日期")
    try:
        with transaction.atomic():
            relation = Relation.objects.create(
                from_document=row,
                kind=RelationKind.of(kind),
                to_document=to,
                effective_on=day,
                note=note.strip(),
                created_at=at,
                created_by=by,
            )
    except IntegrityError as taken:
        raise AlreadyRelated("这一关系已经登记") from taken
    audit.record(
        verb="policies.relate", target=row, by=by, at=at, after={"kind": kind, "to": to.pk, "effective_on": day}
    )
    return relation


@transaction.atomic
def unrelate(*, relation: Relation, by: User | None, at: datetime) -> None:
    """Take a relation out: at once while nobody has seen it, with the next release when it is public."""
    row = drafted(relation.from_document, by=by, at=at)
    drop(relation)
    audit.record(
        verb="policies.unrelate",
        target=row,
        by=by,
        at=at,
        before={"kind": relation.kind, "to": relation.to_document_id},
    )
