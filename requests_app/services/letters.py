"""What the applicant is told by mail or short message: the number, the dates and where to look, nothing personal."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from portal.kernel.delivery.services import Recipient, post
from portal.kernel.ui.face import identity
from requests_app.models import Correction, Extension, InformationRequest
from requests_app.selectors import due_of


def received(request: InformationRequest, *, at: datetime) -> None:
    """The acknowledgement 「接收回执」."""
    _tell(request, "requests_received", at=at)


def registered(request: InformationRequest, *, at: datetime) -> None:
    """The request is on the register and its reply is due on a date."""
    due = due_of(request, on=request.received_on)
    _tell(
        request,
        "requests_registered",
        at=at,
        confirmed_on=_words(request.confirmed_on),
        due_on=_words(due.on) if due else "",
        due_note=due.reason if due else "",
    )


def correction(request: InformationRequest, notice: Correction, *, at: datetime) -> None:
    _tell(request, "requests_correction", at=at, due_on=_words(notice.due_on))


def extended(request: InformationRequest, extension: Extension, *, at: datetime) -> None:
    due = due_of(request, on=extension.due_before_on)
    _tell(
        request,
        "requests_extended",
        at=at,
        workdays=extension.workdays,
        due_before_on=_words(extension.due_before_on),
        due_on=_words(due.on) if due else "",
        due_note=due.reason if due else "",
    )


def replied(request: InformationRequest, *, at: datetime) -> None:
    _tell(request, "requests_replied", at=at)


def _tell(request: InformationRequest, letter: str, *, at: datetime, **facts: Any) -> None:
    address, channel = (request.email, "mail") if request.email else (request.phone, "sms")
    post(
        letter=letter,
        to=Recipient(address=str(address)),
        context={
            "number": request.number,
            "organ": identity().name,
            "telephone": identity().telephone,
            "url": f"{settings.SITE_URL.rstrip('/')}{reverse('requests:status')}",
            **facts,
        },
        key=f"{letter}:{request.pk}",
        at=at,
        channel=channel,
    )


def _words(day: Any) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
