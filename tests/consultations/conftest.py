import pytest

from tests.factories.publishing import Desk


@pytest.fixture
def desk(db) -> Desk:
    return Desk()
