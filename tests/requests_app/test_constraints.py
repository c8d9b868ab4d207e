"""Each rule that one row can show is held by the database under its name."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F

from requests_app.models import (
    Correction,
    Extension,
    InformationRequest,
    NumberSeries,
    Reply,
    RequestEvent,
    ThirdPartyConsultation,
)
from tests.factories.requests_app import Office, at, day

pytestmark = pytest.mark.django_db
REQUEST = {
    "requests_state_known": {"state": "lost"},
    "requests_applicant_complete": {"organisation_class": "business"},
    "requests_applicant_known": {"phone": None},
    "requests_says_what": {"description": ""},
    "requests_delivery_reachable": {"delivery_form": "post"},
    "requests_paper_entered_by_staff": {"channel": "fax"},
    "requests_confirmed_together": {"confirmed_by": None},
    "requests_confirmed_before_handling": {"confirmed_on": None, "confirmed_at": None, "confirmed_by": None},
    "requests_registered_together": {"registered_by": None},
    "requests_assigned_together": {"department": None},
    "requests_claimed_together": {"claimed_by": None},
    "requests_claimed_before_reply": {"claimed_at": None, "claimed_by": None},
}
OTHERS: dict[str, Callable[[Office], object]] = {
    "requests_series_year": lambda office: NumberSeries.objects.create(year=2007),
    "requests_correction_says_what": lambda office: _update(Correction, office.awaiting_correction(), text=""),
    "requests_correction_answer_dated": lambda office: _update(Correction, office.awaiting_correction(), answer="2025"),
    "requests_correction_due_later": lambda office: _update(
        Correction, office.awaiting_correction(), due_on=day("2026-04-20")
    ),
    "requests_extension_at_most_twenty": lambda office: _extension(office, workdays=21),
    "requests_extension_before_due": lambda office: _extension(office, due_before_on=day("2026-04-29")),
    "requests_extension_says_why": lambda office: _extension(office, reason=""),
    "requests_reply_kind_written": lambda office: _update(Reply, office.replied(), kind="R21"),
    "requests_reply_says_remedy": lambda office: _update(Reply, office.replied(), remedy=""),
    "requests_reply_nonexistence_searched": lambda office: _update(Reply, office.replied(), kind="R10"),
    "requests_reply_dates_in_order": lambda office: _update(Reply, office.replied(), dispatched_on=day("2026-04-01")),
    "requests_event_kind_known": lambda office: _event(office, "forgotten"),
    "requests_event_happens_once": lambda office: _event(office, "confirmed"),
    "requests_one_open_consultation": lambda office: _second_consultation(office),
    "requests_consultation_in_order": lambda office: _update(
        ThirdPartyConsultation, office.consulting(), delivered_on=day("2026-04-22")
    ),
    "requests_consultation_ends_with_stance": lambda office: _update(
        ThirdPartyConsultation, office.consulting(), ended_on=day("2026-05-12")
    ),
}


def _update(model, request: InformationRequest, **values: object) -> None:
    model.objects.filter(request=request).update(**values)


def _extension(office: Office, **values: object) -> None:
    facts = {
        "workdays": 20,
        "reason": "需要检索",
        "due_before_on": day("2026-05-20"),
        "approved_at": at("2026-04-30"),
        "approved_by": office.officer,
    }
    Extension.objects.create(request=office.handling(), **(facts | values))


def _event(office: Office, kind: str) -> None:
    RequestEvent.objects.create(
        request=office.confirmed(), kind=kind, on=day("2026-04-20"), at=at("2026-04-20"), by=office.officer
    )


def _second_consultation(office: Office) -> None:
    open_one = office.consulting().consultations.get()
    open_one.pk = None
    open_one.save(force_insert=True)


@pytest.mark.parametrize("name", REQUEST)
def test_a_request_that_breaks_a_rule_is_refused_by_name(name: str) -> None:
    made = Office().handling()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        InformationRequest.objects.filter(pk=made.pk).update(**REQUEST[name])


@pytest.mark.parametrize("name", OTHERS)
def test_a_row_that_breaks_a_rule_is_refused_by_name(name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        OTHERS[name](Office())


def test_every_constraint_has_its_test_and_a_chinese_sentence() -> None:
    models = (InformationRequest, RequestEvent, Correction, Extension, Reply, ThirdPartyConsultation, NumberSeries)
    constraints = [constraint for model in models for constraint in model._meta.constraints]

    assert {constraint.name for constraint in constraints} == REQUEST.keys() | OTHERS.keys()
    assert all(str(constraint.violation_error_message).endswith("。") for constraint in constraints)


def test_what_happened_cannot_be_changed_or_struck_out() -> None:
    made = Office().confirmed()

    for forbidden in (lambda events: events.update(on=F("on")), lambda events: events.delete()):
        with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
            forbidden(RequestEvent.objects.filter(request=made))
