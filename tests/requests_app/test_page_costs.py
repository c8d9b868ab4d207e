"""Every page around a request stays within its written number of queries, however much has happened in the file."""

import uuid
from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from requests_app.models import InformationRequest
from tests.factories.requests_app import Office, at, submitted
from tests.requests_app.applying import filled, sealed

pytestmark = pytest.mark.django_db
Budget = Callable[[int], object]


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(at("2026-04-20"), tick=False):
        yield


@pytest.fixture
def budget(django_assert_max_num_queries: Budget) -> Budget:
    return django_assert_max_num_queries


def opened(client: Client, state: str) -> str:
    """The address of a file in this state, open to this browser."""
    key = uuid.uuid4()
    made = submitted(key=key)
    if state != "submitted":
        getattr(Office(), state)(key=key)
    client.post("/requests/status/", {"number": made.request.number, "secret": made.secret})
    return f"/requests/status/{made.request.number}/"


def test_the_guide_asks_for_the_identity_alone(client: Client, budget: Budget) -> None:
    with budget(1):
        assert client.get("/requests/").status_code == 200


def test_the_look_up_form_asks_for_the_identity_alone(client: Client, budget: Budget) -> None:
    with budget(1):
        assert client.get("/requests/status/").status_code == 200


def test_looking_up_costs_the_same_right_or_wrong(client: Client, budget: Budget) -> None:
    made = submitted()

    # The file; to say no, the identity on the page. Attempts are counted in the cache.
    with budget(2):
        wrong = client.post("/requests/status/", {"number": made.request.number, "secret": "AAAABBBBCCCC"})
    with budget(1):
        right = client.post("/requests/status/", {"number": made.request.number, "secret": made.secret})

    assert (wrong.status_code, right.status_code) == (404, 302)


@pytest.mark.parametrize("state", ["submitted", "registered", "awaiting_correction", "consulting", "replied"])
def test_the_file_costs_no_more_when_more_has_happened(client: Client, budget: Budget, state: str) -> None:
    address = opened(client, state)

    # Identity, file, events, working days, correction, extension, reply, files of the file and of the reply.
    with budget(9):
        assert client.get(address).status_code == 200


def test_the_correction_page(client: Client, budget: Budget) -> None:
    address = opened(client, "awaiting_correction")

    with budget(7):
        assert client.get(f"{address}correction/").status_code == 200
    with budget(7):
        assert client.post(f"{address}correction/", {"answer": ""}).status_code == 422


def test_supplying_the_correction(client: Client, budget: Budget) -> None:
    address = opened(client, "awaiting_correction")

    with budget(33):
        assert client.post(f"{address}correction/", {"answer": "需要2025年1月至6月的情况。"}).status_code == 302


def test_the_withdrawal_page(client: Client, budget: Budget) -> None:
    address = opened(client, "registered")

    with budget(7):
        assert client.get(f"{address}withdrawal/").status_code == 200
    with budget(7):
        assert client.post(f"{address}withdrawal/", {}).status_code == 422


def test_withdrawing(client: Client, budget: Budget) -> None:
    address = opened(client, "registered")

    with budget(21):
        assert client.post(f"{address}withdrawal/", {"sure": "on"}).status_code == 302


def test_sending_and_the_receipt(client: Client, budget: Budget) -> None:
    filled(client)
    seal = sealed(client)

    with budget(41):
        client.post("/requests/new/check/", seal)
    number = InformationRequest.objects.get().number
    with budget(3):
        assert client.get("/requests/receipt/").status_code == 200
    with budget(3):
        assert client.get(f"/requests/status/{number}/due.ics").status_code == 200
