"""How the organ answers: figures for everybody, without a word about any applicant."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from requests_app.rules.replies import reply_kind
from requests_app.rules.words import State

QUARTERS = ("一季度", "二季度", "三季度", "四季度")
#: The groups of table 3 of the annual report (国办公开办函〔2021〕30号), in its order.
RESULTS = {
    "3.1": "予以公开",
    "3.2": "部分公开",
    "3.3": "不予公开",
    "3.4": "无法提供",
    "3.5": "不予处理",
    "3.6": "其他处理",
}
IN_HAND = "正在办理"


@dataclass(frozen=True, slots=True)
class Answered:
    """One reply: the day it left, whether that was in time, the working days it took if they can be counted."""

    on: date
    on_time: bool
    workdays: int | None


@dataclass(frozen=True, slots=True)
class Quarter:
    """The replies of a quarter."""

    label: str
    answered: int
    on_time: int
    median_workdays: int | None

    @property
    def on_time_share(self) -> float:
        return share(self.on_time, self.answered)


@dataclass(frozen=True, slots=True)
class ServiceRecord:
    """A year of requests up to a day."""

    received: int
    answered: int
    on_time: int
    median_workdays: int | None
    quarters: tuple[Quarter, ...]
    results: tuple[tuple[str, int], ...]

    @property
    def on_time_share(self) -> float:
        return share(self.on_time, self.answered)


def share(part: int, whole: int) -> float:
    """A part of one; nothing of nothing is nothing."""
    return part / whole if whole else 0.0


def result_of(state: State, reply_code: str | None) -> str:
    """In which group a request counts; what lapsed or was withdrawn got no reply."""
    if reply_code:
        return RESULTS[reply_kind(reply_code).table_row[:3]]
    return RESULTS["3.6"] if state in (State.LAPSED, State.WITHDRAWN, State.ARCHIVED) else IN_HAND


def record(requests: Iterable[str], replies: Iterable[Answered]) -> ServiceRecord:
    """The record of a year: the result of each request received in it, and the replies that left in it."""
    found = dict.fromkeys((*RESULTS.values(), IN_HAND), 0)
    for result in requests:
        found[result] += 1
    sent = tuple(replies)
    by_quarter: dict[int, list[Answered]] = {}
    for each in sent:
        by_quarter.setdefault((each.on.month - 1) // 3, []).append(each)
    return ServiceRecord(
        received=sum(found.values()),
        answered=len(sent),
        on_time=sum(each.on_time for each in sent),
        median_workdays=_median(sent),
        quarters=tuple(
            Quarter(QUARTERS[place], len(some), sum(each.on_time for each in some), _median(some))
            for place, some in sorted(by_quarter.items())
        ),
        results=tuple((label, number) for label, number in found.items() if number),
    )


def _median(replies: Iterable[Answered]) -> int | None:
    taken = [each.workdays for each in replies if each.workdays is not None]
    return round(median(taken)) if taken else None
