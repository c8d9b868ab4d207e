"""Recorded events; they enter the chain through its one service."""

import datetime as dt

from portal.kernel.audit import verbs
from portal.kernel.audit.models import Event
from portal.kernel.audit.services import record
from tests.factories.people import DepartmentFactory

verbs.register({"tests.touch": "触碰"})


def make_event(**changes: object) -> Event:
    """One event about a department."""
    values: dict = {
        "verb": "tests.touch",
        "by": None,
        "at": dt.datetime(2026, 3, 2, 1, 30, tzinfo=dt.UTC),
        **changes,
    }
    values.setdefault("target", None)
    values["target"] = values["target"] or DepartmentFactory()
    return record(**values)
