"""Receiving an application: once per rendering of the form, however often it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from portal.kernel.attachments import services as attachments
from portal.kernel.people.models import User
from requests_app.models import InformationRequest
from requests_app.models.digests import (
    body_digest,
    form_key_digest,
    identity_digest,
    same,
    secret_digest,
    secret_for,
)
from requests_app.rules.words import Channel, EventKind, Verb
from requests_app.services import clock, letters
from requests_app.services.numbers import lock_series, next_number
from requests_app.services.record import audited, day_of, note


class FormReused(Exception):
    """The same form was sent before with other contents."""

    def __init__(self, number: str) -> None:
        super().__init__("这张表单已经提交过一件申请，本次内容与当时不同。")
        self.number = number


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """What an applicant fills in (条例 29)."""

    applicant_kind: str
    organisation_class: str = ""
    applicant_name: str
    identity_kind: str
    identity_number: str
    legal_representative: str = ""
    contact_name: str = ""
    phone: str
    email: str = ""
    address: str = ""
    description: str
    document_number: str = ""
    delivery_form: str
    assistance_needed: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the applicant takes home: the number and, this once, the look-up secret."""

    request: InformationRequest
    secret: str
    repeated: bool = False


NULL_WHEN_EMPTY = ("legal_representative", "contact_name", "email", "address")


def submit(
    *,
    application: Application,
    key: UUID,
    digest: str,
    files: Sequence[UploadedFile] = (),
    by: User | None,
    at: datetime,
) -> Receipt:
    """Files an application made by the applicant himself on the internet."""
    return _file(
        application, key=key, digest=digest, files=files, channel=Channel.ONLINE, received_on=day_of(at), by=by, at=at
    )


def enter(
    *,
    application: Application,
    channel: Channel,
    received_on: date,
    key: UUID,
    digest: str,
    files: Sequence[UploadedFile] = (),
    by: User,
    at: datetime,
) -> Receipt:
    """Files an application that came on paper or by word of mouth, filled in by the office."""
    return _file(
        application, key=key, digest=digest, files=files, channel=channel, received_on=received_on, by=by, at=at
    )


def _file(
    application: Application,
    *,
    key: UUID,
    digest: str,
    files: Sequence[UploadedFile],
    channel: Channel,
    received_on: date,
    by: User | None,
    at: datetime,
) -> Receipt:
    if earlier := repeated(key=key, digest=digest):
        return earlier
    try:
        with transaction.atomic():
            series = lock_series(day_of(at).year)
            # The counter is ours: a twin of this form is either committed, and seen here, or waits behind us.
            if earlier := repeated(key=key, digest=digest):
                return earlier
            request = _created(application, next_number(series), key, digest, channel, received_on, by, at)
            for upload in files:
                attachments.store(upload=upload, subject=request, by=by, at=at)
            note(request, EventKind.SUBMITTED, on=received_on, by=by, at=at)
            clock.expect_confirmation(request, by=by, at=at)
            letters.received(request, at=at)
            audited(Verb.SUBMIT, request, before="", by=by, at=at, number=request.number, channel=str(channel))
            return Receipt(request, secret_for(key))
    except IntegrityError:
        # A twin sent on both sides of midnight on New Year's Eve locked another counter.
        if earlier := repeated(key=key, digest=digest):
            return earlier
        raise


def repeated(*, key: UUID, digest: str) -> Receipt | None:
    """The receipt of a form that was sent before; None for a new one, FormReused when its contents differ."""
    request = InformationRequest.objects.filter(form_key_digest=form_key_digest(key)).first()
    if request is None:
        return None
    if not same(request.body_digest, body_digest(digest)):
        raise FormReused(request.number)
    return Receipt(request, secret_for(key), repeated=True)


def _created(
    application: Application,
    number: str,
    key: UUID,
    digest: str,
    channel: Channel,
    received_on: date,
    by: User | None,
    at: datetime,
) -> InformationRequest:
    values = {field.name: getattr(application, field.name) for field in fields(application)}
    values |= {name: values[name] or None for name in NULL_WHEN_EMPTY}
    return InformationRequest.objects.create(
        **values,
        number=number,
        channel=channel,
        identity_digest=identity_digest(application.identity_kind, application.identity_number),
        secret_digest=secret_digest(number, secret_for(key)),
        form_key_digest=form_key_digest(key),
        body_digest=body_digest(digest),
        submitted_at=at,
        received_on=received_on,
        entered_by=None if channel == Channel.ONLINE else by,
    )
