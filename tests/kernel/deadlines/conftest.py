from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from portal.kernel.deadlines import kinds, selectors
from portal.kernel.deadlines.kinds import DeadlineKind
from portal.kernel.people.models import Department
from portal.kernel.rules.workdays import DueDate

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(day: str, hour: int = 9) -> datetime:
    """A moment of that day in the office."""
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), SHANGHAI).replace(hour=hour)


def reply_due(subject: Department) -> DueDate:
    """Twenty working days from the day the stand-in carries as its telephone number."""
    return selectors.calendar().after(date.fromisoformat(subject.telephone), workdays=20)


REPLY = DeadlineKind("tests.reply", "答复期限", "条例第三十三条", recompute=reply_due)
FIXED = DeadlineKind("tests.fixed", "固定期限", "内部规定")


@pytest.fixture(autouse=True)
def _kinds() -> Iterator[None]:
    kinds.register(REPLY)
    kinds.register(FIXED)
    yield
    kinds._KINDS.pop(REPLY.code)
    kinds._KINDS.pop(FIXED.code)
