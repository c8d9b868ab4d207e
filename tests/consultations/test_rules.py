"""Periods, standings and gates, by hand."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import consultations
from consultations.rules.gates import ConsultationFacts, ReportFacts, consultation_gate, report_gate
from consultations.rules.periods import day_of, earliest_close, feedback_due, minimum_of, too_short
from consultations.rules.standing import closed_sentence, days_left, standing
from consultations.rules.transitions import MODERATION
from consultations.rules.words import Kind, Standing
from portal.kernel.deadlines.selectors import calendar

D = date.fromisoformat


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "opens", "closes"),
    [
        ("major_decision", "2026-04-28", "2026-05-28"),
        ("normative", "2026-04-28", "2026-05-11"),  # 29 30 | 5-1 to 5-5 off | 6 7 8, Saturday 9 worked, 11
        ("normative_business", "2026-04-28", "2026-05-28"),
        ("construction_design", "2026-04-28", "2026-05-08"),
        ("other", "2026-04-28", "2026-04-28"),
        ("normative", "2026-09-24", "2026-10-12"),  # 28 29 30 | 10-1 to 10-7 off | 8 9, Saturday 10 worked, 12
    ],
)
def test_the_least_period_does_not_count_the_opening_day(kind: str, opens: str, closes: str) -> None:
    assert earliest_close(kind, D(opens), calendar()).on == D(closes)


@pytest.mark.django_db
def test_the_least_period_in_working_days_is_provisional_beyond_the_calendar() -> None:
    due = earliest_close("normative", D("2026-12-28"), calendar())

    assert due.provisional
    assert "2027年" in due.reason


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("closes", "due"),
    [("2024-06-07", "2024-06-17"), ("2025-09-26", "2025-10-10"), ("2026-09-24", "2026-10-09")],
)
def test_the_report_is_due_five_working_days_after_closing(closes: str, due: str) -> None:
    assert feedback_due(D(closes), 5, calendar()).on == D(due)


def test_every_kind_but_others_has_a_minimum_with_its_article() -> None:
    for kind in Kind:
        least = minimum_of(kind)
        assert (least is None) == (kind is Kind.OTHER)
    assert too_short("major_decision") == (
        "“重大行政决策”征求意见不少于30日（《重大行政决策程序暂行条例》第十五条），缩短期限应当说明理由"
    )


@pytest.mark.parametrize(
    ("day", "answered", "expected"),
    [
        ("2026-04-27", False, "upcoming"),
        ("2026-04-28", False, "open"),
        ("2026-05-28", False, "open"),
        ("2026-05-29", False, "closed"),
        ("2026-05-29", True, "answered"),
    ],
)
def test_the_standing_is_asked_of_a_day(day: str, answered: bool, expected: str) -> None:
    found = standing(opens_on=D("2026-04-28"), closes_on=D("2026-05-28"), answered=answered, on=D(day))

    assert found == Standing.of(expected)


@pytest.mark.parametrize(("day", "left"), [("2026-05-27", 2), ("2026-05-28", 1), ("2026-05-29", 0)])
def test_today_counts_among_the_days_left(day: str, left: int) -> None:
    assert days_left(closes_on=D("2026-05-28"), on=D(day)) == left


def test_the_refusal_says_from_or_since_when() -> None:
    period = {"opens_on": D("2026-04-28"), "closes_on": D("2026-05-28")}

    assert "2026年4月28日开始" in closed_sentence(**period, on=D("2026-04-27"))
    assert closed_sentence(**period, on=D("2026-05-28")) == ""
    assert "2026年5月28日24时截止" in closed_sentence(**period, on=D("2026-05-29"))


def test_a_moment_belongs_to_its_day_in_shanghai() -> None:
    assert day_of(datetime(2026, 5, 28, 15, 59, 59, tzinfo=UTC)) == D("2026-05-28")
    assert day_of(datetime(2026, 5, 28, 16, 0, 0, tzinfo=UTC)) == D("2026-05-29")


def _facts(**changes: object) -> ConsultationFacts:
    words: dict[str, object] = {
        "kind": "major_decision",
        "draft": "第一条",
        "explanation": "说明",
        "opens_on": D("2026-04-28"),
        "closes_on": D("2026-05-28"),
        "earliest_closes_on": D("2026-05-28"),
        "shorter_reason": "",
        "released_closes_on": None,
        **changes,
    }
    return ConsultationFacts(**words)  # type: ignore[arg-type]  # the stubs do not know it


@pytest.mark.parametrize(
    ("changes", "failures"),
    [
        ({}, 0),
        ({"draft": " "}, 1),
        ({"explanation": "", "draft": ""}, 2),
        ({"closes_on": D("2026-05-27")}, 1),
        ({"closes_on": D("2026-05-27"), "shorter_reason": "汛期将至"}, 0),
        ({"opens_on": D("2026-04-27")}, 1),
        ({"opens_on": D("2026-04-01"), "released_closes_on": D("2026-05-28")}, 0),
        ({"released_closes_on": D("2026-05-29")}, 1),
    ],
)
def test_a_consultation_is_ready_or_every_failure_is_told(changes: dict[str, object], failures: int) -> None:
    assert len(consultation_gate(_facts(**changes), on=D("2026-04-28"))) == failures


@pytest.mark.parametrize(
    ("changes", "day", "failures"),
    [
        ({}, "2026-05-29", 0),
        ({}, "2026-05-28", 1),
        ({"opinion_count": 2}, "2026-05-29", 1),
        ({"overview": "", "lines": 0, "consultation_is_public": False}, "2026-05-29", 3),
        ({"opinion_count": 0, "opinions_received": 0, "lines": 0}, "2026-05-29", 0),
    ],
)
def test_a_report_is_ready_or_every_failure_is_told(changes: dict[str, object], day: str, failures: int) -> None:
    words: dict[str, object] = {
        "consultation_is_public": True,
        "closes_on": D("2026-05-28"),
        "overview": "总体情况",
        "opinion_count": 3,
        "opinions_received": 3,
        "lines": 1,
        **changes,
    }

    assert len(report_gate(ReportFacts(**words), on=D(day))) == failures  # type: ignore[arg-type]  # the stubs do not know it


def test_the_table_of_moderation_has_no_dead_ends() -> None:
    assert MODERATION.unreachable == ()
    assert set(MODERATION.states) == {"received", "shown", "hidden"}


def test_the_diagram_in_the_readme_is_that_of_the_table() -> None:
    readme = Path(consultations.__file__).with_name("README.md")

    assert MODERATION.mermaid().strip() in readme.read_text()
