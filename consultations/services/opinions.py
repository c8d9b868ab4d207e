"""Receiving an opinion: once per rendering of the form, until the last second of the closing day."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from consultations.models import Clause, Consultation, Opinion
from consultations.models.digests import body_digest, form_key_digest, receipt_number, same
from consultations.rules.periods import day_of
from consultations.rules.standing import closed_sentence
from portal.kernel.audit import services as audit
from portal.kernel.people.models import User


class NotOpen(ValueError):
    """The consultation takes no opinions at this moment; the message says since when or from when."""


class NoSuchConsultation(LookupError):
    """Nothing the sender may see; hidden and absent are told alike."""


class NoSuchClause(ValueError):
    """The clause belongs to another draft."""


class FormReused(Exception):
    """The same form was sent before with other contents."""

    def __init__(self, number: str) -> None:
        super().__init__("这张表单已经提交过一条意见，本次内容与当时不同。")
        self.number = number


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody filled in."""

    text: str
    clause_id: int | None = None
    name: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    opinion: Opinion
    repeated: bool = False


def submit(*, consultation_id: int, said: Said, key: UUID, digest: str, by: User | None, at: datetime) -> Receipt:
    """Takes an opinion that reached the door in time, however long it then waited behind others.

    ``at`` is the moment read at the door. The consultation row is held FOR SHARE: opinions do not wait for one another,
    and whoever closes, extends, withdraws or reports waits until those on their way have arrived.
    """
    if earlier := _earlier(key, digest):
        return earlier
    try:
        with transaction.atomic():
            consultation = _held_open(consultation_id, by, at)
            opinion = _created(consultation, said, key, digest, at)
            audit.record(
                verb="consultations.submit_opinion",
                target=opinion,
                by=by,
                at=at,
                after={"consultation": consultation.pk, "number": opinion.number},
            )
            return Receipt(opinion)
    except IntegrityError:
        # A twin of this form was sent at the same time and came first.
        if earlier := _earlier(key, digest):
            return earlier
        raise


def _held_open(consultation_id: int, by: User | None, at: datetime) -> Consultation:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM consultations_consultation WHERE id = %s FOR SHARE", [consultation_id])
    consultation = Consultation.objects.public(at=at, to=by).filter(pk=consultation_id).first()
    if consultation is None:
        raise NoSuchConsultation
    if refusal := closed_sentence(opens_on=consultation.opens_on, closes_on=consultation.closes_on, on=day_of(at)):
        raise NotOpen(refusal)
    return consultation


def _created(consultation: Consultation, said: Said, key: UUID, digest: str, at: datetime) -> Opinion:
    if said.clause_id is not None and not Clause.objects.filter(pk=said.clause_id, consultation=consultation).exists():
        raise NoSuchClause("所选条款不属于这份草案。")
    return Opinion.objects.create(
        number=receipt_number(key),
        consultation=consultation,
        clause_id=said.clause_id,
        text=said.text,
        name=said.name or None,
        contact=said.contact or None,
        submitted_at=at,
        form_key_digest=form_key_digest(key),
        body_digest=body_digest(digest),
    )


def _earlier(key: UUID, digest: str) -> Receipt | None:
    opinion = Opinion.objects.filter(form_key_digest=form_key_digest(key)).first()
    if opinion is None:
        return None
    if not same(opinion.body_digest, body_digest(digest)):
        raise FormReused(opinion.number)
    return Receipt(opinion, repeated=True)
