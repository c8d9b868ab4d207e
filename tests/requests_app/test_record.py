"""How a year of requests is counted."""

from datetime import date

import pytest

from requests_app import selectors
from requests_app.rules.record import Answered, record, result_of
from requests_app.rules.replies import REPLY_KINDS, WITHOUT_REPLY
from requests_app.rules.words import State
from tests.factories.requests_app import Office, submitted


@pytest.mark.parametrize(
    ("state", "code", "result"),
    [
        (State.REPLIED, "R1", "予以公开"),
        (State.DELIVERED, "R3", "部分公开"),
        (State.ARCHIVED, "R4a", "不予公开"),
        (State.REPLIED, "R10", "无法提供"),
        (State.REPLIED, "R15", "不予处理"),
        (State.LAPSED, None, "其他处理"),
        (State.WITHDRAWN, None, "其他处理"),
        (State.HANDLING, None, "正在办理"),
        (State.SUBMITTED, None, "正在办理"),
    ],
)
def test_a_request_counts_in_the_group_of_table_3(state: State, code: str | None, result: str) -> None:
    assert result_of(state, code) == result


@pytest.mark.parametrize("code", [kind.code for kind in REPLY_KINDS if kind.code not in WITHOUT_REPLY])
def test_every_kind_of_reply_has_a_group(code: str) -> None:
    assert result_of(State.REPLIED, code)


def test_the_year_is_told_by_quarter_and_as_a_whole() -> None:
    replies = [
        Answered(date(2026, 1, 5), on_time=True, workdays=9),
        Answered(date(2026, 3, 31), on_time=False, workdays=22),
        Answered(date(2026, 4, 1), on_time=True, workdays=11),
        Answered(date(2026, 4, 2), on_time=True, workdays=None),
    ]

    told = record(["予以公开", "予以公开", "正在办理"], replies)

    assert (told.received, told.answered, told.on_time, told.median_workdays) == (3, 4, 3, 11)
    assert [(each.label, each.answered, each.on_time, each.median_workdays) for each in told.quarters] == [
        ("一季度", 2, 1, 16),
        ("二季度", 2, 2, 11),
    ]
    assert told.results == (("予以公开", 2), ("正在办理", 1))


def test_a_year_without_requests_has_no_shares_and_no_results() -> None:
    told = record([], [])

    assert (told.on_time_share, told.median_workdays, told.quarters, told.results) == (0.0, None, (), ())


@pytest.mark.django_db
def test_only_requests_received_up_to_the_day_count(django_assert_num_queries) -> None:
    Office()
    submitted(on="2026-04-17")
    submitted(on="2026-05-08")
    selectors.service_record(on=date(2026, 4, 30))

    with django_assert_num_queries(3):
        told = selectors.service_record(on=date(2026, 4, 30))

    assert told.received == 1
    assert told.results == (("正在办理", 1),)
