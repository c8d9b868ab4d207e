"""Requests in every state, brought there by the office's own verbs."""

import datetime as dt
import uuid
from zoneinfo import ZoneInfo

from portal.kernel.people.models import Department, Duty, User
from requests_app.models import InformationRequest
from requests_app.rules.words import Channel, DispatchMode, Stance, State, Verb
from requests_app.services import assignment, closing, consultation, correction, extension, intake, receipt
from requests_app.services import reply as replying
from tests.factories.people import DepartmentFactory, StaffFactory

SHANGHAI = ZoneInfo("Asia/Shanghai")
RESIDENT_ID = "11010519491231002X"
OTHER_RESIDENT_ID = "310104199001010011"
CREDIT_CODE = "91350100M000100Y43"


def at(day: str, time: str = "10:00") -> dt.datetime:
    """A moment of the office's day."""
    return dt.datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=SHANGHAI)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def application(**changed: object) -> intake.Application:
    """A citizen asks for something."""
    facts: dict = {
        "applicant_kind": "person",
        "applicant_name": "王小明",
        "identity_kind": "resident_id",
        "identity_number": RESIDENT_ID,
        "phone": "13800000000",
        "email": "wang@example.com",
        "description": "2025年明湖小区专项维修资金使用情况",
        "delivery_form": "email",
    }
    return intake.Application(**(facts | changed))


def organisation(**changed: object) -> intake.Application:
    """A company asks for something."""
    facts: dict = {
        "applicant_kind": "organisation",
        "organisation_class": "business",
        "applicant_name": "云州明湖建设有限公司",
        "identity_kind": "credit_code",
        "identity_number": CREDIT_CODE,
        "contact_name": "李经理",
    }
    return application(**(facts | changed))


def submitted(*, on: str = "2026-04-17", key: uuid.UUID | None = None, **changed: object) -> intake.Receipt:
    """A request sent over the internet."""
    return intake.submit(
        application=application(**changed), key=key or uuid.uuid4(), digest="as filled in", by=None, at=at(on)
    )


class Office:
    """The people of one disclosure office and one department, and what they do."""

    def __init__(self) -> None:
        self.department: Department = DepartmentFactory(name="住房保障处")
        self.officer: User = StaffFactory(duties=[Duty.DISCLOSURE_OFFICE], full_name="公开办工作人员")
        self.clerk: User = StaffFactory(
            duties=[(Duty.CLERK, self.department)], department=self.department, full_name="经办人员"
        )

    def confirmed(self, *, on: str = "2026-04-20", **changed: object) -> InformationRequest:
        made = submitted(on=min(on, "2026-04-17"), **changed).request
        return receipt.confirm(request=made, confirmed_on=day(on), by=self.officer, at=at(on))

    def registered(self, *, on: str = "2026-04-20", **changed: object) -> InformationRequest:
        return receipt.register(request=self.confirmed(on=on, **changed), by=self.officer, at=at(on))

    def assigned(self, *, on: str = "2026-04-20", **changed: object) -> InformationRequest:
        return assignment.assign(
            request=self.registered(on=on, **changed), department=self.department, by=self.officer, at=at(on)
        )

    def handling(self, *, on: str = "2026-04-20", **changed: object) -> InformationRequest:
        return assignment.claim(request=self.assigned(on=on, **changed), by=self.clerk, at=at(on))

    def awaiting_correction(self, *, on: str = "2026-04-20", **changed: object) -> InformationRequest:
        made = self.registered(on=on, **changed)
        correction.notify(request=made, text="请写明所需信息的年份。", workdays=15, by=self.officer, at=at(on, "15:00"))
        return self.fresh(made)

    def consulting(self, **changed: object) -> InformationRequest:
        made = self.handling(**changed)
        consultation.consult_third_party(
            request=made,
            party="明湖物业公司",
            sent_on=day("2026-04-23"),
            delivered_on=day("2026-04-24"),
            by=self.clerk,
            at=at("2026-04-24"),
        )
        return self.fresh(made)

    def replied(self, *, kind: str = "R2", on: str = "2026-04-28", **changed: object) -> InformationRequest:
        made = self.handling(**changed)
        replying.reply(request=made, answer=answer(kind=kind, on=on), by=self.officer, at=at(on))
        return self.fresh(made)

    def delivered(self, **changed: object) -> InformationRequest:
        made = self.replied(**changed)
        replying.deliver(request=made, delivered_on=day("2026-04-30"), by=self.officer, at=at("2026-04-30"))
        return self.fresh(made)

    def lapsed(self, **changed: object) -> InformationRequest:
        made = self.awaiting_correction(**changed)
        return correction.lapse(request=made, by=self.officer, at=at("2026-06-01"))

    def withdrawn(self, **changed: object) -> InformationRequest:
        made = submitted(**changed).request
        return closing.withdraw(request=made, reason="申请人在线撤回", by=None, at=at("2026-04-20"))

    def archived(self, **changed: object) -> InformationRequest:
        return closing.archive(request=self.replied(**changed), by=self.officer, at=at("2026-05-06"))

    def in_state(self, state: str) -> InformationRequest:
        """A request brought to this state by its verbs."""
        makers = {
            State.SUBMITTED: lambda: submitted().request,
            State.CONFIRMED: self.confirmed,
            State.REGISTERED: self.registered,
            State.ASSIGNED: self.assigned,
            State.HANDLING: self.handling,
            State.CORRECTION: self.awaiting_correction,
            State.CONSULTING: self.consulting,
            State.REPLIED: self.replied,
            State.DELIVERED: self.delivered,
            State.LAPSED: self.lapsed,
            State.WITHDRAWN: self.withdrawn,
            State.ARCHIVED: self.archived,
        }
        return makers[State.of(state)]()

    def do(self, verb: str, request: InformationRequest) -> object:
        """Does the verb as the law would allow it, whatever state the request is in."""
        office, today = {"request": request, "by": self.officer}, at("2026-04-30")
        acts = {
            Verb.CONFIRM: lambda: receipt.confirm(**office, confirmed_on=day("2026-04-20"), at=at("2026-04-20")),
            Verb.REGISTER: lambda: receipt.register(**office, at=at("2026-04-21")),
            Verb.ASSIGN: lambda: assignment.assign(**office, department=self.department, at=at("2026-04-22")),
            Verb.CLAIM: lambda: assignment.claim(request=request, by=self.clerk, at=at("2026-04-22")),
            Verb.NOTIFY_CORRECTION: lambda: correction.notify(
                **office, text="请写明年份。", workdays=15, at=at("2026-04-29")
            ),
            Verb.RECEIVE_CORRECTION: lambda: correction.receive(
                **office, answer="2025年的使用情况。", received_on=day("2026-04-30"), at=today
            ),
            Verb.LAPSE_CORRECTION: lambda: correction.lapse(**office, at=at("2026-06-01")),
            Verb.CONSULT_THIRD_PARTY: lambda: consultation.consult_third_party(
                **office, party="明湖物业公司", sent_on=day("2026-04-23"), delivered_on=day("2026-04-24"), at=today
            ),
            Verb.RECEIVE_OPINION: lambda: consultation.receive_third_party_opinion(
                **office, stance=Stance.AGREES, received_on=day("2026-05-12"), text="同意。", at=at("2026-05-12")
            ),
            Verb.EXTEND: lambda: extension.extend(**office, workdays=20, reason="需要进一步检索", at=today),
            Verb.REPLY: lambda: replying.reply(**office, answer=answer(on="2026-04-30"), at=today),
            Verb.DELIVER: lambda: replying.deliver(**office, delivered_on=day("2026-04-30"), at=today),
            Verb.WITHDRAW: lambda: closing.withdraw(**office, reason="申请人来电撤回", at=today),
            Verb.ARCHIVE: lambda: closing.archive(**office, at=at("2026-06-01")),
        }
        return acts[Verb(verb)]()

    @staticmethod
    def fresh(request: InformationRequest) -> InformationRequest:
        return InformationRequest.objects.get(pk=request.pk)


def answer(*, kind: str = "R2", on: str = "2026-04-28", **changed: object) -> replying.Answer:
    """A reply that leaves the house on the day it is decided."""
    facts: dict = {
        "kind": kind,
        "text": "您申请的信息见附件。",
        "decided_on": day(on),
        "dispatched_on": day(on),
        "dispatch_mode": DispatchMode.ELECTRONIC,
    }
    return replying.Answer(**(facts | changed))


def entered(office: Office, *, channel: Channel = Channel.IN_PERSON, received_on: str = "2026-04-17") -> intake.Receipt:
    """A request on paper, typed in by the office."""
    return intake.enter(
        application=application(),
        channel=channel,
        received_on=day(received_on),
        key=uuid.uuid4(),
        digest="as typed",
        by=office.officer,
        at=at("2026-04-20"),
    )
