"""The clerk's desk: drafts, clauses, reports and moderation through the admin."""

import pytest
from django.test import Client
from django.urls import reverse

from consultations.models import AdoptionReport, Consultation, Opinion
from portal.kernel.people.models import Duty, User
from tests.factories.consultations import AFTER, AdoptionReportFactory, ConsultationFactory, opinion
from tests.factories.people import DepartmentFactory, StaffFactory
from tests.factories.policies import DocumentFactory

pytestmark = pytest.mark.django_db
NO_FILES = {
    f"{prefix}-{name}": "0"
    for prefix in (
        "attachments-attachment-subject_type-subject_id",
        "publishing-grant-subject_type-subject_id",
    )
    for name in ("TOTAL_FORMS", "INITIAL_FORMS")
}


@pytest.fixture
def clerk() -> User:
    department = DepartmentFactory()
    return StaffFactory(duties=[(Duty.CLERK, department)], department=department)


@pytest.fixture
def desk_client(client: Client, clerk: User) -> Client:
    client.force_login(clerk)
    return client


def _draft(clerk: User, **words: str) -> dict[str, str]:
    return {
        **NO_FILES,
        "title": "关于草案征求意见的公告",
        "kind": "major_decision",
        "department": str(clerk.department_id),
        "opens_on": "2026-04-28",
        "closes_on": "2026-05-28",
        "explanation": "起草说明",
        "draft": "第一条 为了规范。",
        "openness": "open",
        "clauses-TOTAL_FORMS": "1",
        "clauses-INITIAL_FORMS": "0",
        "clauses-0-heading": "第一条",
        "clauses-0-text": "为了规范。",
        **words,
    }


def test_a_clerk_drafts_a_consultation_with_a_clause(desk_client: Client, clerk: User) -> None:
    page = desk_client.post(reverse("admin:consultations_consultation_add"), _draft(clerk))

    assert page.status_code == 302, page.context["errors"]
    thing = Consultation.objects.get()
    assert (thing.created_by, thing.earliest_closes_on.isoformat()) == (clerk, "2026-05-28")
    assert thing.clauses.get().heading == "第一条"


def test_a_period_too_short_is_told_at_the_form_which_keeps_what_was_typed(desk_client: Client, clerk: User) -> None:
    page = desk_client.post(reverse("admin:consultations_consultation_add"), _draft(clerk, closes_on="2026-05-27"))

    assert page.status_code == 200
    assert "不少于30日" in page.content.decode()
    assert "关于草案征求意见的公告" in page.content.decode()
    assert not Consultation.objects.exists()


def test_the_office_notes_the_policy_it_led_to(client: Client) -> None:
    client.force_login(StaffFactory(duties=[Duty.DISCLOSURE_OFFICE]))
    thing, document = ConsultationFactory(published=True), DocumentFactory(published=True, released_at=AFTER)

    client.post(
        reverse("admin:consultations_consultation_verb", args=[thing.pk, "link-outcome"]), {"document": document.pk}
    )

    thing.refresh_from_db()
    assert thing.led_to == document


def test_a_report_takes_title_and_department_from_its_consultation(desk_client: Client, clerk: User) -> None:
    thing = ConsultationFactory(published=True, department=clerk.department)
    words = {
        **NO_FILES,
        "consultation": str(thing.pk),
        "overview": "未收到意见。",
        "openness": "open",
        "lines-TOTAL_FORMS": "1",
        "lines-INITIAL_FORMS": "0",
        "lines-0-said": "一律取消",
        "lines-0-opinion_count": "1",
        "lines-0-decision": "not_adopted",
        "lines-0-reason": "",
    }
    address = reverse("admin:consultations_adoptionreport_add")

    refused = desk_client.post(address, words)
    saved = desk_client.post(address, {**words, "lines-0-reason": "于法无据"})

    assert "应当说明理由" in refused.content.decode()
    assert saved.status_code == 302
    report = AdoptionReport.objects.get()
    assert (report.title, report.department) == (f"意见采纳情况：{thing.title}", clerk.department)
    assert report.lines.get().reason == "于法无据"


def test_a_moderator_shows_and_hides_opinions_of_his_department(desk_client: Client, clerk: User) -> None:
    thing = ConsultationFactory(published=True, department=clerk.department)
    first, second = opinion(thing), opinion(thing)
    foreign = opinion(ConsultationFactory(published=True))
    address = reverse("admin:consultations_opinion_changelist")

    desk_client.post(address, {"action": "show", "_selected_action": [first.pk, foreign.pk]})
    without_reason = desk_client.post(address, {"action": "hide", "_selected_action": [second.pk]}, follow=True)
    desk_client.post(address, {"action": "hide", "_selected_action": [second.pk], "reason": "广告"})

    states = dict(Opinion.objects.values_list("pk", "state"))
    assert states == {first.pk: "shown", second.pk: "hidden", foreign.pk: "received"}
    assert "应当说明理由" in without_reason.content.decode()


def test_every_desk_page_opens(desk_client: Client, clerk: User) -> None:
    thing = ConsultationFactory(published=True, department=clerk.department)
    report = AdoptionReportFactory(consultation=thing, department=clerk.department)
    made = opinion(thing)

    for model, pk in (("consultation", thing.pk), ("adoptionreport", report.pk), ("opinion", made.pk)):
        assert desk_client.get(reverse(f"admin:consultations_{model}_changelist")).status_code == 200
        assert desk_client.get(reverse(f"admin:consultations_{model}_change", args=[pk])).status_code == 200


def test_the_filters_of_the_opinions_name_no_consultation_of_others(desk_client: Client, clerk: User) -> None:
    opinion(ConsultationFactory(title="蓝鲸的征求", published=True), text="别人的意见")
    opinion(ConsultationFactory(title="自己的征求", department=clerk.department, published=True), text="自己的意见")
    opinion(ConsultationFactory(title="自己的另一征求", department=clerk.department, published=True), text="另一意见")

    page = desk_client.get(reverse("admin:consultations_opinion_changelist")).content.decode()

    assert "自己的征求" in page
    assert "蓝鲸" not in page


def test_a_report_cannot_be_begun_on_a_consultation_for_few_of_another_department(desk_client: Client) -> None:
    ConsultationFactory(title="蓝鲸的征求", targeted=True)

    page = desk_client.get(reverse("admin:consultations_adoptionreport_add"))

    assert page.status_code == 200
    assert "蓝鲸" not in page.content.decode()
