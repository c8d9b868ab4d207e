"""What explains a document follows it: hidden with it, out of search with it, and its desk names nothing secret."""

import datetime as dt

import pytest
from django.urls import reverse

from policies.services import waivers
from portal.kernel.deadlines.models import Deadline
from portal.kernel.people.models import Duty
from portal.kernel.publishing.services import drafting, release, targeting
from portal.kernel.search.selectors import search
from tests.factories.people import DepartmentFactory, StaffFactory, UserFactory
from tests.factories.policies import DocumentFactory, FaqFactory, InterpretationFactory
from tests.factories.publishing import RELEASED_AT

pytestmark = pytest.mark.django_db
LATER = RELEASED_AT + dt.timedelta(days=1)
DOORS = (
    "api:policies-interpretations-list",
    "api:policies-faqs-list",
    "policies:interpretation-feed",
    "policies:list",
)


def titles_found(text):
    return [hit.title for hit in search(text=text).hits]


@pytest.fixture
def explained(desk):
    document = desk.publish(DocumentFactory(title="物业管理的通知"))
    interpretation = desk.publish(InterpretationFactory(document=document, title="蓝鲸解读", body="蓝鲸解读正文"))
    faq = desk.publish(FaqFactory(document=document, title="蓝鲸怎样申请"))
    return document, interpretation, faq


def seen_anywhere(client, interpretation, faq):
    doors = [reverse(name) for name in DOORS] + [reverse("sitemap-section", args=["interpretations"])]
    pages = "".join(client.get(door).content.decode() for door in doors)
    return "蓝鲸" in pages or f"/interpretations/{interpretation.pk}/" in pages


def test_interpretations_and_answers_are_hidden_with_a_withdrawn_document(client, desk, explained):
    document, interpretation, faq = explained
    assert sorted(titles_found("蓝鲸")) == ["蓝鲸怎样申请", "蓝鲸解读"]

    release.withdraw(thing=document, reason="内容有误", by=desk.office, at=LATER)

    assert titles_found("蓝鲸") == []
    assert not seen_anywhere(client, interpretation, faq)
    assert client.get(interpretation.get_absolute_url()).status_code == 404
    assert client.get(reverse("api:policies-interpretations-detail", args=[interpretation.pk])).status_code == 404


def test_what_explains_a_withdrawn_document_is_not_found_when_it_is_imported(desk):
    document = desk.publish(DocumentFactory(title="物业管理的通知"))
    release.withdraw(thing=document, reason="内容有误", by=desk.office, at=LATER)

    release.import_published(
        thing=InterpretationFactory(document=document, title="蓝鲸解读"), by=None, at=LATER, source="旧站"
    )

    assert titles_found("蓝鲸") == []


def test_interpretations_and_answers_of_a_document_made_targeted_reach_its_readers_only(client, desk, explained):
    document, interpretation, faq = explained
    reader = UserFactory()
    drafting.revise(thing=document, by=desk.clerk, at=LATER)
    targeting.grant(thing=document, user=reader, by=desk.clerk, at=LATER)
    drafting.save_draft(thing=document, data={"targeted": True}, by=desk.clerk, at=LATER)
    desk.publish(document, at=LATER)

    assert titles_found("蓝鲸") == []
    assert not seen_anywhere(client, interpretation, faq)
    assert client.get(interpretation.get_absolute_url()).status_code == 404
    client.force_login(reader)
    assert client.get(interpretation.get_absolute_url()).status_code == 200


def test_the_ledger_names_no_targeted_document(desk):
    document = DocumentFactory(title="蓝鲸的秘密", is_normative=True, targeted=True)
    targeting.grant(thing=document, user=UserFactory(), by=desk.clerk, at=RELEASED_AT)
    waivers.grant(document=document, reason="情况紧急", by=desk.office, at=RELEASED_AT)

    desk.publish(document)

    assert Deadline.objects.about(document).get().title == f"发布定向公开文件（编号 {document.pk}）的解读"


def test_a_page_for_few_is_kept_by_no_cache_and_told_to_no_stranger(client, desk):
    reader = UserFactory()
    document = DocumentFactory(title="蓝鲸的通知", targeted=True)
    targeting.grant(thing=document, user=reader, by=desk.clerk, at=RELEASED_AT)
    desk.publish(document)
    doors = [
        document.get_absolute_url(),
        reverse("policies:text", args=[document.pk]),
        reverse("api:policies-documents-detail", args=[document.pk]),
        reverse("api:policies-documents-list"),
    ]
    client.force_login(reader)

    for door in doors:
        mine = client.get(door)
        assert mine.status_code == 200
        assert "private" in mine["Cache-Control"]
        assert "ETag" not in mine
        assert "Cookie" in mine["Vary"]
    client.logout()
    assert [client.get(door).status_code for door in doors] == [404, 404, 404, 200]
    assert "蓝鲸" not in client.get(doors[-1]).content.decode()


def test_a_public_document_carries_an_entity_tag(client):
    document = DocumentFactory(published=True)

    first = client.get(document.get_absolute_url())
    second = client.get(document.get_absolute_url(), headers={"If-None-Match": first["ETag"]})

    assert "public" in first["Cache-Control"]
    assert second.status_code == 304


def test_a_key_that_is_no_number_is_not_found_through_the_api(client):
    for name in ("documents", "interpretations", "faqs"):
        answer = client.get(f"/api/v1/policies/{name}/abc")
        assert answer.status_code == 404
        assert answer.json()["errors"][0]["detail"] == "没有找到。请核对地址。"


def test_a_clerk_cannot_refer_to_a_targeted_document_of_another_department(client, desk):
    department = DepartmentFactory()
    clerk = StaffFactory(duties=[(Duty.CLERK, department)], department=department)
    secret = DocumentFactory(title="蓝鲸的秘密", targeted=True)
    client.force_login(clerk)

    form = {"title": "解读", "document": str(secret.pk), "form": "text", "department": str(department.pk)}
    page = client.post(
        reverse("admin:policies_interpretation_add"),
        {**form, "openness": "open", "body": "正文"}
        | {
            f"{prefix}-subject_type-subject_id-{name}_FORMS": "0"
            for prefix in ("attachments-attachment", "publishing-grant")
            for name in ("TOTAL", "INITIAL")
        },
    )

    assert page.status_code == 200
    assert "蓝鲸" not in page.content.decode()
    assert secret.interpretations.count() == 0
