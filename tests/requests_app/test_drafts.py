"""A draft is its applicant's alone, encrypted, with its files, and forgotten in time."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test import Client

from portal.kernel.attachments.models import Attachment
from portal.kernel.audit.models import Event
from requests_app.models import InformationRequest, RequestDraft
from requests_app.services import drafts
from requests_app.tasks import sweep_drafts
from requests_app.views.access import DRAFT_COOKIE
from tests.factories.people import UserFactory
from tests.factories.requests_app import RESIDENT_ID, at
from tests.requests_app.applying import CHECK, PERSON, answered, begun, filled, page_of, sealed, sent

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(at("2026-04-20"), tick=False):
        yield


def plain(page: str) -> str:
    """A page without what differs between any two answers."""
    return re.sub(r'csrf\w+" value="\w+"', "", page)


def upload(client: Client, *files: tuple[str, bytes], action: str = "on"):
    sent_along = [SimpleUploadedFile(name, content, "application/pdf") for name, content in files]
    return client.post(page_of("identity"), PERSON["identity"] | {"uploads": sent_along, "action": action})


@pytest.fixture
def writing(client: Client) -> Client:
    """An applicant who has come to the page of identity."""
    begun(client)
    answered(client, "applicant")
    return client


def test_nothing_typed_stands_in_the_database_in_the_clear(client: Client) -> None:
    filled(client)

    with connection.cursor() as cursor:
        cursor.execute("SELECT requests_app_requestdraft::text FROM requests_app_requestdraft")
        row = cursor.fetchone()[0]
    for word in ("王小明", RESIDENT_ID, "13800000000", "明湖小区"):
        assert word not in row
        assert word in str(RequestDraft.objects.get().answers)


def test_absent_forged_forgotten_and_anothers_draft_are_answered_alike(client: Client) -> None:
    filled(client)
    cookie = client.cookies[DRAFT_COOKIE].value
    owner = UserFactory()
    drafts.begin(answers=PERSON, by=owner, at=at("2026-04-20"))
    visitors = {"absent": Client(), "forged": Client(), "unsigned": Client(), "another": Client()}
    visitors["forged"].cookies[DRAFT_COOKIE] = cookie[:-2] + ("aa" if cookie[-2:] != "aa" else "bb")
    visitors["unsigned"].cookies[DRAFT_COOKIE] = cookie.partition(":")[0]
    other = UserFactory()
    visitors["another"].force_login(other)

    for address in (page_of("identity"), CHECK, "/requests/new/public/"):
        answers = {name: each.get(address) for name, each in visitors.items()}
        assert {each.status_code for each in answers.values()} == {404}, address
        shown = {plain(each.text) for name, each in answers.items() if name != "another"}
        assert len(shown) == 1
        assert "王小明" not in answers["another"].text
    with time_machine.travel(at("2026-04-28")):
        assert plain(client.get(CHECK).text) == plain(Client().get(CHECK).text)


def test_a_user_finds_his_draft_in_another_browser_and_nobody_else_finds_it_in_his(client: Client) -> None:
    user = UserFactory()
    client.force_login(user)
    filled(client)
    elsewhere, left_behind = Client(), Client()
    elsewhere.force_login(user)
    left_behind.cookies[DRAFT_COOKIE] = client.cookies[DRAFT_COOKIE].value

    assert "王小明" in elsewhere.get(CHECK).text
    assert left_behind.get(CHECK).status_code == 404


def test_throwing_a_draft_away_takes_its_files_with_it(writing: Client) -> None:
    upload(writing, ("身份证明.pdf", PDF))
    storage, name = Attachment.objects.get().file.storage, Attachment.objects.get().file.name
    answer = writing.post("/requests/new/discard/")

    assert answer["Location"] == "/requests/new/"
    assert (RequestDraft.objects.count(), Attachment.objects.count()) == (0, 0)
    assert not storage.exists(name)
    assert writing.post("/requests/new/discard/").status_code == 302


def test_a_draft_is_kept_seven_days_from_the_last_answer_and_then_forgotten(writing: Client) -> None:
    with time_machine.travel(at("2026-04-22")):
        upload(writing, ("身份证明.pdf", PDF))
    with time_machine.travel(at("2026-04-29", "09:59")):
        assert sweep_drafts(unknown=1) == 0
        assert "身份证明.pdf" in writing.get(page_of("identity")).text
    with time_machine.travel(at("2026-04-29", "10:01")):
        assert writing.get(page_of("identity")).status_code == 404
        assert sweep_drafts() == 1
        assert sweep_drafts() == 0

    assert (RequestDraft.objects.count(), Attachment.objects.count()) == (0, 0)
    assert not [event for event in Event.objects.all() if "王小明" in f"{event.before}{event.after}{event.note}"]


def test_files_are_chosen_once_and_filed_with_the_request(client: Client) -> None:
    filled(client)
    upload(client, ("身份证明.pdf", PDF))
    assert "身份证明.pdf" in client.get(CHECK).text
    client.post(CHECK, sealed(client))

    made = InformationRequest.objects.get()
    assert [each.name for each in Attachment.objects.of(made)] == ["身份证明.pdf"]
    page = client.get(f"/requests/status/{made.number}/")
    link = re.search(rf"/requests/status/{made.number}/files/[0-9a-f-]+/", page.text)[0]
    mine, other = client.get(link), Client().get(link)
    assert b"".join(mine.streaming_content) == PDF
    assert mine["Cache-Control"] == "private, no-store"
    assert other.status_code == 404
    assert Client().get(f"/attachments/{link.split('/')[-2]}/身份证明.pdf").status_code == 404


def test_a_file_of_a_draft_opens_to_nobody(writing: Client) -> None:
    upload(writing, ("身份证明.pdf", PDF))

    assert writing.get(Attachment.objects.get().get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("空.pdf", b"", "“空.pdf”是空文件"),
        ("照片.pdf", b"MZ\x90\x00" + b"\0" * 64, "不接受可执行文件"),
        ("照片.jpg", PDF, "文件内容与扩展名“.jpg”不符"),
        ("网页.html", b"<script>alert(1)</script>", "不接受扩展名为“.html”的文件"),
        ("大.pdf", PDF + b" " * 11_000_000, "“大.pdf”大小为 10.5 MB，超过 10 MB 的上限"),
    ],
)
def test_a_bad_file_is_refused_by_name_and_the_good_one_beside_it_kept(
    writing: Client, name: str, content: bytes, sentence: str
) -> None:
    page = upload(writing, (name, content), ("证明.pdf", PDF))

    assert page.status_code == 422
    assert page.text.count(sentence) == 2
    assert 'href="#files"' in page.text
    assert [each.name for each in Attachment.objects.all()] == ["证明.pdf"]
    assert "王小明" in page.text


def test_a_sixth_file_is_refused_and_one_can_be_taken_out(writing: Client) -> None:
    page = upload(writing, *[(f"证明{number}.pdf", PDF) for number in range(1, 7)])
    assert "“证明6.pdf”没有保存：最多5个附件" in page.text

    first = Attachment.objects.get(name="证明1.pdf")
    writing.post(page_of("identity"), PERSON["identity"] | {"remove": str(first.pk), "action": "stay"})

    assert Attachment.objects.count() == 4
    assert "证明1.pdf" not in writing.get(page_of("identity")).text


@pytest.mark.parametrize("key", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_removing_what_is_not_there_does_no_harm(writing: Client, key: str) -> None:
    upload(writing, ("证明.pdf", PDF))
    writing.post(page_of("identity"), PERSON["identity"] | {"remove": key, "action": "stay"})

    assert Attachment.objects.count() == 1


def test_nobody_removes_a_file_of_another_draft(writing: Client) -> None:
    upload(writing, ("证明.pdf", PDF))
    stranger = Client()
    begun(stranger)
    answered(stranger, "applicant")
    stranger.post(page_of("identity"), {"remove": str(Attachment.objects.get().pk), "action": "stay"})

    assert Attachment.objects.count() == 1


def test_what_is_far_too_long_is_shown_again_but_not_stored_whole(writing: Client) -> None:
    page = answered(writing, "information", description="长" * 50_000)

    assert "最多2000个字，现有50000个字" in page.text
    assert len(RequestDraft.objects.get().answers["information"]["description"]) == 10_000


def test_a_draft_that_ends_before_it_was_saved_is_refused_by_name() -> None:
    draft, _ = drafts.begin(answers={}, by=None, at=at("2026-04-20"))

    with pytest.raises(IntegrityError, match="requests_draft_kept_for_a_while"):
        RequestDraft.objects.filter(pk=draft.pk).update(expires_at=draft.saved_at - dt.timedelta(seconds=1))


def test_answers_for_a_draft_that_was_just_filed_are_not_lost(client: Client) -> None:
    sent(client)
    answer = answered(client, "information", description="第二件：明湖小区电梯检验记录")

    assert "第二件：明湖小区电梯检验记录" in client.get(answer["Location"]).text
