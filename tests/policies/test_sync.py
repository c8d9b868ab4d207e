"""三同步: a normative document goes out with its interpretation, or by a recorded leave with its own clock."""

import datetime as dt

import pytest

from policies.services import sync, waivers
from portal.kernel.deadlines.models import Deadline
from portal.kernel.publishing.services import release
from tests.factories.policies import DocumentFactory, FaqFactory, InterpretationFactory
from tests.factories.publishing import RELEASED_AT

pytestmark = pytest.mark.django_db


def test_without_an_interpretation_it_does_not_go_out(desk):
    document = desk.sign(DocumentFactory(is_normative=True))

    with pytest.raises(release.NotReady, match="三同步"):
        desk.release(document)


def test_other_documents_need_none(desk):
    assert desk.publish(DocumentFactory(is_normative=False)).state == "published"


def test_document_interpretation_and_questions_go_out_in_one_act(desk):
    document = desk.sign(DocumentFactory(is_normative=True))
    interpretation = desk.sign(InterpretationFactory(document=document))
    faq = desk.sign(FaqFactory(document=document))

    sync.release_with_interpretation(
        document=document, interpretations=[interpretation], faqs=[faq], by=desk.office, at=RELEASED_AT
    )

    for thing in (document, interpretation, faq):
        thing.refresh_from_db()
        assert (thing.state, thing.published_at) == ("published", RELEASED_AT)


def test_an_interpretation_that_is_not_signed_keeps_the_document_back(desk):
    document = desk.sign(DocumentFactory(is_normative=True))
    interpretation = desk.submit(InterpretationFactory(document=document))

    with pytest.raises(release.NotReady) as refused:
        sync.release_with_interpretation(
            document=document, interpretations=[interpretation], by=desk.office, at=RELEASED_AT
        )

    document.refresh_from_db()
    assert document.state == "approved"
    assert any(interpretation.title in failure for failure in refused.value.failures)


def test_companions_of_another_document_are_refused(desk):
    with pytest.raises(sync.NotItsCompanion):
        sync.release_with_interpretation(
            document=DocumentFactory(), interpretations=[InterpretationFactory()], by=desk.office, at=RELEASED_AT
        )


def test_an_interpretation_waits_for_its_document(desk):
    interpretation = desk.sign(InterpretationFactory())

    with pytest.raises(release.NotReady, match="尚未公开"):
        desk.release(interpretation)


def test_an_open_interpretation_of_a_targeted_document_is_refused(desk):
    from portal.kernel.publishing.services import targeting
    from tests.factories.people import UserFactory

    document = DocumentFactory(targeted=True)
    targeting.grant(thing=document, user=UserFactory(), by=desk.clerk, at=RELEASED_AT)
    desk.publish(document)
    interpretation = desk.sign(InterpretationFactory(document=document))

    with pytest.raises(release.NotReady, match="也应当定向公开"):
        desk.release(interpretation)


def test_by_leave_it_goes_out_alone_and_three_working_days_run(desk):
    document = desk.sign(DocumentFactory(is_normative=True))
    waivers.grant(document=document, reason="情况紧急", by=desk.office, at=RELEASED_AT)
    assert not Deadline.objects.about(document).exists()
    thursday = dt.datetime(2026, 3, 5, 2, tzinfo=dt.UTC)

    desk.release(document, at=thursday)

    # Friday 6, Monday 9, Tuesday 10 March 2026.
    assert waivers.clock_of(document).due_on == dt.date(2026, 3, 10)


def test_the_interpretation_stops_the_clock(desk):
    document = desk.sign(DocumentFactory(is_normative=True))
    waivers.grant(document=document, reason="情况紧急", by=desk.office, at=RELEASED_AT)
    desk.release(document)

    desk.publish(InterpretationFactory(document=document))

    assert waivers.clock_of(document) is None
    assert Deadline.objects.about(document).get().met_at == RELEASED_AT


def test_leave_needs_the_duty_a_reason_and_is_given_once(desk):
    document = DocumentFactory(is_normative=True)

    with pytest.raises(waivers.NotAllowed):
        waivers.grant(document=document, reason="急", by=desk.clerk, at=RELEASED_AT)
    with pytest.raises(waivers.WaiverUnexplained):
        waivers.grant(document=document, reason=" ", by=desk.office, at=RELEASED_AT)
    waivers.grant(document=document, reason="急", by=desk.office, at=RELEASED_AT)
    with pytest.raises(waivers.AlreadyWaived):
        waivers.grant(document=document, reason="急", by=desk.office, at=RELEASED_AT)


def test_dates_and_text_are_gates_too(desk):
    document = desk.sign(DocumentFactory(body="", formed_on=dt.date(2026, 12, 1)))

    with pytest.raises(release.NotReady) as refused:
        desk.release(document)

    assert refused.value.failures == ["正文不能为空", "成文日期不能晚于今天"]
