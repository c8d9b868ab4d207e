"""It lets nobody sign his own, nobody sign twice, and nothing but exactly one version."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from portal.kernel.people.models import Duty
from portal.kernel.publishing import selectors
from portal.kernel.publishing.models import Approval, SecrecyReview, Version
from portal.kernel.publishing.services import drafting, review
from portal.kernel.rules.lifecycle import IllegalTransition
from tests.factories.people import StaffFactory
from tests.factories.policies import DocumentFactory
from tests.factories.publishing import APPROVED_AT, DRAFTED_AT, REVIEWED_AT, SUBMITTED_AT

pytestmark = pytest.mark.django_db


def approve(thing, level, by):
    return review.approve(thing=thing, level=level, by=by, at=APPROVED_AT)


def test_a_version_is_the_canonical_content_and_its_sha256(desk):
    document = DocumentFactory(title="关于甲的通知")

    version = drafting.submit(thing=document, by=desk.clerk, at=SUBMITTED_AT)

    assert version.number == 1
    assert version.snapshot["content"]["title"] == "关于甲的通知"
    assert len(version.sha256) == 64


def test_the_same_content_has_the_same_hash_and_any_change_another(desk):
    document = desk.submit(DocumentFactory(title="甲"))
    first = selectors.latest_version(document)
    review.send_back(thing=document, reason="再看", by=desk.secrecy, at=REVIEWED_AT)
    second = drafting.submit(thing=document, by=desk.clerk, at=SUBMITTED_AT)
    review.send_back(thing=document, reason="再看", by=desk.secrecy, at=REVIEWED_AT)
    drafting.save_draft(thing=document, data={"title": "乙"}, by=desk.clerk, at=DRAFTED_AT)
    third = drafting.submit(thing=document, by=desk.clerk, at=SUBMITTED_AT)

    assert first.sha256 == second.sha256 != third.sha256


def test_three_levels_after_the_secrecy_review_make_it_approved(desk):
    document = desk.sign(DocumentFactory())

    assert document.state == "approved"
    assert [step.done for step in selectors.review_steps(document)] == [True, True, True, True]


def test_fewer_levels_are_a_setting(desk, settings):
    settings.PUBLISHING_APPROVAL_LEVELS = 1

    document = desk.approve(desk.review(desk.submit(DocumentFactory())), levels=1)

    assert document.state == "approved"


def test_no_level_signs_before_the_secrecy_review(desk):
    document = desk.submit(DocumentFactory())

    with pytest.raises(review.NotReviewed, match="尚未经保密审查"):
        approve(document, 1, desk.office)


def test_no_level_signs_before_the_one_below_it(desk):
    document = desk.review(desk.submit(DocumentFactory()))

    with pytest.raises(review.NotAllowed, match="第 1 级尚未审批"):
        approve(document, 2, desk.deputy)


def test_the_duty_decides_who_signs_which_level(desk):
    document = desk.review(desk.submit(DocumentFactory()))

    with pytest.raises(review.NotAllowed, match="没有第 1 级（政务公开办公室）审批职责"):
        approve(document, 1, desk.leader)


def test_nobody_approves_what_he_drafted_even_if_another_handed_it_in(desk):
    officer = StaffFactory(duties=[Duty.DISCLOSURE_OFFICE])
    document = DocumentFactory()
    drafting.save_draft(thing=document, data={"title": "改"}, by=officer, at=DRAFTED_AT)
    desk.review(desk.submit(document))

    with pytest.raises(review.NotAllowed, match="起草人不得审批"):
        approve(document, 1, officer)


def test_nobody_reviews_the_secrecy_of_his_own(desk):
    reviewer = StaffFactory(duties=[Duty.SECRECY_REVIEWER, Duty.CLERK])
    document = DocumentFactory(created_by=reviewer)
    desk.submit(document)

    with pytest.raises(review.NotAllowed, match="起草人不得审查"):
        review.review_secrecy(thing=document, conclusion="pass", by=reviewer, at=REVIEWED_AT)


def test_nobody_approves_two_levels(desk):
    many = StaffFactory(duties=[Duty.DISCLOSURE_OFFICE, Duty.DEPUTY_LEADER])
    document = desk.review(desk.submit(DocumentFactory()))
    approve(document, 1, many)

    with pytest.raises(review.NotAllowed, match="同一人不得审批两个层级"):
        approve(document, 2, many)


def test_a_rejected_review_needs_a_note_and_returns_the_draft(desk):
    document = desk.submit(DocumentFactory())

    with pytest.raises(review.ReasonMissing):
        review.review_secrecy(thing=document, conclusion="reject", by=desk.secrecy, at=REVIEWED_AT)
    review.review_secrecy(thing=document, conclusion="reject", note="含工作秘密", by=desk.secrecy, at=REVIEWED_AT)

    assert document.state == "draft"


def test_what_was_handed_in_cannot_be_edited(desk):
    document = desk.submit(DocumentFactory())

    with pytest.raises(IllegalTransition, match="不能保存"):
        drafting.save_draft(thing=document, data={"title": "改"}, by=desk.clerk, at=DRAFTED_AT)


def test_signing_stops_when_the_row_no_longer_says_what_was_handed_in(desk):
    document = desk.review(desk.submit(DocumentFactory()))
    type(document).objects.filter(pk=document.pk).update(title="改")

    with pytest.raises(review.StaleVersion, match="被改动"):
        approve(document, 1, desk.office)


def test_signing_another_version_than_the_one_read_is_refused(desk):
    document = desk.submit(DocumentFactory())
    read = selectors.latest_version(document)
    review.send_back(thing=document, reason="改", by=desk.secrecy, at=REVIEWED_AT)
    desk.submit(document)

    with pytest.raises(review.StaleVersion, match="新版本"):
        review.review_secrecy(thing=document, conclusion="pass", by=desk.secrecy, at=REVIEWED_AT, version=read)


def test_sending_back_needs_a_reason(desk):
    with pytest.raises(review.ReasonMissing):
        review.send_back(thing=desk.submit(DocumentFactory()), reason=" ", by=desk.office, at=REVIEWED_AT)


@pytest.mark.parametrize("model", [Version, SecrecyReview, Approval])
def test_signed_rows_are_never_changed_or_deleted(desk, model):
    desk.sign(DocumentFactory())
    row = model.objects.first()

    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        model.objects.filter(pk=row.pk)._raw_delete("default")
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        model.objects.filter(pk=row.pk).update(id=row.pk + 1)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"level": 1}, "publishing_approval_level_once"),
        ({"level": 4}, "publishing_approval_level_known"),
        ({"decision": "maybe"}, "publishing_approval_decision_known"),
        ({"decision": "return"}, "publishing_approval_return_explained"),
    ],
)
def test_the_database_holds_the_same_about_approvals(desk, fields, name):
    document = desk.approve(desk.review(desk.submit(DocumentFactory())), levels=1)
    version = selectors.latest_version(document)
    row = {"version": version, "level": 2, "decision": "approve", "decided_at": APPROVED_AT, "decided_by": desk.deputy}

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Approval.objects.create(**{**row, **fields})


def test_the_database_refuses_one_person_twice_and_the_drafter(desk):
    document = desk.approve(desk.review(desk.submit(DocumentFactory())), levels=1)
    version = selectors.latest_version(document)
    row = {"version": version, "level": 2, "decision": "approve", "decided_at": APPROVED_AT}

    with pytest.raises(IntegrityError, match="publishing_approval_person_once"), transaction.atomic():
        Approval.objects.create(decided_by=desk.office, **row)
    with pytest.raises(IntegrityError, match="publishing_approval_not_by_drafter"), transaction.atomic():
        Approval.objects.create(decided_by=desk.deputy, drafted_by=desk.deputy, **row)
    with pytest.raises(IntegrityError, match="signed by a drafter"), transaction.atomic():
        Approval.objects.create(decided_by=desk.clerk, **row)
