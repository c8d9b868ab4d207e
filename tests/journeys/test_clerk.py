"""A clerk drafts, others sign, the office releases and withdraws; a citizen stands at every public door meanwhile."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portal.kernel.people.models import Department, Duty
from tests.factories.people import DepartmentFactory, StaffFactory
from tests.factories.taxonomy import ColumnFactory
from tests.journeys.paper import fill_in, press, text_of

pytestmark = pytest.mark.django_db

TITLE = "关于青川区公共租赁住房配租结果的公告"
BODY = "本次配租共 126 套，选房顺序由公证处监督摇号产生。"
ITEMS = "/admin/disclosure/item/"
FILE = "attachments-attachment-subject_type-subject_id"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
GATE = "规范性文件应当与解读材料同步发布（三同步）"

Enter = Callable[..., Client]


@pytest.fixture
def department() -> Department:
    return DepartmentFactory(name="住房保障处")


@pytest.fixture
def enter(department: Department) -> Enter:
    """Signs a person with a duty in, each in a browser of his own."""

    def signed_in(duty: Duty) -> Client:
        own = department if duty is Duty.CLERK else None
        client = Client()
        client.force_login(StaffFactory(department=department, duties=[(duty, own)]))
        return client

    return signed_in


@pytest.fixture
def column():
    return ColumnFactory(slug="a20-11", name="民生保障")


def drafted(clerk: Client, column, **changes) -> str:
    """The address of the item's desk page after the clerk has saved it."""
    answers = {
        "title": TITLE,
        "organ": "云州市住房和城乡建设局",
        "formed_on": "2026-02-02",
        "body": BODY,
        "column": column.pk,
        "openness": "open",
        f"{FILE}-TOTAL_FORMS": "1",
        f"{FILE}-0-upload": SimpleUploadedFile("配租名单.pdf", PDF),
        "_continue": "1",
        **changes,
    }
    response = fill_in(clerk, f"{ITEMS}add/", having="title", **answers)
    address = response.request["PATH_INFO"]
    assert re.fullmatch(rf"{ITEMS}\d+/change/", address), text_of(response)
    return address


def signed(enter: Enter, desk: str) -> None:
    """Secrecy review and three approvals, by four people."""
    passed = press(enter(Duty.SECRECY_REVIEWER), desk, "review", conclusion="pass", basis="不涉密", note="", version="")
    assert "保密审查结论：" in text_of(passed)
    for level, duty in enumerate((Duty.DISCLOSURE_OFFICE, Duty.DEPUTY_LEADER, Duty.MAIN_LEADER), start=1):
        assert f"第 {level} 级审批通过" in text_of(press(enter(duty), desk, "approve", note="同意"))


def doors(page: str) -> dict[str, tuple[str, str]]:
    """Every public door at which the item could show: its address, and what would give it away."""
    number = page.split("/")[-2]
    return {
        "list": ("/disclosure/", TITLE),
        "column": ("/columns/a20-11/", TITLE),
        "platform": ("/platform/", TITLE),
        "home": ("/", TITLE),
        "search by title": ("/search/?q=公共租赁住房配租", page),
        "search by body": ("/search/?q=公证处监督摇号", page),
        "search through the API": ("/api/v1/search?q=公证处监督摇号", page),
        "API list": ("/api/v1/disclosure/items", TITLE),
        "API item": (f"/api/v1/disclosure/items/{number}", TITLE),
        "RSS": ("/disclosure/feed.rss", TITLE),
        "Atom": ("/disclosure/feed.atom", TITLE),
        "column feed": ("/disclosure/feeds/a20-11.rss", TITLE),
        "sitemap": ("/sitemap-items.xml", page),
        "page": (page, BODY),
    }


def seen_at(citizen: Client, page: str, file: str) -> set[str]:
    """The doors at which the citizen sees the item, and whether the file comes out."""
    found = set()
    for name, (address, sign) in doors(page).items():
        response = citizen.get(address)
        assert response.status_code in {200, 404, 410}, (name, response.status_code)
        if response.status_code == 200 and sign in text_of(response):
            found.add(name)
    download = citizen.get(file)
    if download.status_code == 200:
        assert b"".join(download.streaming_content) == PDF
        found.add("file")
    else:
        assert download.status_code == 404
    return found


def test_an_item_goes_from_the_clerk_to_every_public_door_and_back_behind_a_tombstone(client, enter, column):
    citizen, clerk, office = client, enter(Duty.CLERK), enter(Duty.DISCLOSURE_OFFICE)
    desk = drafted(clerk, column)
    file = re.search(r'href="(/attachments/[^"]+)"', text_of(clerk.get(desk)))[1]
    page = f"/disclosure/{desk.split('/')[-3]}/"
    everywhere = set(doors(page)) | {"file"}

    assert seen_at(citizen, page, file) == set()
    assert citizen.get(page).status_code == 404

    assert "已提交审查" in text_of(press(clerk, desk, "submit"))
    signed(enter, desk)
    assert seen_at(citizen, page, file) == set()

    assert "已发布" in text_of(press(office, desk, "release"))
    assert seen_at(citizen, page, file) == everywhere
    assert "配租名单.pdf" in text_of(citizen.get(page))

    assert "撤回" in text_of(press(office, desk, "withdraw", reason="名单有误，更正后重新公布"))
    assert seen_at(citizen, page, file) == set()
    gone = citizen.get(page)
    assert gone.status_code == 410
    assert "名单有误，更正后重新公布" in text_of(gone)
    assert BODY not in text_of(gone)


def test_a_withdrawal_without_a_reason_is_refused(client, enter, column):
    office = enter(Duty.DISCLOSURE_OFFICE)
    clerk = enter(Duty.CLERK)
    desk = drafted(clerk, column)
    press(clerk, desk, "submit")
    signed(enter, desk)
    press(office, desk, "release")

    refused = press(office, desk, "withdraw", reason="　")

    assert refused.status_code == 422
    assert "请说明原因" in text_of(refused)
    assert client.get(f"/disclosure/{desk.split('/')[-3]}/").status_code == 200


def test_what_is_submitted_can_no_longer_be_edited(enter, column):
    clerk = enter(Duty.CLERK)
    desk = drafted(clerk, column)
    press(clerk, desk, "submit")

    page = text_of(clerk.get(desk))
    answer = clerk.post(desk, {"title": "改过的标题"})

    assert 'name="title"' not in page
    assert answer.status_code == 403
    assert "改过的标题" not in text_of(clerk.get(desk))


def test_nobody_signs_his_own_and_nobody_releases_what_is_not_signed(department, client, column):
    """Somebody who holds every duty still cannot carry his own draft through."""
    duties = [(Duty.CLERK, department), Duty.SECRECY_REVIEWER, Duty.DISCLOSURE_OFFICE, Duty.DEPUTY_LEADER]
    client.force_login(StaffFactory(department=department, duties=duties))
    desk = drafted(client, column)
    press(client, desk, "submit")

    for verb, answers in (
        ("review", {"conclusion": "pass", "basis": "", "note": ""}),
        ("approve", {"note": ""}),
        ("release", {}),
    ):
        refused = text_of(press(client, desk, verb, **answers))
        assert "您现在不能" in refused, verb
    assert Client().get(f"/disclosure/{desk.split('/')[-3]}/").status_code == 404


def test_a_normative_document_waits_for_its_interpretation_and_then_goes_out_with_it(client, enter, department):
    clerk, office = enter(Duty.CLERK), enter(Duty.DISCLOSURE_OFFICE)
    document = entered(
        clerk,
        "/admin/policies/document/",
        title="云州市公共租赁住房管理办法",
        issuing_organ="云州市住房和城乡建设局",
        document_number="云建规〔2026〕9号",
        department=department.pk,
        is_normative="on",
        formed_on="2026-02-02",
        effective_on="2026-03-01",
        body="第一条 为了规范公共租赁住房管理，制定本办法。",
        openness="open",
    )
    press(clerk, document, "submit")
    signed(enter, document)

    refused = text_of(press(office, document, "release"))

    number = document.split("/")[-3]
    assert GATE in refused
    assert client.get(f"/policies/{number}/").status_code == 404

    interpretation = entered(
        clerk,
        "/admin/policies/interpretation/",
        title="《云州市公共租赁住房管理办法》解读",
        document=number,
        department=department.pk,
        form="text",
        interpreter="住房保障处",
        body="新办法缩短了轮候时间。",
        openness="open",
    )
    press(clerk, interpretation, "submit")
    signed(enter, interpretation)
    together = text_of(press(office, document, "release-together"))

    assert "同步发布" in together
    page = text_of(client.get(f"/policies/{number}/"))
    assert "《云州市公共租赁住房管理办法》解读" in page
    assert "新办法缩短了轮候时间" in text_of(client.get(f"/policies/interpretations/{interpretation.split('/')[-3]}/"))


def entered(clerk: Client, desk: str, **answers) -> str:
    """The address of the new thing's desk page."""
    response = fill_in(clerk, f"{desk}add/", having="title", _continue="1", **answers)
    address = response.request["PATH_INFO"]
    assert address.endswith("/change/"), re.findall(r'<ul class="errorlist.*', text_of(response))
    return address
