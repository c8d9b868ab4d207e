import pytest

from portal.kernel.rules.arrangements import published_days
from portal.kernel.rules.workdays import WorkCalendar


@pytest.fixture(scope="session")
def calendar() -> WorkCalendar:
    return WorkCalendar(published_days())
