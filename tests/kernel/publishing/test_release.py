"""It publishes exactly what was signed, in one act, or nothing."""

import datetime as dt

import pytest

from portal.kernel.audit.models import Event
from portal.kernel.links.models import LinkUse
from portal.kernel.publishing import content_version
from portal.kernel.publishing.models import Grant
from portal.kernel.publishing.services import drafting, release, review
from portal.kernel.rules.lifecycle import IllegalTransition
from portal.kernel.search.models import SearchEntry
from tests.factories.attachments import attached
from tests.factories.policies import DocumentFactory
from tests.factories.publishing import RELEASED_AT, SUBMITTED_AT

pytestmark = pytest.mark.django_db
BEFORE = RELEASED_AT - dt.timedelta(seconds=1)
LATER = RELEASED_AT + dt.timedelta(days=1)


def public(thing, at=RELEASED_AT, to=None):
    return type(thing).objects.public(at=at, to=to).filter(pk=thing.pk).exists()


def test_it_is_public_from_the_moment_of_release_and_not_a_second_before(desk):
    document = desk.publish(DocumentFactory())

    assert document.state == "published"
    assert document.published_at == RELEASED_AT
    assert document.published_by == desk.office
    assert public(document)
    assert not public(document, at=BEFORE)


def test_release_writes_audit_search_links_files_and_content_version_together(desk):
    document = DocumentFactory(body="见[市民云](https://services.example.gov.cn/housing)。")
    file = attached(document)
    desk.sign(document)
    number = content_version.current()

    desk.release(document)

    file.refresh_from_db()
    assert Event.objects.filter(verb="publishing.release", target_id=str(document.pk)).count() == 1
    assert SearchEntry.objects.filter(kind="policies.document", object_id=document.pk).exists()
    assert LinkUse.objects.filter(source_id=document.pk).values_list("kind", "label").get() == ("body", "市民云")
    assert file.public_from == RELEASED_AT
    assert content_version.current() == number + 1


def test_a_row_changed_behind_our_back_is_not_released(desk):
    document = desk.sign(DocumentFactory())
    type(document).objects.filter(pk=document.pk).update(title="被改动的标题")

    with pytest.raises(release.NotReady) as refused:
        desk.release(document)

    assert refused.value.failures == ["内容在审签后被改动，请退回后重新审签"]
    document.refresh_from_db()
    assert document.state == "approved"


def test_a_file_added_after_the_signatures_closes_the_gate(desk):
    document = desk.sign(DocumentFactory())
    attached(document)

    with pytest.raises(release.NotReady) as refused:
        desk.release(document)

    assert "内容在审签后被改动，请退回后重新审签" in refused.value.failures


def test_all_failures_are_told_at_once(desk):
    document = desk.sign(DocumentFactory(is_normative=True, document_number="", body=""))
    type(document).objects.filter(pk=document.pk).update(title="被改动的标题")

    with pytest.raises(release.NotReady) as refused:
        desk.release(document)

    assert len(refused.value.failures) == 4


@pytest.mark.parametrize("openness", ["on_request", "withheld"])
def test_what_is_not_open_can_be_approved_but_never_becomes_public(desk, openness):
    document = desk.sign(
        DocumentFactory(openness=openness, openness_ground="条例第十四条", openness_reason="涉及国家安全")
    )

    assert document.state == "approved"
    with pytest.raises(release.NotReady, match="不得发布"):
        desk.release(document)
    assert not public(document)


def test_openness_needs_ground_and_reason_before_review(desk):
    document = DocumentFactory()

    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError, match="policies_document_openness_explained"), transaction.atomic():
        drafting.save_draft(thing=document, data={"openness": "withheld"}, by=desk.clerk, at=SUBMITTED_AT)


def test_while_it_is_revised_the_public_sees_the_old_text_and_then_the_new(desk):
    document = desk.publish(DocumentFactory(title="旧标题"))
    drafting.revise(thing=document, by=desk.clerk, at=LATER)
    drafting.save_draft(thing=document, data={"title": "新标题"}, by=desk.clerk, at=LATER)

    assert document.title == "旧标题"
    assert public(document)

    desk.publish(document, at=LATER)

    assert document.title == "新标题"
    assert document.proposal is None
    assert document.published_at == RELEASED_AT
    assert SearchEntry.objects.get(object_id=document.pk).text.title == "新标题"


def test_a_public_file_removed_in_a_revision_stays_until_the_release(desk):
    from portal.kernel.attachments.services import remove

    document = DocumentFactory()
    file = attached(document)
    desk.publish(document)
    drafting.revise(thing=document, by=desk.clerk, at=LATER)

    remove(attachment=file, by=desk.clerk, at=LATER)

    file.refresh_from_db()
    assert file.removed_at is None
    desk.publish(document, at=LATER)
    file.refresh_from_db()
    assert file.removed_at == LATER


def test_discarding_a_revision_leaves_what_was_public(desk):
    document = desk.publish(DocumentFactory(title="旧标题"))
    drafting.revise(thing=document, by=desk.clerk, at=LATER)
    drafting.save_draft(thing=document, data={"title": "新标题"}, by=desk.clerk, at=LATER)
    attached(document)

    drafting.discard(thing=document, by=desk.clerk, at=LATER)

    assert (document.state, document.title, document.proposal) == ("published", "旧标题", None)


def test_withdrawing_leaves_a_tombstone_and_clears_the_index(desk):
    document = desk.publish(DocumentFactory())

    release.withdraw(thing=document, reason="内容有误", by=desk.office, at=LATER)

    assert not public(document, at=LATER)
    assert list(type(document).objects.tombstones()) == [document]
    assert document.withdrawal_reason == "内容有误"
    assert not SearchEntry.objects.filter(object_id=document.pk).exists()


def test_a_thing_under_revision_can_be_withdrawn_at_once(desk):
    document = desk.publish(DocumentFactory())
    drafting.revise(thing=document, by=desk.clerk, at=LATER)

    release.withdraw(thing=document, reason="泄露个人信息", by=desk.office, at=LATER)

    assert document.state == "withdrawn"


def test_what_was_never_public_cannot_be_withdrawn_and_a_reason_is_needed(desk):
    draft, document = DocumentFactory(), desk.publish(DocumentFactory())

    with pytest.raises(release.NotPublic):
        release.withdraw(thing=draft, reason="误", by=desk.office, at=LATER)
    with pytest.raises(release.ReasonMissing):
        release.withdraw(thing=document, reason="  ", by=desk.office, at=LATER)


def test_targeted_content_reaches_exactly_its_readers(desk):
    from tests.factories.people import StaffFactory, UserFactory

    reader, colleague, stranger = UserFactory(), StaffFactory(), UserFactory()
    document = DocumentFactory(targeted=True)
    Grant.objects.create(subject=document, user=reader)
    Grant.objects.create(subject=document, department=colleague.department)
    desk.publish(document)

    assert [public(document, to=each) for each in (reader, colleague, stranger, None)] == [True, True, False, False]
    assert not SearchEntry.objects.filter(object_id=document.pk).exists()


def test_targeted_content_without_readers_is_not_handed_in(desk):
    with pytest.raises(drafting.Incomplete, match="公开对象"):
        desk.submit(DocumentFactory(targeted=True))


def test_when_an_effect_fails_nothing_has_happened(desk, monkeypatch):
    document = desk.sign(DocumentFactory())
    number = content_version.current()
    monkeypatch.setattr(content_version, "bump", _break)

    with pytest.raises(RuntimeError):
        desk.release(document)

    document.refresh_from_db()
    assert (document.state, document.published_at) == ("approved", None)
    assert not Event.objects.filter(verb="publishing.release").exists()
    assert not SearchEntry.objects.filter(object_id=document.pk).exists()
    assert content_version.current() == number


def _break():
    raise RuntimeError("broken")


def test_an_import_is_recorded_with_its_source_and_keeps_its_own_moment(desk):
    document = DocumentFactory()
    moment = dt.datetime(2011, 5, 4, 1, tzinfo=dt.UTC)

    release.import_published(thing=document, by=desk.office, at=RELEASED_AT, source="旧网站", published_at=moment)

    assert document.published_at == moment
    assert Event.objects.filter(verb="publishing.import_published").count() == 1
    with pytest.raises(IllegalTransition):
        release.import_published(thing=document, by=desk.office, at=RELEASED_AT, source="旧网站")


def test_sending_back_voids_every_signature(desk):
    document = desk.sign(DocumentFactory())
    review.send_back(thing=document, reason="补充依据", by=desk.leader, at=RELEASED_AT)
    desk.submit(document)

    from portal.kernel.publishing import selectors

    version = selectors.latest_version(document)
    assert version.number == 2
    assert selectors.approvals(version) == []
    assert selectors.secrecy_review(version) is None
