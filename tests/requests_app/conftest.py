"""The published calendar, without a database."""

import pytest

from portal.kernel.rules.arrangements import published_days
from portal.kernel.rules.workdays import WorkCalendar


@pytest.fixture(scope="session")
def published() -> WorkCalendar:
    return WorkCalendar(published_days())
