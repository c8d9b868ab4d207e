"""Who may do what to a request. An applicant's data is for the disclosure office and the handling department only."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser

from portal.kernel.people.models import Duty, User
from portal.kernel.people.permissions import departments_of, holds
from requests_app.models import InformationRequest
from requests_app.rules.words import Verb

Person = User | AnonymousUser | None
_HANDLERS = (Duty.CLERK, Duty.DEPARTMENT_HEAD)


def is_office(user: Person) -> bool:
    """The disclosure office 「政府信息公开工作机构」 (条例 4)."""
    return holds(user, Duty.DISCLOSURE_OFFICE)


def is_handler(user: Person, request: InformationRequest) -> bool:
    """Clerks and the head of the department to which the request is assigned."""
    return request.department is not None and holds(user, *_HANDLERS, department=request.department)


def can_see(user: Person, request: InformationRequest) -> bool:
    return is_office(user) or is_handler(user, request)


def can_open_desk(user: Person) -> bool:
    """Whether there may be any request this person handles."""
    return holds(user, Duty.DISCLOSURE_OFFICE, *_HANDLERS)


def handled_departments(user: Person) -> frozenset[int] | None:
    """The departments whose requests the person sees; None for all."""
    if is_office(user):
        return None
    # A clerk of the whole bureau handles every assigned request; the office alone sees those not assigned yet.
    return departments_of(user, *_HANDLERS)


def can_enter(user: Person) -> bool:
    """Entering a request that came on paper or by word of mouth."""
    return is_office(user)


def _office(user: Person, request: InformationRequest) -> bool:
    return is_office(user)


can_confirm = can_register = can_assign = can_deliver = can_withdraw = can_archive = _office
can_notify_correction = can_receive_correction = can_lapse_correction = can_extend = _office


def can_claim(user: Person, request: InformationRequest) -> bool:
    """Only the department claims; the office cannot do it in its place."""
    return is_handler(user, request)


def can_consult_third_party(user: Person, request: InformationRequest) -> bool:
    return can_see(user, request)


def can_receive_opinion(user: Person, request: InformationRequest) -> bool:
    return can_see(user, request)


def can_reply(user: Person, request: InformationRequest) -> bool:
    """The office sends replies out; the head of the handling department may as well."""
    if is_office(user):
        return True
    return request.department is not None and holds(user, Duty.DEPARTMENT_HEAD, department=request.department)


BY_VERB: dict[Verb, Callable[[Person, InformationRequest], bool]] = {
    Verb.CONFIRM: can_confirm,
    Verb.REGISTER: can_register,
    Verb.ASSIGN: can_assign,
    Verb.CLAIM: can_claim,
    Verb.NOTIFY_CORRECTION: can_notify_correction,
    Verb.RECEIVE_CORRECTION: can_receive_correction,
    Verb.LAPSE_CORRECTION: can_lapse_correction,
    Verb.CONSULT_THIRD_PARTY: can_consult_third_party,
    Verb.RECEIVE_OPINION: can_receive_opinion,
    Verb.EXTEND: can_extend,
    Verb.REPLY: can_reply,
    Verb.DELIVER: can_deliver,
    Verb.WITHDRAW: can_withdraw,
    Verb.ARCHIVE: can_archive,
}


def can(verb: str, user: Person, request: InformationRequest) -> bool:
    """Whether the person may do this verb to this request, whatever its state."""
    return BY_VERB[Verb(verb)](user, request)
