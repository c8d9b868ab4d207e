"""The application, one question a page: nothing typed is lost, nothing is asked twice, one receipt for one form."""

import re
import uuid

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from portal.kernel.delivery.models import OutboxLetter
from requests_app.models import InformationRequest, RequestDraft
from requests_app.rules.words import DeliveryForm
from requests_app.views.access import DRAFT_COOKIE
from tests.factories.requests_app import at
from tests.requests_app.applying import (
    BEGIN,
    CHECK,
    ORGANISATION,
    PERSON,
    answered,
    begun,
    filled,
    page_of,
    refused,
    sealed,
    sent,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(at("2026-04-20"), tick=False):
        yield


def test_looking_at_the_first_page_begins_no_draft(client: Client) -> None:
    page = client.get(BEGIN, {"q": "明湖小区维修资金"})

    assert page.status_code == 200
    assert "没有找到已经公开的“明湖小区维修资金”" in page.text
    assert DRAFT_COOKIE not in page.cookies
    assert RequestDraft.objects.count() == 0


def test_only_the_empty_first_page_may_be_found_by_search_engines(client: Client) -> None:
    assert client.get(BEGIN)["X-Robots-Tag"] == "all"
    assert client.get(BEGIN, {"q": "明湖小区维修资金"})["X-Robots-Tag"] == "noindex"

    begun(client)

    assert client.get(BEGIN)["X-Robots-Tag"] == "noindex"
    assert client.get(BEGIN)["Cache-Control"] == "private, no-store"


def test_the_button_begins_a_draft_with_what_was_looked_for(client: Client) -> None:
    answer = begun(client, "明湖小区维修资金使用情况")

    assert answer["Location"] == page_of("information")
    assert "明湖小区维修资金使用情况</textarea>" in client.get(answer["Location"]).text
    cookie = answer.cookies[DRAFT_COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/requests/new/", True, "Lax")


def test_every_page_says_where_one_is_and_what_comes_is_kept(client: Client) -> None:
    begun(client)
    for place, slug in enumerate(PERSON, start=1):
        page = client.get(page_of(slug))
        assert f"第 {place} 步，共 6 步" in page.text
        assert page["Cache-Control"] == "private, no-store"
        assert page["X-Robots-Tag"] == "noindex"
        assert page["Referrer-Policy"] == "same-origin"
        assert "用途" not in re.sub(r"(?s)<details.*?</details>", "", page.text)
        answered(client, slug)

    assert 'value="王小明"' in client.get(page_of("identity")).text
    assert "已保存 10:00" in client.get(page_of("identity")).text


def test_wrong_answers_are_kept_too(client: Client) -> None:
    begun(client)
    answered(client, "applicant")
    answer = answered(client, "identity", identity_number="123")

    assert answer["Location"] == f"{page_of('identity')}?review=1"
    for _ in range(2):
        page = client.get(answer["Location"]).text
        assert 'value="123"' in page
        assert "身份证号码应为18位" in page


def test_going_back_keeps_an_unfinished_page_and_judges_nothing(client: Client) -> None:
    begun(client)
    answer = client.post(page_of("contact"), {"phone": "12", "action": "back"})

    assert answer["Location"] == page_of("delivery")
    page = client.get(page_of("contact")).text
    assert 'value="12"' in page
    assert "field-error" not in page


def test_autosave_keeps_what_is_typed_and_says_when(client: Client) -> None:
    begun(client)
    with time_machine.travel(at("2026-04-20", "14:05"), tick=False):
        answer = client.post(f"{page_of('information')}autosave/", {"description": "写到一半"})

    assert answer.text.strip() == "已保存 14:05"
    assert "写到一半</textarea>" in client.get(page_of("information")).text


def test_a_page_of_a_vanished_draft_begins_a_new_one_with_what_it_held(client: Client) -> None:
    begun(client)
    RequestDraft.objects.all().delete()
    answer = client.post(page_of("identity"), PERSON["identity"] | {"applicant_kind": "person", "action": "on"})

    assert answer["Location"] == page_of("identity")
    page = client.get(answer["Location"]).text
    assert 'value="王小明"' in page
    assert "已另存为新的草稿" in page


def test_a_change_on_the_check_page_leads_back_to_it(client: Client) -> None:
    filled(client)
    assert f'href="{page_of("contact")}?return=check#id_phone"' in client.get(CHECK).text

    page = client.get(f"{page_of('contact')}?return=check").text
    answer = answered(client, "contact", phone="13900000000", **{"return": "check"})

    assert "保存，返回核对" in page
    assert answer["Location"] == CHECK
    assert "13900000000" in client.get(CHECK).text


def test_the_check_page_shows_every_answer_in_words(client: Client) -> None:
    filled(client)
    page = client.get(CHECK)

    for words in ("公民", "王小明", "居民身份证", "电子邮件", "云建发〔2025〕12号", "不需要", "没有附件"):
        assert words in page.text
    assert InformationRequest.objects.count() == 0


def test_the_check_page_leads_to_what_is_missing(client: Client) -> None:
    begun(client)
    for slug in ("information", "applicant", "delivery", "contact"):
        answered(client, slug)
    answer = client.get(CHECK)

    assert answer["Location"] == f"{page_of('identity')}?review=1&return=check"
    page = client.get(answer["Location"]).text
    assert "请先更正下面的问题" in page
    assert 'href="#id_applicant_name"' in page


def test_the_identity_is_not_asked_before_it_is_known_who_applies(client: Client) -> None:
    begun(client)

    assert client.get(page_of("identity"))["Location"] == page_of("applicant")


def test_what_a_person_and_what_a_company_typed_do_not_mix(client: Client) -> None:
    filled(client)
    answered(client, "applicant", applicant_kind="organisation")

    page = client.get(page_of("identity")).text

    assert "统一社会信用代码" in page
    assert "王小明" not in page
    answered(client, "applicant")
    assert "王小明" in client.get(page_of("identity")).text


@pytest.mark.parametrize(
    ("wanted", "missing", "sentence"),
    [("email", "email", "您选择以电子邮件获取，请填写电子邮箱"), ("post", "address", "您选择邮寄，请填写通信地址")],
)
def test_the_way_of_delivery_decides_what_must_be_known(
    client: Client, wanted: str, missing: str, sentence: str
) -> None:
    begun(client)
    answered(client, "delivery", delivery_form=wanted)
    page = client.post(page_of("contact"), {"phone": "13800000000", "action": "on"}, follow=True)

    assert sentence in page.text
    assert f'href="#id_{missing}"' in page.text


@pytest.mark.parametrize(
    ("slug", "field", "value", "sentence"),
    [
        ("information", "description", "维修", "至少5个字"),
        ("information", "description", "维" * 2001, "最多2000个字，现有2001个字"),
        ("information", "description", "\x00维修资金的情况", "含有无法显示的字符"),
        ("information", "document_number", "云" * 300, "最多60个字，现有300个字"),
        ("information", "website", "http://spam.example", "未能通过校验"),
        ("applicant", "applicant_kind", "robot", "请从所列各项中选择"),
        ("applicant", "applicant_kind", "", "请选择一项"),
        ("identity", "applicant_name", "", "请填写此项"),
        ("identity", "applicant_name", "王" * 101, "最多100个字，现有101个字"),
        ("identity", "applicant_name", "王\x07明", "含有无法显示的字符"),
        ("identity", "identity_number", "110105194912310021", "校验位不正确"),
        ("identity", "identity_number", "11010519491331002X", "出生日期不存在"),
        ("delivery", "delivery_form", "pigeon", "请从所列各项中选择"),
        ("contact", "phone", "12345", "电话号码不正确"),
        ("contact", "email", "wang@", "电子邮箱格式不正确"),
        ("contact", "email", "", "请填写电子邮箱"),
    ],
)
def test_a_wrong_answer_is_named_in_chinese_at_its_field_and_on_top(
    client: Client, slug: str, field: str, value: str, sentence: str
) -> None:
    filled(client)
    page = refused(client, slug, **{field: value})

    assert page.text.count(sentence) >= (1 if field == "website" else 2)
    assert "<title>有错误：" in page.text


def test_rare_characters_and_emoji_of_names_are_fine(client: Client) -> None:
    sent(client, applicant_name="𠮷田🙂", description="关于“𡈽”地块🏠的规划条件")

    assert InformationRequest.objects.get().applicant_name == "𠮷田🙂"


def test_sending_leads_to_a_receipt_with_number_secret_and_day(client: Client) -> None:
    answer = sent(client)
    receipt = client.get(answer["Location"])

    made = InformationRequest.objects.get()
    assert answer["Location"] == reverse("requests:receipt")
    assert made.number in receipt.text
    assert made.delivery_form == DeliveryForm.EMAIL
    assert re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", receipt.text)
    assert "双方确认之日为收到申请之日" in receipt.text
    assert "2026年5月20日" in receipt.text
    assert "劳动节放假" in receipt.text
    assert receipt["Cache-Control"] == "private, no-store"
    assert receipt["X-Robots-Tag"] == "noindex"
    assert receipt["Referrer-Policy"] == "no-referrer"


def test_an_organisation_applies(client: Client) -> None:
    sent(client, ORGANISATION)

    made = InformationRequest.objects.get()
    assert (made.organisation_class, made.contact_name) == ("business", "李经理")


def test_filing_leaves_no_draft_behind(client: Client) -> None:
    answer = sent(client)

    assert RequestDraft.objects.count() == 0
    assert answer.cookies[DRAFT_COOKIE].value == ""
    assert client.get(page_of("contact")).status_code == 404
    assert OutboxLetter.objects.count() == 1


def test_the_secret_is_gone_once_the_file_was_opened(client: Client) -> None:
    sent(client)
    client.get(f"/requests/status/{InformationRequest.objects.get().number}/")

    assert client.get("/requests/receipt/")["Location"] == reverse("requests:status")


def test_the_secret_is_gone_after_ten_minutes(client: Client) -> None:
    sent(client)

    with time_machine.travel(at("2026-04-20", "10:11")):
        assert client.get("/requests/receipt/")["Location"] == reverse("requests:status")


def test_sending_the_same_page_twice_gives_one_request_and_one_receipt(client: Client) -> None:
    filled(client)
    page, secrets = sealed(client), set()
    for _ in range(2):
        client.post(CHECK, page)
        secrets.add(re.search(r"<code>([^<]+)</code>", client.get("/requests/receipt/").text)[1])

    assert InformationRequest.objects.count() == 1
    assert len(secrets) == 1


def test_a_page_sent_before_with_other_contents_is_409(client: Client) -> None:
    filled(client)
    page = sealed(client)
    client.post(CHECK, page)

    answer = client.post(CHECK, page | {"seen": "0" * 64})

    assert answer.status_code == 409
    assert "这张表单已经提交过" in answer.text
    assert InformationRequest.objects.get().number in answer.text


def test_what_changed_in_another_window_is_not_sent_unseen(client: Client) -> None:
    filled(client)
    page = sealed(client)
    answered(client, "information", description="另一项信息：2024年住房保障计划")

    answer = client.post(CHECK, page)

    assert answer.status_code == 409
    assert "内容在别处改动过" in answer.text
    assert "2024年住房保障计划" in answer.text
    assert InformationRequest.objects.count() == 0


@pytest.mark.parametrize("once", ["", "not-a-key", str(uuid.UUID(int=7))])
def test_an_invented_key_sends_nothing(client: Client, once: str) -> None:
    filled(client)
    answer = client.post(CHECK, {"once": once, "seen": "x"})

    assert answer.status_code == 404
    assert InformationRequest.objects.count() == 0


def test_too_many_submissions_are_slowed_and_keep_the_draft(client: Client) -> None:
    for _ in range(20):
        sent(client)

    page = sent(client)

    assert page.status_code == 429
    assert int(page["Retry-After"]) > 0
    assert "分钟后再试" in page.text
    assert "王小明" in page.text
    assert RequestDraft.objects.count() == 1


def test_too_many_drafts_are_slowed(client: Client) -> None:
    for _ in range(60):
        begun(Client())

    page = begun(client, "明湖小区")

    assert page.status_code == 429
    assert 'value="明湖小区"' in page.text
    assert RequestDraft.objects.count() == 60


@pytest.mark.parametrize("slug", ["new", "unknown", "CHECK"])
def test_a_page_that_does_not_exist_is_404(client: Client, slug: str) -> None:
    begun(client)

    assert client.get(page_of(slug)).status_code == 404


def test_each_page_of_the_form_asks_the_database_few_times(client: Client, django_assert_max_num_queries) -> None:
    filled(client)
    # The bureau's identity; the draft; on identity and check its files.
    budget = {"information": 2, "applicant": 2, "identity": 3, "delivery": 2, "contact": 2, "check": 3}
    client.get(CHECK)
    for slug, queries in budget.items():
        with django_assert_max_num_queries(queries):
            assert client.get(page_of(slug)).status_code == 200

    with django_assert_max_num_queries(2):
        client.get(BEGIN)
    with django_assert_max_num_queries(1):
        Client().get(BEGIN)
