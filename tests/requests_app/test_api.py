"""The same affairs for programs."""

import json
import uuid

import pytest
import time_machine
from django.test import Client

from requests_app.models import InformationRequest
from tests.factories.requests_app import RESIDENT_ID, Office, at, submitted

pytestmark = pytest.mark.django_db
BODY = {
    "applicant_kind": "person",
    "applicant_name": "王小明",
    "identity_kind": "resident_id",
    "identity_number": RESIDENT_ID,
    "phone": "13800000000",
    "email": "wang@example.com",
    "description": "2025年明湖小区专项维修资金使用情况",
    "delivery_form": "email",
}


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(at("2026-04-20"), tick=False):
        yield


def send(client: Client, body: object, *, key: str | None = None):
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    headers = {"Idempotency-Key": str(uuid.uuid4()) if key is None else key}
    return client.post("/api/v1/requests", text, content_type="application/json", headers=headers)


def ask(client: Client, number: str, secret: str):
    body = {"number": number, "secret": secret}
    return client.post("/api/v1/requests/status", body, content_type="application/json")


def test_an_application_is_filed_once_per_key(client: Client) -> None:
    key = str(uuid.uuid4())
    first, second = send(client, BODY, key=key), send(client, BODY, key=key)

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["number"] == second.json()["number"] == "YK0007-2026-00001"
    assert first.json()["secret"] == second.json()["secret"]
    assert first["Cache-Control"] == "private, no-store"
    assert InformationRequest.objects.count() == 1


def test_the_same_key_with_another_body_is_a_conflict(client: Client) -> None:
    key = str(uuid.uuid4())
    send(client, BODY, key=key)

    answer = send(client, BODY | {"description": "另一项政府信息的名称"}, key=key)

    assert answer.status_code == 409
    assert "这张表单已经提交过" in answer.json()["errors"][0]["detail"]


@pytest.mark.parametrize("key", ["", "1234"])
def test_a_missing_or_weak_key_is_named(client: Client, key: str) -> None:
    answer = send(client, BODY, key=key)

    assert answer.status_code == 400
    assert "Idempotency-Key" in answer.json()["errors"][0]["detail"]


@pytest.mark.parametrize(
    "body", ["{", b"\xff\xfe", "[]", '"x"', "{}", '{"applicant_kind": ["person"]}', '{"applicant_kind": "robot"}']
)
def test_a_malformed_body_is_400_in_chinese(client: Client, body: str | bytes) -> None:
    answer = send(client, body)

    assert answer.status_code == 400
    assert any("一" <= letter <= "龥" for letter in answer.json()["errors"][0]["detail"])


def test_wrong_answers_are_all_named_with_their_fields(client: Client) -> None:
    answer = send(client, BODY | {"identity_number": "11010519491231002Y", "phone": "1", "description": 7})

    assert answer.status_code == 400
    assert {error["attr"] for error in answer.json()["errors"]} == {"identity_number", "phone", "description"}
    assert InformationRequest.objects.count() == 0


def test_the_status_tells_the_due_date_day_by_day_and_no_name(client: Client) -> None:
    key = uuid.uuid4()
    made = submitted(key=key)
    Office().handling(key=key)

    answer = ask(client, made.request.number, made.secret)
    told = answer.json()

    assert (told["state"], told["due_on"], told["provisional"]) == ("handling", "2026-05-20", False)
    assert told["days"][-1] == {
        "day": "2026-05-20",
        "counted": True,
        "number": 20,
        "kind": "due",
        "reason": "工作日，期限届满",
    }
    for word in ("王小明", RESIDENT_ID, "13800000000", "wang@example.com", "经办人员", "公开办"):
        assert word not in answer.text
    assert answer["Cache-Control"] == "private, no-store"


def test_the_status_of_a_replied_request_brings_reply_and_remedy(client: Client) -> None:
    key = uuid.uuid4()
    made = submitted(key=key)
    Office().replied(key=key)

    told = ask(client, made.request.number, made.secret).json()

    assert told["reply"]["label"] == "予以公开"
    assert "6个月内向" in told["reply"]["remedy"]
    assert told["days"] == []


def test_unknown_number_and_wrong_secret_are_answered_alike(client: Client) -> None:
    made = submitted()

    wrong, unknown = ask(client, made.request.number, "X"), ask(client, "YK0007-2026-77777", "X")

    assert wrong.status_code == unknown.status_code == 404
    assert wrong.json() == unknown.json()


def test_guessing_is_slowed(client: Client) -> None:
    codes = [ask(client, "YK0007-2026-00001", "X").status_code for _ in range(11)]

    assert codes == [404] * 10 + [429]


def test_the_list_of_requests_is_nobodys_business(client: Client) -> None:
    submitted()

    assert client.get("/api/v1/requests").status_code == 405


@pytest.mark.parametrize("body", ["[" * 100_000, '{"a":' * 100_000])
def test_a_body_nested_without_end_is_answered_as_no_json(client: Client, body: str) -> None:
    answer = send(client, body)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["detail"] == "请求正文不是有效的 JSON。"


def test_a_body_larger_than_any_form_is_refused_before_it_is_read(client: Client, settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2000

    answer = send(client, BODY | {"description": "很长的描述" * 1000})

    assert answer.status_code == 413
    assert "过大" in answer.json()["errors"][0]["detail"]
    assert InformationRequest.objects.count() == 0
