"""What each button does: the form's answers handed to one service."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from portal.kernel.people.models import User
from requests_app.models import InformationRequest
from requests_app.rules.words import DispatchMode, Stance, Verb
from requests_app.services import assignment, closing, consultation, correction, extension, receipt
from requests_app.services import reply as replying

Act = Callable[[InformationRequest, dict[str, Any], User, datetime], object]


def _correction_notice(request: InformationRequest, data: dict[str, Any], by: User, at: datetime) -> object:
    return correction.notify(request=request, text=data["text"], workdays=data["workdays"], by=by, at=at)


def _correction_receipt(request: InformationRequest, data: dict[str, Any], by: User, at: datetime) -> object:
    return correction.receive(request=request, answer=data["answer"], received_on=data["received_on"], by=by, at=at)


def _opinion(request: InformationRequest, data: dict[str, Any], by: User, at: datetime) -> object:
    return consultation.receive_third_party_opinion(
        request=request,
        stance=Stance.of(data["stance"]),
        received_on=data["received_on"],
        text=data["text"],
        by=by,
        at=at,
    )


def _reply(request: InformationRequest, data: dict[str, Any], by: User, at: datetime) -> object:
    answer = replying.Answer(
        kind=data["kind"],
        text=data["text"],
        search_log=data["search_log"],
        decided_on=data["decided_on"],
        dispatched_on=data["dispatched_on"],
        dispatch_mode=DispatchMode.of(data["dispatch_mode"]),
    )
    return replying.reply(request=request, answer=answer, files=data["uploads"], by=by, at=at)


ACTS: dict[Verb, Act] = {
    Verb.CONFIRM: lambda request, data, by, at: receipt.confirm(
        request=request, confirmed_on=data["confirmed_on"], by=by, at=at
    ),
    Verb.REGISTER: lambda request, data, by, at: receipt.register(request=request, by=by, at=at),
    Verb.ASSIGN: lambda request, data, by, at: assignment.assign(
        request=request, department=data["department"], by=by, at=at
    ),
    Verb.CLAIM: lambda request, data, by, at: assignment.claim(request=request, by=by, at=at),
    Verb.NOTIFY_CORRECTION: _correction_notice,
    Verb.RECEIVE_CORRECTION: _correction_receipt,
    Verb.LAPSE_CORRECTION: lambda request, data, by, at: correction.lapse(request=request, by=by, at=at),
    Verb.CONSULT_THIRD_PARTY: lambda request, data, by, at: consultation.consult_third_party(
        request=request, **data, by=by, at=at
    ),
    Verb.RECEIVE_OPINION: _opinion,
    Verb.EXTEND: lambda request, data, by, at: extension.extend(request=request, **data, by=by, at=at),
    Verb.REPLY: _reply,
    Verb.DELIVER: lambda request, data, by, at: replying.deliver(
        request=request, delivered_on=data["delivered_on"], by=by, at=at
    ),
    Verb.WITHDRAW: lambda request, data, by, at: closing.withdraw(request=request, reason=data["reason"], by=by, at=at),
    Verb.ARCHIVE: lambda request, data, by, at: closing.archive(request=request, by=by, at=at),
}
