"""The desk: a clerk sees what he may do, presses, and reads all that stands in the way."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from policies.models import Document
from portal.kernel.attachments.models import Attachment
from portal.kernel.people.models import Duty
from portal.kernel.publishing import selectors
from portal.kernel.publishing.services import drafting
from tests.factories.attachments import PDF, attached, upload
from tests.factories.people import DepartmentFactory, StaffFactory, UserFactory
from tests.factories.policies import DocumentFactory, InterpretationFactory
from tests.factories.publishing import RELEASED_AT

pytestmark = pytest.mark.django_db
ADD = reverse("admin:policies_document_add")
EMPTY = {
    f"{prefix}-{name}": 0
    for prefix in (
        "attachments-attachment-subject_type-subject_id",
        "relations_from",
        "service_links",
        "publishing-grant-subject_type-subject_id",
    )
    for name in ("TOTAL_FORMS", "INITIAL_FORMS")
}


def change_url(thing):
    return reverse(f"admin:policies_{thing._meta.model_name}_change", args=[thing.pk])


def verb_url(thing, verb):
    return reverse(f"admin:policies_{thing._meta.model_name}_verb", args=[thing.pk, verb])


def typed(department, **kwargs):
    return {
        "title": "关于甲的通知",
        "document_number": "沪房[2024]66号",
        "department": department.pk,
        "openness": "open",
        "body": "第一条 甲。",
        **EMPTY,
        **kwargs,
    }


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def press(client, user, thing, verb, **data):
    client.force_login(user)
    response = client.post(verb_url(thing, verb), data)
    thing.refresh_from_db()
    return response


def test_a_clerk_drafts_with_number_normalised_and_a_file(client, desk):
    department = DepartmentFactory()
    client.force_login(desk.clerk)
    file = {
        **EMPTY,
        "attachments-attachment-subject_type-subject_id-TOTAL_FORMS": 1,
        "attachments-attachment-subject_type-subject_id-0-upload": upload("办法.pdf", PDF),
    }

    response = client.post(ADD, typed(department, **file))

    assert response.status_code == 302, response.context["errors"]
    document = Document.objects.get()
    assert document.document_number == "沪房〔2024〕66号"
    assert (document.state, document.created_by) == ("draft", desk.clerk)
    assert Attachment.objects.of(document).get().name == "办法.pdf"


def test_a_bad_file_keeps_what_was_typed_and_saves_nothing(client, desk):
    client.force_login(desk.clerk)
    file = {
        **EMPTY,
        "attachments-attachment-subject_type-subject_id-TOTAL_FORMS": 1,
        "attachments-attachment-subject_type-subject_id-0-upload": upload("办法.pdf", b"not a pdf"),
    }

    response = client.post(ADD, typed(DepartmentFactory(), **file))

    assert response.status_code == 200
    assert "与扩展名“.pdf”不符" in response.content.decode()
    assert "关于甲的通知" in response.content.decode()
    assert not Document.objects.exists()


def test_bad_dates_are_told_in_chinese(client, desk):
    client.force_login(desk.clerk)

    response = client.post(ADD, typed(DepartmentFactory(), formed_on="1900-01-01"))

    assert "成文日期不能早于1949年10月1日" in response.content.decode()


def test_the_whole_way_by_buttons(client, desk):
    document = DocumentFactory()

    press(client, desk.clerk, document, "submit")
    press(client, desk.secrecy, document, "review", conclusion="pass", basis="条例第十七条")
    for user in (desk.office, desk.deputy, desk.leader):
        press(client, user, document, "approve", note="同意")
    response = press(client, desk.office, document, "release")

    assert said(response)[-1] == "已发布"
    assert document.state == "published"
    page = client.get(change_url(document)).content.decode()
    assert "第 3 级（主要领导）" in page
    assert document.title in page


def test_all_failures_of_a_release_are_shown(client, desk):
    document = desk.sign(DocumentFactory(is_normative=True, document_number=""))
    Document.objects.filter(pk=document.pk).update(title="改")

    client.force_login(desk.office)
    page = client.get(change_url(document)).content.decode()
    response = press(client, desk.office, document, "release")

    assert len(said(response)) == 3
    assert all(failure in page for failure in said(response))
    assert document.state == "approved"


def test_a_reason_is_asked_for_and_required(client, desk):
    document = desk.publish(DocumentFactory())
    client.force_login(desk.office)

    asked = client.get(verb_url(document, "withdraw"))
    empty = client.post(verb_url(document, "withdraw"), {"reason": ""})
    press(client, desk.office, document, "withdraw", reason="内容有误")

    assert asked.status_code == 200
    assert empty.status_code == 422
    assert "请说明原因" in empty.content.decode()
    assert (document.state, document.withdrawal_reason) == ("withdrawn", "内容有误")


@pytest.mark.parametrize("verb", ["submit", "release", "revise"])
def test_verbs_without_questions_are_posts_only(client, desk, verb):
    document = DocumentFactory()
    if verb == "release":
        desk.sign(document)
    if verb == "revise":
        desk.publish(document)
    client.force_login(desk.office)

    assert client.get(verb_url(document, verb)).status_code == 405


def test_who_may_not_is_told_and_nothing_happens(client, desk):
    document = desk.review(desk.submit(DocumentFactory()))

    response = press(client, desk.clerk, document, "approve", note="")

    assert "您现在不能审批" in said(response)[0]
    assert selectors.approvals(selectors.latest_version(document)) == []


def test_strangers_and_the_public_do_not_get_in(client, desk):
    document = DocumentFactory()
    client.force_login(UserFactory())

    assert client.get(change_url(document)).status_code == 302
    assert client.post(verb_url(document, "submit")).status_code == 302
    document.refresh_from_db()
    assert document.state == "draft"


def test_a_targeted_draft_is_not_shown_to_other_departments(client, desk):
    document = DocumentFactory(targeted=True)
    client.force_login(StaffFactory(duties=[(Duty.CLERK, DepartmentFactory())]))

    assert client.get(change_url(document)).status_code == 302
    assert client.post(verb_url(document, "submit")).status_code == 404


@pytest.mark.parametrize("state", ["submitted", "published"])
def test_what_is_not_a_draft_is_read_only(client, desk, state):
    document = desk.submit(DocumentFactory()) if state == "submitted" else desk.publish(DocumentFactory())
    client.force_login(desk.clerk)

    response = client.post(change_url(document), typed(document.department, title="改"))

    document.refresh_from_db()
    assert response.status_code == 403
    assert document.title != "改"


def test_a_revision_edits_the_working_copy_and_shows_it(client, desk):
    document = desk.publish(DocumentFactory(title="旧"))
    drafting.revise(thing=document, by=desk.clerk, at=RELEASED_AT)
    client.force_login(desk.clerk)

    response = client.post(change_url(document), typed(document.department, title="新"))

    document.refresh_from_db()
    assert response.status_code == 302
    assert (document.title, document.proposal["title"]) == ("旧", "新")
    assert 'value="新"' in client.get(change_url(document)).content.decode()


def test_nothing_has_a_delete_button(client, desk):
    document = desk.publish(DocumentFactory())
    client.force_login(desk.office)

    assert client.post(reverse("admin:policies_document_delete", args=[document.pk])).status_code == 403
    assert "delete_selected" not in client.get(reverse("admin:policies_document_changelist")).content.decode()


def test_relations_services_and_removal_go_through_the_services(client, desk):
    document, other = DocumentFactory(), DocumentFactory()
    file = attached(document)
    client.force_login(desk.clerk)
    rows = {
        **EMPTY,
        "relations_from-TOTAL_FORMS": 1,
        "relations_from-0-kind": "repeals",
        "relations_from-0-to_document": other.pk,
        "relations_from-0-effective_on": "2026-03-01",
        "service_links-TOTAL_FORMS": 1,
        "service_links-0-title": "公租房申请",
        "service_links-0-url": "https://services.example.gov.cn/1",
        "attachments-attachment-subject_type-subject_id-TOTAL_FORMS": 1,
        "attachments-attachment-subject_type-subject_id-INITIAL_FORMS": 1,
        "attachments-attachment-subject_type-subject_id-0-id": str(file.pk),
        "attachments-attachment-subject_type-subject_id-0-DELETE": "on",
    }

    response = client.post(change_url(document), typed(document.department, **rows))

    assert response.status_code == 302, response.content.decode()
    file.refresh_from_db()
    assert file.removed_at is not None
    assert document.relations_from.get().to_document == other
    assert document.service_links.get().title == "公租房申请"


def test_document_and_interpretation_go_out_by_one_button(client, desk):
    document = desk.sign(DocumentFactory(is_normative=True))
    interpretation = desk.sign(InterpretationFactory(document=document))

    response = press(client, desk.office, document, "release-together")

    interpretation.refresh_from_db()
    assert said(response) == ["已与 1 篇解读、0 条问答同步发布"]
    assert document.state == interpretation.state == "published"


def test_the_change_page_stays_within_its_queries(client, desk, django_assert_max_num_queries):
    document = desk.sign(DocumentFactory())
    client.force_login(desk.office)

    with django_assert_max_num_queries(75):
        client.get(change_url(document))


def test_the_list_does_not_ask_once_per_row(client, desk, django_assert_max_num_queries):
    for _ in range(12):
        DocumentFactory()
    client.force_login(desk.office)

    with django_assert_max_num_queries(14):
        client.get(reverse("admin:policies_document_changelist"))
