"""The applicant's pages: the form keeps what was typed, the receipt comes once, the file opens to nobody else."""

import re
import uuid

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from requests_app.models import InformationRequest
from requests_app.models.digests import show_secret
from tests.factories.requests_app import CREDIT_CODE, RESIDENT_ID, Office, at, submitted

pytestmark = pytest.mark.django_db
FORM = "/requests/new/?as=person"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(at("2026-04-20"), tick=False):
        yield


def filled(**changed: str) -> dict[str, str]:
    facts = {
        "once": str(uuid.uuid4()),
        "website": "",
        "applicant_name": "王小明",
        "identity_kind": "resident_id",
        "identity_number": RESIDENT_ID,
        "phone": "13800000000",
        "email": "wang@example.com",
        "address": "",
        "description": "2025年明湖小区专项维修资金使用情况",
        "document_number": "云住建[2025]12号",
        "delivery_form": "email",
    }
    return facts | changed


def test_the_start_page_explains_channels_and_terms_without_cookie(client: Client) -> None:
    page = client.get("/requests/")

    assert page.status_code == 200
    assert not page.cookies
    for words in ("双方确认之日", "签收之日", "20个工作日内答复", "查询办理进度"):
        assert words in page.text


def test_no_form_asks_for_a_purpose(client: Client) -> None:
    for kind in ("person", "organisation"):
        page = client.get(f"/requests/new/?as={kind}")

        assert page.status_code == 200
        assert "用途" not in page.text


def test_a_form_page_is_private_and_not_cached(client: Client) -> None:
    page = client.get(FORM)

    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "same-origin"


def test_the_check_page_shows_every_answer_in_words(client: Client) -> None:
    page = client.post(FORM, filled() | {"action": "check"})

    for words in ("公民", "王小明", "居民身份证", "电子邮件", "云住建〔2025〕12号", "不需要"):
        assert words in page.text
    assert InformationRequest.objects.count() == 0


def test_going_back_keeps_what_was_typed(client: Client) -> None:
    page = client.post(FORM, filled(applicant_name="王大明") | {"action": "edit"})

    assert 'value="王大明"' in page.text
    assert "field-error" not in page.text


def test_sending_leads_to_a_receipt_with_number_and_secret(client: Client) -> None:
    answer = client.post(FORM, filled() | {"action": "submit"})
    receipt = client.get(answer["Location"])

    made = InformationRequest.objects.get()
    assert answer["Location"] == reverse("requests:receipt")
    assert made.number in receipt.text
    assert re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", receipt.text)
    assert "双方确认之日为收到申请之日" in receipt.text
    assert receipt["Cache-Control"] == "private, no-store"
    assert receipt["Referrer-Policy"] == "no-referrer"


def test_the_secret_is_gone_once_the_file_was_opened(client: Client) -> None:
    client.post(FORM, filled() | {"action": "submit"})
    client.get(f"/requests/status/{InformationRequest.objects.get().number}/")

    assert client.get("/requests/receipt/")["Location"] == reverse("requests:status")


def test_the_secret_is_gone_after_ten_minutes(client: Client) -> None:
    client.post(FORM, filled() | {"action": "submit"})

    with time_machine.travel(at("2026-04-20", "10:11")):
        assert client.get("/requests/receipt/")["Location"] == reverse("requests:status")


def test_sending_the_same_form_twice_gives_one_request_and_one_receipt(client: Client) -> None:
    form = filled() | {"action": "submit"}
    secrets = set()
    for _ in range(2):
        client.post(FORM, form)
        secrets.add(re.search(r"<code>([^<]+)</code>", client.get("/requests/receipt/").text)[1])

    assert InformationRequest.objects.count() == 1
    assert len(secrets) == 1


def test_the_same_form_with_other_contents_is_409_and_nothing_typed_is_lost(client: Client) -> None:
    form = filled() | {"action": "submit"}
    client.post(FORM, form)

    page = client.post(FORM, form | {"description": "另一项信息：2024年住房保障计划"})

    assert page.status_code == 409
    assert "这张表单已经提交过" in page.text
    assert "另一项信息：2024年住房保障计划" in page.text
    assert form["once"] not in page.text
    assert InformationRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("applicant_name", "", "请填写此项"),
        ("applicant_name", "王" * 101, "最多100个字，现有101个字"),
        ("applicant_name", "王\x07明", "含有无法显示的字符"),
        ("identity_number", "110105194912310021", "校验位不正确"),
        ("identity_number", "11010519491331002X", "出生日期不存在"),
        ("phone", "12345", "电话号码不正确"),
        ("email", "wang@", "电子邮箱格式不正确"),
        ("email", "", "请填写电子邮箱"),
        ("description", "维修", "至少5个字"),
        ("description", "维" * 2001, "最多2000个字，现有2001个字"),
        ("delivery_form", "pigeon", "请从所列各项中选择"),
        ("website", "http://spam.example", "未能通过校验"),
        ("once", "not-a-key", "这张表单已失效"),
    ],
)
def test_a_wrong_answer_is_named_in_chinese_and_kept(client: Client, field: str, value: str, sentence: str) -> None:
    page = client.post(FORM, filled(**{field: value}) | {"action": "submit"})

    assert page.status_code == 422
    assert sentence in page.text
    assert "明湖小区" in page.text or field == "description"
    assert InformationRequest.objects.count() == 0


def test_an_organisation_needs_class_credit_code_and_contact(client: Client) -> None:
    form = filled(identity_number="91350100M000100Y44", applicant_name="明湖公司")
    page = client.post("/requests/new/?as=organisation", form | {"action": "check"})

    assert page.status_code == 422
    assert "统一社会信用代码校验位不正确" in page.text
    assert page.text.count("field-error") == 3


def test_an_organisation_applies(client: Client) -> None:
    form = filled(
        identity_number=CREDIT_CODE, applicant_name="明湖公司", organisation_class="business", contact_name="李经理"
    )
    client.post("/requests/new/?as=organisation", form | {"action": "submit"})

    assert InformationRequest.objects.get().organisation_class == "business"


def test_an_attachment_is_kept_for_the_applicant_and_the_office_only(client: Client) -> None:
    upload = SimpleUploadedFile("身份证明.pdf", PDF, "application/pdf")
    client.post(FORM, filled() | {"action": "submit", "uploads": upload})
    made = InformationRequest.objects.get()
    page = client.get(f"/requests/status/{made.number}/")

    link = re.search(rf"/requests/status/{made.number}/files/[0-9a-f-]+/", page.text)[0]
    mine, other = client.get(link), Client().get(link)

    assert b"".join(mine.streaming_content) == PDF
    assert mine["Cache-Control"] == "private, no-store"
    assert other.status_code == 404
    assert Client().get(f"/attachments/{link.split('/')[-2]}/身份证明.pdf").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("空.pdf", b"", "空"),
        ("照片.pdf", b"MZ\x90\x00" + b"\0" * 64, "照片.pdf"),
        ("大.pdf", PDF + b" " * 11_000_000, "10 MB"),
    ],
)
def test_a_bad_attachment_is_refused_before_anything_is_saved(
    client: Client, name: str, content: bytes, sentence: str
) -> None:
    upload = SimpleUploadedFile(name, content, "application/pdf")
    page = client.post(FORM, filled() | {"action": "submit", "uploads": upload})

    assert page.status_code == 422
    assert sentence in page.text
    assert "王小明" in page.text
    assert InformationRequest.objects.count() == 0


def test_too_many_submissions_are_slowed_and_keep_the_form(client: Client) -> None:
    for _ in range(20):
        client.post(FORM, filled() | {"action": "submit"})

    page = client.post(FORM, filled() | {"action": "submit"})

    assert page.status_code == 429
    assert int(page["Retry-After"]) > 0
    assert "分钟后再试" in page.text
    assert "王小明" in page.text


def look_up(client: Client, number: str, secret: str):
    return client.post("/requests/status/", {"number": number, "secret": secret})


def test_unknown_number_and_wrong_secret_are_answered_alike() -> None:
    made = submitted()

    def answer(number: str, secret: str) -> tuple[int, str]:
        page = look_up(Client(), number, secret)
        return page.status_code, re.sub(rf'csrf\w+" value="\w+"|{number}', "", page.text)

    assert answer(made.request.number, "AAAABBBBCCCC") == answer("YK0007-2026-77777", "AAAABBBBCCCC")
    assert answer(made.request.number, "AAAABBBBCCCC")[0] == 404


def test_guessing_is_slowed_by_number_from_wherever_it_comes() -> None:
    made = submitted()
    for guess in range(10):
        Client(REMOTE_ADDR=f"10.0.0.{guess}").post(
            "/requests/status/", {"number": made.request.number, "secret": f"GUESS{guess}"}
        )

    page = look_up(Client(REMOTE_ADDR="10.0.1.1"), made.request.number, made.secret)

    assert page.status_code == 429


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
