"""The API of consultations: what it shows, what it takes, what it refuses."""

import uuid
from datetime import datetime

import pytest
import time_machine
from django.test import Client

from consultations.models import Consultation, Opinion
from tests.consultations.posting import api_post
from tests.factories.consultations import (
    CLOSED,
    WITHIN,
    ConsultationFactory,
)

pytestmark = pytest.mark.django_db
SAID = "建议把公示期延长到十日。"


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


@pytest.fixture
def consultation() -> Consultation:
    return ConsultationFactory(published=True)


def test_the_api_lists_and_tells_all(client: Client, consultation: Consultation) -> None:
    with at(WITHIN):
        row = client.get("/api/v1/consultations").json()["results"][0]
        whole = client.get(f"/api/v1/consultations/{consultation.pk}").json()

    assert (row["standing"], row["days_left"], row["feedback_due_on"]) == ("open", 23, "2026-06-04")
    assert whole["draft"] == consultation.draft
    assert whole["adoption"] is None


def test_the_api_takes_an_opinion_once(client: Client, consultation: Consultation) -> None:
    key = str(uuid.uuid4())
    with at(WITHIN):
        first = api_post(client, consultation, {"text": SAID}, key)
        second = api_post(client, consultation, {"text": SAID}, key)
        other = api_post(client, consultation, {"text": "别的意见内容"}, key)

    assert (first.status_code, second.status_code, other.status_code) == (201, 200, 409)
    assert first.json()["number"] == second.json()["number"]
    assert Opinion.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        *(("{", 400), ("[]", 400), ("[" * 100_000, 400), ({}, 400), ({"text": 5}, 400)),
        *(
            ({"text": SAID, "clause": 9}, 400),
            ({"text": SAID + "\ud800"}, 400),
            ({"text": SAID, "name": "\udfff"}, 400),
        ),
    ],
)
def test_the_api_refuses_malformed_bodies(
    client: Client, consultation: Consultation, body: object, status: int
) -> None:
    with at(WITHIN):
        assert api_post(client, consultation, body).status_code == status
    assert not Opinion.objects.exists()


def test_the_api_needs_a_key_and_an_open_consultation(client: Client, consultation: Consultation) -> None:
    with at(WITHIN):
        assert api_post(client, consultation, {"text": SAID}, "no-uuid").status_code == 400
    with at(CLOSED):
        refused = api_post(client, consultation, {"text": SAID})

    assert refused.status_code == 409
    assert "24时截止" in refused.content.decode()
