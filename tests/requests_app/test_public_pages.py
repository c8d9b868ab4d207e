"""The applicant's file: number and secret open it, to nobody else and not for ever."""

import re
import uuid

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from requests_app.models import InformationRequest
from requests_app.models.digests import show_secret
from tests.factories.requests_app import Office, at, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(at("2026-04-20"), tick=False):
        yield


def test_the_start_page_explains_channels_and_terms_without_cookie(client: Client) -> None:
    page = client.get("/requests/")

    assert page.status_code == 200
    assert not page.cookies
    for words in ("双方确认之日", "签收之日", "20个工作日内答复", "查询办理进度"):
        assert words in page.text


def look_up(client: Client, number: str, secret: str):
    return client.post("/requests/status/", {"number": number, "secret": secret})


def test_unknown_number_and_wrong_secret_are_answered_alike() -> None:
    made = submitted()

    def answer(number: str, secret: str) -> tuple[int, str]:
        page = look_up(Client(), number, secret)
        return page.status_code, re.sub(rf'csrf\w+" value="\w+"|{number}', "", page.text)

    assert answer(made.request.number, "AAAABBBBCCCC") == answer("YK0007-2026-77777", "AAAABBBBCCCC")
    assert answer(made.request.number, "AAAABBBBCCCC")[0] == 404


def guess(number: str, *, times: int, whence: str) -> int:
    """Wrong secrets for a number from one address; the last answer's status."""
    client = Client(REMOTE_ADDR=whence)
    return [look_up(client, number, f"WRONG{each}").status_code for each in range(times)][-1]


def test_ten_wrong_secrets_close_a_number_to_that_address_and_not_to_its_holder() -> None:
    made = submitted()

    assert guess(made.request.number, times=10, whence="10.0.0.1") == 404
    assert guess(made.request.number, times=1, whence="10.0.0.1") == 429
    assert look_up(Client(REMOTE_ADDR="10.0.1.1"), made.request.number, made.secret).status_code == 302


def test_three_hundred_wrong_secrets_from_everywhere_close_a_number() -> None:
    made = submitted()
    for place in range(30):
        guess(made.request.number, times=10, whence=f"10.0.0.{place}")

    assert look_up(Client(REMOTE_ADDR="10.0.1.1"), made.request.number, made.secret).status_code == 429


def test_guessing_is_slowed_by_caller(client: Client) -> None:
    pages = [
        client.post(
            "/requests/status/",
            {"number": f"YK0007-2026-{guess:05d}", "secret": "X"},
            headers={"X-Forwarded-For": f"10.9.8.{guess}"},
        )
        for guess in range(31)
    ]

    assert {page.status_code for page in pages[:30]} == {404}
    assert pages[30].status_code == 429


def test_number_and_secret_open_the_file(client: Client) -> None:
    made = submitted()

    answer = look_up(client, made.request.number, show_secret(made.secret))
    page = client.get(answer["Location"])

    assert page.status_code == 200
    assert "等待工作人员与您确认收到" in page.text
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Robots-Tag"] == "noindex"


def test_a_file_stays_closed_without_look_up_and_for_another_number(client: Client) -> None:
    mine, other = submitted(), submitted()
    look_up(client, mine.request.number, mine.secret)

    for visitor, number in ((Client(), mine.request.number), (client, other.request.number), (client, "YK0-1-1")):
        answer = visitor.get(f"/requests/status/{number}/")
        assert answer["Location"] == reverse("requests:status")


def test_access_ends_after_half_an_hour(client: Client) -> None:
    made = submitted()
    look_up(client, made.request.number, made.secret)

    with time_machine.travel(at("2026-04-20", "10:31")):
        assert client.get(f"/requests/status/{made.request.number}/").status_code == 302


def opened(client: Client, number: str, secret: str) -> str:
    return client.get(look_up(client, number, secret)["Location"]).text


def test_a_confirmed_request_shows_its_due_date_day_by_day(client: Client) -> None:
    key = uuid.uuid4()
    made = submitted(key=key)
    Office().handling(key=key)

    text = opened(client, made.request.number, made.secret)

    assert "最迟2026年5月20日答复" in text
    assert "劳动节放假" in text
    assert "第20个工作日" in text
    assert "5月9日（星期六）：第12个工作日" in text
    assert "公开办工作人员" not in text
    assert "经办人员" not in text


def test_the_last_day_is_not_overdue_at_noon_and_the_next_day_says_so(client: Client) -> None:
    key = uuid.uuid4()
    made = submitted(key=key)
    Office().handling(key=key)

    with time_machine.travel(at("2026-05-20", "12:00")):
        assert "最迟2026年5月20日答复" in opened(client, made.request.number, made.secret)
    with time_machine.travel(at("2026-05-21", "00:05")):
        assert "答复期限已于2026年5月20日届满" in opened(client, made.request.number, made.secret)


def test_a_reply_shows_its_text_article_and_remedy(client: Client) -> None:
    key = uuid.uuid4()
    made = submitted(key=key)
    Office().replied(key=key, kind="R5")

    text = opened(client, made.request.number, made.secret)

    assert "不予公开：保护第三方合法权益" in text
    assert "60日内先向云州市人民政府申请行政复议" in text
    assert "撤回申请" not in text


def test_the_applicant_supplies_the_correction(client: Client) -> None:
    key = uuid.uuid4()
    made = submitted(key=key)
    Office().awaiting_correction(key=key)
    assert "请写明所需信息的年份" in opened(client, made.request.number, made.secret)

    with time_machine.travel(at("2026-04-22")):
        look_up(client, made.request.number, made.secret)
        answer = client.post(
            f"/requests/status/{made.request.number}/correction/", {"answer": "需要2025年1月至6月的情况。"}
        )
        text = client.get(answer["Location"]).text

    assert "2026年5月22日" in text
    assert InformationRequest.objects.get().state == "registered"


def test_the_applicant_withdraws_after_saying_that_it_is_meant(client: Client) -> None:
    made = submitted()
    look_up(client, made.request.number, made.secret)
    address = f"/requests/status/{made.request.number}/withdrawal/"

    assert "请勾选确认" in client.post(address, {}).text
    client.post(address, {"sure": "on"})

    assert InformationRequest.objects.get().state == "withdrawn"


def test_the_status_page_asks_the_database_few_times(client: Client, django_assert_max_num_queries) -> None:
    key = uuid.uuid4()
    made = submitted(key=key)
    Office().replied(key=key)
    look_up(client, made.request.number, made.secret)

    with django_assert_max_num_queries(10):
        client.get(f"/requests/status/{made.request.number}/")
