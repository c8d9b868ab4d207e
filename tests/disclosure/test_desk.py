"""The clerk's desk: from the empty form to the public page, with clear words for every mistake."""

import datetime as dt

import pytest

from disclosure.models import IndexCounter, Item, Matter
from portal.kernel.people.models import Duty
from tests.factories.attachments import upload
from tests.factories.disclosure import CatalogueFactory, ItemFactory
from tests.factories.people import DepartmentFactory, StaffFactory
from tests.factories.taxonomy import ColumnFactory, TopicFactory

pytestmark = pytest.mark.django_db
ADD = "/admin/disclosure/item/add/"
ATTACHMENTS = "attachments-attachment-subject_type-subject_id"
GRANTS = "publishing-grant-subject_type-subject_id"


@pytest.fixture
def department():
    return DepartmentFactory()


@pytest.fixture
def clerk(department):
    return StaffFactory(department=department, duties=[(Duty.CLERK, department)])


@pytest.fixture
def filled(department):
    """The form as a clerk fills it in."""

    def make(**changes):
        return {
            "title": "关于公租房配租结果的公告",
            "organ": "云州市住房和城乡建设局",
            "document_number": "云建（2026）12号",
            "formed_on": "2026-02-02",
            "summary": "本批配租 120 套。",
            "body": "现将配租结果公告如下。",
            "column": ColumnFactory().pk,
            "topics": [TopicFactory().pk],
            "department": department.pk,
            "openness": "open",
            f"{ATTACHMENTS}-TOTAL_FORMS": "0",
            f"{ATTACHMENTS}-INITIAL_FORMS": "0",
            f"{GRANTS}-TOTAL_FORMS": "0",
            f"{GRANTS}-INITIAL_FORMS": "0",
            **changes,
        }

    return make


def test_a_clerk_drafts_an_item_with_an_attachment(client, clerk, filled):
    client.force_login(clerk)

    response = client.post(
        ADD, filled(**{f"{ATTACHMENTS}-TOTAL_FORMS": "1", f"{ATTACHMENTS}-0-upload": upload("配租名单.pdf")})
    )

    assert response.status_code == 302, response.content.decode()
    item = Item.objects.get()
    assert (item.state, item.created_by, item.document_number) == ("draft", clerk, "云建〔2026〕12号")
    assert item.index_number == "11310000MB0000007T/2026-00001"
    assert item.topics.count() == 1
    page = client.get(f"/admin/disclosure/item/{item.pk}/change/").content.decode()
    assert "配租名单.pdf" in page
    assert "提交审查" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"formed_on": "1949-09-30"}, "成文日期不能早于 1949 年 10 月 1 日"),
        ({"formed_on": "2999-01-01"}, "成文日期不能晚于今天"),
        ({"formed_on": "二月二日"}, "输入一个有效的日期"),
        ({"title": ""}, "字段是必填项"),
        ({"title": "题" * 301}, "300"),
        ({"summary": "概" * 101}, "100"),
        ({"title": "公\x1b告"}, "控制字符"),
        ({"openness": "withheld"}, "应当写明依据和理由"),
        ({"column": "999999"}, "选择一个有效的选项"),
    ],
)
def test_a_mistake_is_told_what_was_typed_stays_and_nothing_is_saved(client, clerk, filled, changes, words):
    client.force_login(clerk)

    response = client.post(ADD, filled(**changes))

    page = response.content.decode()
    assert response.status_code == 200
    assert words in page
    assert "现将配租结果公告如下。" in page
    assert Item.objects.count() == 0
    assert IndexCounter.objects.count() == 0


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (("空.pdf", b""), "是空"),
        (("假.pdf", b"MZ\x90\x00 this program"), "假.pdf"),
    ],
)
def test_a_bad_attachment_keeps_the_whole_item_out(client, clerk, filled, file, words):
    client.force_login(clerk)

    response = client.post(ADD, filled(**{f"{ATTACHMENTS}-TOTAL_FORMS": "1", f"{ATTACHMENTS}-0-upload": upload(*file)}))

    assert response.status_code == 200
    assert words in response.content.decode()
    assert Item.objects.count() == 0


def test_a_clerk_drafts_for_his_own_department_only(client, clerk, filled):
    client.force_login(clerk)

    response = client.post(ADD, filled(department=DepartmentFactory().pk))

    assert "选择一个有效的选项" in response.content.decode()
    assert Item.objects.count() == 0


def test_a_clerk_of_another_department_may_look_but_not_change(client, clerk, department):
    item = ItemFactory(department=department, created_by=clerk)
    other = DepartmentFactory()
    client.force_login(StaffFactory(duties=[(Duty.CLERK, other)]))

    assert client.get(f"/admin/disclosure/item/{item.pk}/change/").status_code == 200
    assert client.post(f"/admin/disclosure/item/{item.pk}/change/", {"title": "改"}).status_code == 403


def test_from_draft_to_public_by_buttons(client, desk, department):
    item = ItemFactory(department=department, created_by=desk.clerk, formed_on=dt.date(2026, 2, 2))
    verb = f"/admin/disclosure/item/{item.pk}/verb/"

    for person, name, data in (
        (desk.clerk, "submit", {}),
        (desk.secrecy, "review", {"conclusion": "pass", "basis": "条例第十七条"}),
        (desk.office, "approve", {}),
        (desk.deputy, "approve", {}),
        (desk.leader, "approve", {}),
        (desk.office, "release", {}),
    ):
        client.force_login(person)
        assert client.post(f"{verb}{name}/", data).status_code == 302
    client.logout()

    assert item.title in client.get("/disclosure/").content.decode()


def test_nothing_is_deleted_at_the_desk(client, desk):
    item = ItemFactory(created_by=desk.clerk)
    client.force_login(desk.office)

    assert client.post(f"/admin/disclosure/item/{item.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_list_costs_the_same_for_few_and_many(client, desk, django_assert_max_num_queries):
    client.force_login(desk.office)
    for _ in range(12):
        ItemFactory(created_by=desk.clerk)

    with django_assert_max_num_queries(14):
        client.get("/admin/disclosure/item/")


def test_the_office_keeps_the_catalogue_and_others_look(client, desk):
    catalogue = CatalogueFactory()
    form = {
        "catalogue": catalogue.pk,
        "code": "7",
        "category": "规划计划",
        "name": "年度计划",
        "limit_workdays": 20,
        "channels": "政府网站",
        "method": "proactive",
        "levels": ["city"],
        "position": 0,
        "is_active": "on",
        "elements-TOTAL_FORMS": "1",
        "elements-INITIAL_FORMS": "0",
        "elements-0-name": "开工套数",
        "elements-0-required": "on",
        "elements-0-position": "0",
    }
    client.force_login(desk.clerk)
    assert client.post("/admin/disclosure/matter/add/", form).status_code == 403

    client.force_login(desk.office)
    late = client.post("/admin/disclosure/matter/add/", {**form, "limit_workdays": 30})
    assert "1 至 20 个工作日之间" in late.content.decode()
    assert client.post("/admin/disclosure/matter/add/", form).status_code == 302
    assert [str(element) for element in Matter.objects.get().elements.all()] == ["●开工套数"]
