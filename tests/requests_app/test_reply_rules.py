"""Reply kinds, their remedies, and what must be true before a verb."""

from datetime import date

import pytest

from portal.kernel.rules.workdays import WorkCalendar
from requests_app.rules import gates
from requests_app.rules.remedies import remedy_text
from requests_app.rules.replies import BY_CODE, REPLY_KINDS, Remedy, UnknownReplyKind, choices, reply_kind

ORGAN, COURT = "云州市人民政府", "云州市明湖区人民法院"
DAY = date(2026, 4, 20)


def test_only_refusals_under_articles_14_to_16_must_go_to_review_first() -> None:
    first = [kind.code for kind in REPLY_KINDS if kind.remedy is Remedy.REVIEW_FIRST]

    assert first == ["R4a", "R4b", "R4c", "R5", "R6", "R7", "R8"]


def test_a_refusal_says_review_first_and_then_fifteen_days() -> None:
    assert remedy_text(BY_CODE["R5"], organ=ORGAN, court=COURT) == (
        "如对本答复不服，应当自收到本答复之日起60日内先向云州市人民政府申请行政复议；"
        "对行政复议决定不服的，可自收到行政复议决定书之日起15日内向云州市明湖区人民法院提起行政诉讼。"
    )


@pytest.mark.parametrize("code", ["R1", "R2", "R9", "R10", "R11", "R12", "R13", "R14", "R15", "R16", "R17", "R18"])
def test_every_other_reply_leaves_the_choice_of_review_or_suit(code: str) -> None:
    assert remedy_text(BY_CODE[code], organ=ORGAN, court=COURT) == (
        "如对本答复不服，可自收到本答复之日起60日内向云州市人民政府申请行政复议，"
        "或者自收到本答复之日起6个月内向云州市明湖区人民法院提起行政诉讼。"
    )


def test_a_partial_release_sends_its_withheld_part_to_review_first_unless_the_bureau_decides_otherwise() -> None:
    partial = BY_CODE["R3"]

    assert "不予公开的部分不服，应当自收到本答复之日起60日内先向" in remedy_text(partial, organ=ORGAN, court=COURT)
    assert "先向" not in remedy_text(partial, organ=ORGAN, court=COURT, partial_review_first=False)


def test_every_row_of_table_three_is_reached_and_lapses_have_no_letter() -> None:
    rows = {kind.table_row for kind in REPLY_KINDS}

    assert rows == {
        "3.1", "3.2",
        "3.3.1", "3.3.2", "3.3.3", "3.3.4", "3.3.5", "3.3.6", "3.3.7", "3.3.8",
        "3.4.1", "3.4.2", "3.4.3",
        "3.5.1", "3.5.2", "3.5.3", "3.5.4", "3.5.5",
        "3.6.1", "3.6.2", "3.6.3",
    }  # fmt: skip
    assert not {"R19", "R20", "R21"} & {code for code, _ in choices()}


def test_an_unknown_reply_kind_is_named() -> None:
    with pytest.raises(UnknownReplyKind, match="R99"):
        reply_kind("R99")


def test_a_correction_notice_is_single_and_within_seven_working_days(published: WorkCalendar) -> None:
    def failures(notified_on: str, *, again: bool = False) -> list[str]:
        return gates.correction_notice_failures(
            received_on=date(2026, 1, 30),
            notified_on=date.fromisoformat(notified_on),
            already_notified=again,
            calendar=published,
        )

    assert failures("2026-02-10") == []
    assert "7个工作日" in failures("2026-02-11")[0]
    assert "一次性" in failures("2026-02-10", again=True)[0]


def test_an_extension_is_single_at_most_twenty_days_and_before_the_term_ends() -> None:
    def failures(**changed: object) -> list[str]:
        facts: dict = {"workdays": 20, "already_extended": False, "due_on": DAY, "decided_on": DAY} | changed
        return gates.extension_failures(**facts)

    assert failures() == []
    assert len(failures(workdays=21)) == len(failures(workdays=0)) == 1
    assert "届满" in failures(decided_on=date(2026, 4, 21))[0]
    assert len(failures(workdays=21, already_extended=True, decided_on=date(2026, 4, 21))) == 3


def test_silence_of_a_third_party_counts_only_after_its_fifteen_days() -> None:
    facts = {"delivered_on": date(2026, 4, 24), "ended_on": date(2026, 5, 19), "opinion_due_on": date(2026, 5, 19)}

    assert gates.opinion_failures(**facts, silent=True, today=date(2026, 5, 19))
    assert gates.opinion_failures(**facts, silent=True, today=date(2026, 5, 20)) == []


def test_does_not_exist_needs_the_record_of_the_search() -> None:
    facts = {
        "corrected": False,
        "decided_on": DAY,
        "dispatched_on": DAY,
        "received_on": DAY,
        "today": DAY,
    }

    assert "检索记录" in gates.reply_failures(code="R10", search_log=" ", **facts)[0]
    assert gates.reply_failures(code="R10", search_log="档案系统，关键词：物业维修资金，无结果", **facts) == []
    assert "补正" in gates.reply_failures(code="R13", search_log="", **facts)[0]
    assert "撤回" in gates.reply_failures(code="R21", search_log="", **facts)[0]
