"""A copy to carry away is had exactly by those who may read the page: PDF, Word, plain text, square code."""

import datetime as dt
import io
import zipfile

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType

from portal.kernel.papers import press
from portal.kernel.publishing.models import Grant
from portal.kernel.publishing.services import drafting, release
from tests.factories.attachments import attached
from tests.factories.consultations import ConsultationFactory
from tests.factories.disclosure import ItemFactory
from tests.factories.people import UserFactory
from tests.factories.policies import DocumentFactory, InterpretationFactory
from tests.factories.publishing import RELEASED_AT, Desk

pytestmark = pytest.mark.django_db
LATER = RELEASED_AT + dt.timedelta(days=10)
WORD = "琉璃瓦"
FACTORIES = {
    "document": DocumentFactory,
    "interpretation": InterpretationFactory,
    "item": ItemFactory,
    "consultation": ConsultationFactory,
}
DOORS = ("pdf", "word", "text", "qr")
STARTS = {"pdf": b"%PDF-1.7", "word": b"PK", "text": WORD.encode(), "qr": b"<?xml"}

kinds = pytest.mark.parametrize("kind", FACTORIES)
doors = pytest.mark.parametrize("door", DOORS)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def desk() -> Desk:
    return Desk()


def made(desk, kind, state="published", **changes):
    """A thing of the kind in the state asked for, brought there by hand and signature."""
    if kind == "interpretation":
        changes.setdefault("document", DocumentFactory(published=True))
    thing = FACTORIES[kind](title=f"{WORD}通知", created_by=desk.clerk, **changes)
    if state == "draft":
        return thing
    desk.sign(thing)
    if state == "scheduled":
        release.schedule(thing=thing, planned_at=LATER + dt.timedelta(days=9), by=desk.office, at=RELEASED_AT)
    if state in ("published", "withdrawn"):
        desk.release(thing)
    if state == "withdrawn":
        release.withdraw(thing=thing, reason="数据有误，更正后重新公开", by=desk.office, at=LATER)
    return thing


def only_for(thing, reader):
    type(thing).objects.filter(pk=thing.pk).update(targeted=True)
    Grant.objects.create(subject_type=ContentType.objects.get_for_model(type(thing)), subject_id=thing.pk, user=reader)
    thing.refresh_from_db()
    return thing


def copy(client, thing, door, **kwargs):
    return client.get(f"{thing.get_absolute_url()}{door}/", **kwargs)


@kinds
@doors
def test_a_public_thing_is_had_in_every_form(client, desk, kind, door):
    answer = copy(client, made(desk, kind), door)

    assert answer.status_code == 200
    assert answer.content.startswith(STARTS[door])
    assert "public" in answer["Cache-Control"]


@kinds
@doors
@pytest.mark.parametrize("state", ["draft", "signed", "scheduled"])
def test_what_is_not_out_looks_like_nothing_at_all(client, desk, kind, door, state):
    assert copy(client, made(desk, kind, state), door).status_code == 404


@kinds
@doors
def test_of_what_was_withdrawn_only_the_tombstone_is_left(client, desk, kind, door):
    answer = copy(client, made(desk, kind, "withdrawn"), door)

    assert answer.status_code == 410
    assert WORD not in answer.content.decode()


@kinds
@doors
def test_a_targeted_thing_is_had_by_its_readers_alone_and_kept_by_nobody(client, desk, kind, door):
    reader = UserFactory()
    thing = only_for(made(desk, kind, "draft"), reader)
    desk.publish(thing)

    assert copy(client, thing, door).status_code == 404
    client.force_login(UserFactory())
    assert copy(client, thing, door).status_code == 404
    client.force_login(reader)
    answer = copy(client, thing, door)

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "ETag" not in answer


@doors
def test_a_withdrawal_is_seen_by_the_next_reader_though_the_copy_is_on_the_shelf(client, desk, door):
    thing = made(desk, "document")
    before = copy(client, thing, door)
    release.withdraw(thing=thing, reason="数据有误，更正后重新公开", by=desk.office, at=LATER)

    after = copy(client, thing, door, headers={"If-None-Match": before["ETag"]})

    assert before.status_code == 200
    assert after.status_code == 410


def test_the_draft_of_a_revision_is_in_no_copy(client, desk):
    thing = made(desk, "document")
    drafting.revise(thing=thing, by=desk.clerk, at=LATER)
    drafting.save_draft(thing=thing, data={"body": "第一条 尚未公开的改稿。"}, by=desk.clerk, at=LATER)

    assert "改稿" not in copy(client, thing, "text").content.decode()
    assert "第二条" in copy(client, thing, "text").content.decode()


@kinds
def test_a_copy_names_no_file_that_is_not_out(client, desk, kind):
    thing = made(desk, kind)
    attached(thing, "尚未公开的附件.pdf")

    assert "尚未公开" not in plain_of(copy(client, thing, "word").content)


def plain_of(word: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        return archive.read("word/document.xml").decode()


def test_the_same_copy_is_answered_with_304(client, desk):
    thing = made(desk, "document")
    first = copy(client, thing, "pdf")

    again = copy(client, thing, "pdf", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304


def test_the_copy_is_named_for_its_title_and_points_to_its_page(client, desk):
    thing = made(desk, "document", document_number="云建〔2026〕7号")

    pdf, word = copy(client, thing, "pdf"), copy(client, thing, "word")

    assert pdf["Content-Disposition"] == "inline; filename*=utf-8''%E7%90%89%E7%92%83%E7%93%A6%E9%80%9A%E7%9F%A5.pdf"
    assert word["Content-Disposition"].startswith("attachment; ")
    assert pdf["Link"] == f'<http://testserver{thing.get_absolute_url()}>; rel="canonical"'


def test_the_code_is_also_had_as_a_bitmap(client, desk):
    answer = client.get(f"{made(desk, 'item').get_absolute_url()}qr/?format=png")

    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")


def test_a_copy_that_cannot_be_made_is_an_honest_page_that_nobody_keeps(client, desk, monkeypatch):
    monkeypatch.setattr(press, "TIME_LIMIT", 0)
    thing = made(desk, "document")

    first, second = copy(client, thing, "pdf"), copy(client, thing, "pdf")

    for answer in (first, second):
        assert answer.status_code == 503
        assert "暂时无法生成该文件" in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
        assert "ETag" not in answer
    assert client.get(thing.get_absolute_url()).status_code == 200


def test_only_reading_is_answered(client, desk):
    assert client.post(f"{made(desk, 'document').get_absolute_url()}pdf/").status_code == 405


def test_the_page_offers_every_copy_and_the_citation(client, desk):
    thing = made(desk, "document", document_number="云建〔2026〕7号")

    page = client.get(thing.get_absolute_url()).content.decode()

    for door in DOORS:
        assert f'"{thing.get_absolute_url()}{door}/"' in page
    assert (
        "云州市住房和城乡建设局. 琉璃瓦通知: 云建〔2026〕7号[EB/OL]. (2026-03-03)[2026-03-13]."
        f" http://testserver{thing.get_absolute_url()}"
    ) in page
