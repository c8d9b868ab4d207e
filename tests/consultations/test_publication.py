"""Consultations and reports on their way out: periods, gates, the clock of the answer, what led to what."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from consultations.models import AdoptionLine, AdoptionReport, Clause, Consultation
from consultations.services import clauses, drafting, lines, outcome
from consultations.services.effects import FEEDBACK
from portal.kernel.audit.selectors import history_of
from portal.kernel.deadlines.models import Deadline
from portal.kernel.people.models import Duty
from portal.kernel.publishing.services import drafting as publishing
from portal.kernel.publishing.services import release
from portal.kernel.search.models import SearchEntry
from tests.factories.consultations import (
    AFTER,
    CLOSED,
    CLOSES_ON,
    OPENING,
    OPENS_ON,
    WITHIN,
    AdoptionReportFactory,
    ConsultationFactory,
    opinion,
)
from tests.factories.people import DepartmentFactory, StaffFactory
from tests.factories.policies import DocumentFactory
from tests.factories.publishing import DRAFTED_AT, Desk

pytestmark = pytest.mark.django_db
BEFORE = OPENING - timedelta(hours=12)


def _data(**changes: object) -> dict[str, object]:
    return {
        "title": "关于草案征求意见的公告",
        "department": DepartmentFactory(),
        "kind": "major_decision",
        "opens_on": OPENS_ON,
        "closes_on": CLOSES_ON,
        **changes,
    }


def _save(**changes: object) -> Consultation:
    return drafting.save_consultation(consultation=Consultation(), data=_data(**changes), by=None, at=DRAFTED_AT)


def _deadline(thing: Consultation) -> Deadline:
    return Deadline.objects.about(thing).filter(kind=FEEDBACK).latest("pk")


# Periods


def test_saving_reckons_the_earliest_lawful_closing_day() -> None:
    thing = _save(kind="normative", closes_on=date(2026, 5, 11))

    assert thing.earliest_closes_on == date(2026, 5, 11)
    assert not thing.is_shortened


def test_a_period_too_short_is_refused_with_its_article_and_the_first_possible_day() -> None:
    with pytest.raises(drafting.PeriodTooShort, match=r"不少于30日.*第十五条.*2026-05-28"):
        _save(closes_on=date(2026, 5, 27))
    assert not Consultation.objects.exists()


def test_a_shorter_period_is_possible_for_a_stated_reason() -> None:
    thing = _save(closes_on=date(2026, 5, 8), shorter_reason="汛期将至，需要尽快施行")

    assert thing.is_shortened


@pytest.mark.parametrize(
    "changes",
    [{"closes_on": date(2026, 4, 27)}, {"closes_on": None}, {"kind": "normative", "opens_on": date(1999, 1, 4)}],
)
def test_an_impossible_period_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(drafting.PeriodImpossible):
        _save(**changes)


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("consultations_consultation_kind_known", {"kind": "whim"}),
        ("consultations_consultation_closes_after_opening", {"closes_on": date(2026, 4, 1), "shorter_reason": "x"}),
        ("consultations_consultation_long_enough_or_explained", {"closes_on": date(2026, 5, 27)}),
        ("consultations_consultation_opens_since_1949", {"opens_on": date(1911, 10, 10)}),
    ],
)
def test_the_database_refuses_a_consultation(constraint: str, wrong: dict[str, object]) -> None:
    thing = ConsultationFactory()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Consultation.objects.filter(pk=thing.pk).update(**wrong)


# Gates and clock


def test_by_all_hands_it_goes_out_and_the_clock_of_the_answer_starts(desk: Desk) -> None:
    thing = desk.sign(ConsultationFactory(created_by=desk.clerk))

    desk.release(thing, at=OPENING)

    deadline = _deadline(thing)
    assert (deadline.due_on, deadline.department, deadline.handler) == (date(2026, 6, 4), thing.department, desk.clerk)
    assert SearchEntry.objects.filter(kind="consultations.consultation", object_id=thing.pk).exists()


def test_it_does_not_go_out_without_draft_and_explanation_or_too_late(desk: Desk) -> None:
    thing = desk.sign(ConsultationFactory(draft="", explanation=""))

    with pytest.raises(release.NotReady) as refused:
        desk.release(thing, at=OPENING + timedelta(days=1))
    assert len(refused.value.failures) == 3


def test_an_extension_moves_the_clock_and_a_curtailment_is_refused(desk: Desk) -> None:
    thing = ConsultationFactory(published=True)
    for closes_on, ready in ((date(2026, 6, 12), True), (date(2026, 6, 11), False)):
        publishing.revise(thing=thing, by=desk.clerk, at=WITHIN)
        drafting.save_consultation(consultation=thing, data={"closes_on": closes_on}, by=desk.clerk, at=WITHIN)
        desk.sign(thing)
        if ready:
            desk.release(thing, at=WITHIN)
        else:
            with pytest.raises(release.NotReady, match="只能延后"):
                desk.release(thing, at=WITHIN)

    thing.refresh_from_db()
    assert thing.closes_on == date(2026, 6, 12)
    assert _deadline(thing).due_on == date(2026, 6, 22)  # 15 16 17 18, 19 to 21 off, 22


def test_the_old_closing_day_holds_while_an_extension_is_drafted(desk: Desk) -> None:
    thing = ConsultationFactory(published=True)
    publishing.revise(thing=thing, by=desk.clerk, at=WITHIN)
    drafting.save_consultation(consultation=thing, data={"closes_on": date(2026, 6, 12)}, by=desk.clerk, at=WITHIN)

    assert Consultation.objects.of_standing("closed", on=CLOSED.date(), at=CLOSED).get() == thing


def test_withdrawing_cancels_the_clock(desk: Desk) -> None:
    thing = ConsultationFactory(published=True)

    release.withdraw(thing=thing, reason="重新起草", by=desk.office, at=WITHIN)

    assert _deadline(thing).cancelled_at == WITHIN
    assert not SearchEntry.objects.filter(kind="consultations.consultation", object_id=thing.pk).exists()


# Clauses


def test_clauses_are_signed_with_the_draft_and_fixed_when_it_is_out(desk: Desk) -> None:
    thing = ConsultationFactory()
    clause = clauses.add(consultation=thing, heading="第一条", text="为了规范。", by=desk.clerk, at=DRAFTED_AT)
    clauses.add(consultation=thing, heading="第二条", text="适用本办法。", by=desk.clerk, at=DRAFTED_AT)
    clauses.remove(clause=clause, by=desk.clerk, at=DRAFTED_AT)
    assert thing.extra_content() == {"clauses": [[2, "第二条", "适用本办法。"]]}
    desk.publish(thing, at=OPENING)
    publishing.revise(thing=thing, by=desk.clerk, at=WITHIN)

    with pytest.raises(clauses.ClausesFixed):
        clauses.add(consultation=thing, heading="第三条", text="。", by=desk.clerk, at=WITHIN)
    with pytest.raises(clauses.ClausesFixed):
        clauses.remove(clause=thing.clauses.get(), by=desk.clerk, at=WITHIN)


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [("consultations_clause_position_once", {}), ("consultations_clause_not_empty", {"position": 2, "heading": ""})],
)
def test_the_database_refuses_a_clause(constraint: str, wrong: dict[str, object]) -> None:
    words = {"consultation": ConsultationFactory(), "position": 1, "heading": "第一条", "text": "为了规范。"}
    Clause.objects.create(**words)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Clause.objects.create(**{**words, **wrong})


# Reports


def test_a_report_by_all_hands_meets_the_deadline(desk: Desk) -> None:
    thing = ConsultationFactory(published=True)
    opinion(thing)
    report = desk.sign(AdoptionReportFactory(consultation=thing))

    desk.release(report, at=AFTER)

    assert _deadline(thing).met_at == AFTER
    assert report.title == f"意见采纳情况：{thing.title}"
    assert Consultation.objects.of_standing("answered", on=AFTER.date(), at=AFTER).get() == thing


def test_a_report_leaves_no_opinion_out_and_waits_for_the_end(desk: Desk) -> None:
    thing = ConsultationFactory(published=True)
    report = desk.sign(AdoptionReportFactory(consultation=thing, released_at=DRAFTED_AT))
    opinion(thing)

    with pytest.raises(release.NotReady) as refused:
        desk.release(report, at=WITHIN)
    assert any("尚未截止" in failure for failure in refused.value.failures)
    assert any("实际收到意见1条" in failure for failure in refused.value.failures)


def test_withdrawing_a_report_lets_the_clock_run_again_and_another_be_written(desk: Desk) -> None:
    thing = ConsultationFactory(published=True)
    opinion(thing)
    report = desk.publish(AdoptionReportFactory(consultation=thing), at=AFTER)

    release.withdraw(thing=report, reason="条数有误", by=desk.office, at=AFTER)

    assert _deadline(thing).met_at is None
    assert _deadline(thing).due_on == date(2026, 6, 4)
    assert AdoptionReportFactory(consultation=thing).pk


def test_a_consultation_has_one_report() -> None:
    report = AdoptionReportFactory()

    with pytest.raises(IntegrityError, match="consultations_adoptionreport_once"), transaction.atomic():
        AdoptionReportFactory(consultation=report.consultation)


@pytest.mark.parametrize("decision", ["partly", "not_adopted"])
def test_what_is_not_adopted_owes_a_reason(decision: str) -> None:
    report = AdoptionReportFactory()

    with pytest.raises(lines.RefusalUnexplained):
        lines.add(report=report, said="意见", decision=decision, reason=" ", by=None, at=AFTER)
    with pytest.raises(IntegrityError, match="refusal_explained"), transaction.atomic():
        AdoptionLine.objects.create(report=report, said="意见", decision=decision)
    assert lines.add(report=report, said="意见", decision=decision, reason="于法无据", by=None, at=AFTER).pk


def test_the_lines_of_a_released_report_are_fixed(desk: Desk) -> None:
    thing = ConsultationFactory(published=True)
    opinion(thing)
    report = AdoptionReportFactory(consultation=thing, published=True)
    publishing.revise(thing=report, by=desk.clerk, at=AFTER)

    with pytest.raises(lines.LinesFixed):
        lines.add(report=report, said="又一条", decision="adopted", by=desk.clerk, at=AFTER)
    with pytest.raises(lines.LinesFixed):
        lines.remove(line=report.lines.get(), by=desk.clerk, at=AFTER)


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("consultations_adoptionline_decision_known", {"decision": "maybe"}),
        ("consultations_adoptionline_says_what", {"said": ""}),
        ("consultations_adoptionline_counts_one", {"opinion_count": 0}),
    ],
)
def test_the_database_refuses_a_line(constraint: str, wrong: dict[str, object]) -> None:
    words: dict[str, object] = {"report": AdoptionReportFactory(), "said": "意见", "decision": "adopted", **wrong}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        AdoptionLine.objects.create(**words)


def test_saving_a_report_again_counts_anew() -> None:
    report = AdoptionReportFactory()
    opinion(report.consultation)

    drafting.save_report(report=report, data={"overview": "收到意见一条。"}, by=None, at=AFTER)

    assert report.opinion_count == 1
    assert AdoptionReport.objects.get().overview == "收到意见一条。"


# What it led to


def test_the_policy_it_led_to_is_noted() -> None:
    thing, boss = ConsultationFactory(published=True), StaffFactory(duties=[Duty.DISCLOSURE_OFFICE])
    document = DocumentFactory(published=True, released_at=AFTER)

    outcome.link(consultation=thing, document=document, by=boss, at=AFTER)

    assert thing.led_to == document
    assert "consultations.link_outcome" in [event.verb for event in history_of(thing)]


def test_a_policy_older_than_the_consultation_did_not_come_from_it() -> None:
    thing = ConsultationFactory(published=True)
    older = DocumentFactory(published=True, released_at=BEFORE)

    with pytest.raises(outcome.StillOpen):
        outcome.link(consultation=thing, document=older, by=None, at=AFTER)
    thing.refresh_from_db()
    assert thing.led_to is None
