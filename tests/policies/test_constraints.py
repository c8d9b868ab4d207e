"""The database refuses by name what the law or sense forbids."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from policies.models import Document, Interpretation, InterpretationWaiver, Relation, ServiceLink
from policies.services import relations, service_links
from portal.kernel.publishing.services import drafting
from portal.kernel.rules.lifecycle import IllegalTransition
from tests.factories.policies import (
    DocumentFactory,
    FaqFactory,
    InterpretationFactory,
    InterpretationWaiverFactory,
    RelationFactory,
    ServiceLinkFactory,
)
from tests.factories.publishing import DRAFTED_AT, RELEASED_AT

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"formed_on": dt.date(1949, 9, 30)}, "policies_document_formed_since_1949"),
        ({"expires_on": dt.date(2026, 2, 28)}, "policies_document_expires_after_effect"),
        ({"source_key": ""}, "policies_document_source_named"),
        ({"state": "lost"}, "policies_document_state_known"),
        ({"title": ""}, "policies_document_title_given"),
        ({"openness": "withheld"}, "policies_document_openness_explained"),
        ({"state": "published"}, "policies_document_published_has_moment"),
        ({"state": "scheduled"}, "policies_document_scheduled_has_moment"),
        ({"state": "failed"}, "policies_document_failed_with_reason"),
        ({"state": "withdrawn", "published_at": RELEASED_AT}, "policies_document_withdrawn_state"),
        ({"withdrawn_at": RELEASED_AT}, "policies_document_withdrawn_at_by_reason"),
        ({"submitted_at": RELEASED_AT}, "policies_document_submitted_at_and_by"),
        ({"planned_at": RELEASED_AT}, "policies_document_planned_at_and_by"),
        (
            {
                "published_at": RELEASED_AT,
                "openness": "withheld",
                "openness_ground": "条例第十四条",
                "openness_reason": "国家秘密",
            },
            "policies_document_only_open_is_public",
        ),
    ],
)
def test_documents(fields, name):
    document = DocumentFactory()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**fields)


def test_one_document_per_source():
    DocumentFactory(source_key="a.md")

    with pytest.raises(IntegrityError, match="policies_document_source_once"), transaction.atomic():
        DocumentFactory(source_key="a.md")


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"kind": "cousin"}, "policies_relation_kind_known"),
        ({"kind": "repeals"}, "policies_relation_effect_dated"),
        ({"leaving": True}, "policies_relation_only_public_leaves"),
    ],
)
def test_relations(fields, name):
    relation = RelationFactory()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Relation.objects.filter(pk=relation.pk).update(**fields)


def test_a_relation_stands_once_and_never_to_itself():
    relation = RelationFactory()

    with pytest.raises(IntegrityError, match="policies_relation_once"), transaction.atomic():
        RelationFactory(from_document=relation.from_document, to_document=relation.to_document)
    with pytest.raises(IntegrityError, match="policies_relation_not_to_itself"), transaction.atomic():
        RelationFactory(to_document=relation.from_document, from_document=relation.from_document)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"url": "javascript:alert(1)"}, "policies_servicelink_web_address"),
        ({"title": ""}, "policies_servicelink_titled"),
        ({"leaving": True}, "policies_servicelink_only_public_leaves"),
    ],
)
def test_service_links(fields, name):
    link = ServiceLinkFactory()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ServiceLink.objects.filter(pk=link.pk).update(**fields)


def test_a_service_link_stands_once():
    link = ServiceLinkFactory()

    with pytest.raises(IntegrityError, match="policies_servicelink_once"), transaction.atomic():
        ServiceLinkFactory(document=link.document, url=link.url)


def test_interpretations_and_answers():
    interpretation, faq = InterpretationFactory(), FaqFactory()

    with pytest.raises(IntegrityError, match="policies_interpretation_form_known"), transaction.atomic():
        Interpretation.objects.filter(pk=interpretation.pk).update(form="opera")
    with pytest.raises(IntegrityError, match="policies_faq_answered"), transaction.atomic():
        type(faq).objects.filter(pk=faq.pk).update(answer="")


def test_a_leave_is_explained_and_never_changed():
    waiver = InterpretationWaiverFactory()

    with pytest.raises(IntegrityError, match="policies_interpretationwaiver_explained"), transaction.atomic():
        InterpretationWaiverFactory(reason="")
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        InterpretationWaiver.objects.filter(pk=waiver.pk).update(reason="改")


def test_the_services_say_it_in_words(desk):
    document, other = DocumentFactory(), DocumentFactory(effective_on=None)
    relations.relate(document=document, kind="basis", to=other, by=desk.clerk, at=DRAFTED_AT)
    service_links.add(document=document, title="办", url="https://a.example/", by=desk.clerk, at=DRAFTED_AT)

    with pytest.raises(relations.AlreadyRelated, match="已经登记"):
        relations.relate(document=document, kind="basis", to=other, by=desk.clerk, at=DRAFTED_AT)
    with pytest.raises(relations.RelationIncomplete, match="自身"):
        relations.relate(document=document, kind="basis", to=document, by=desk.clerk, at=DRAFTED_AT)
    with pytest.raises(relations.RelationIncomplete, match="生效日期"):
        relations.relate(document=other, kind="repeals", to=document, by=desk.clerk, at=DRAFTED_AT)
    with pytest.raises(service_links.AlreadyLinked):
        service_links.add(document=document, title="办", url="https://a.example/", by=desk.clerk, at=DRAFTED_AT)
    with pytest.raises(service_links.NoWebAddress):
        service_links.add(document=document, title="办", url="javascript:alert(1)", by=desk.clerk, at=DRAFTED_AT)


def test_parts_move_only_while_the_document_is_a_draft(desk):
    document, other = desk.submit(DocumentFactory()), DocumentFactory()

    with pytest.raises(IllegalTransition):
        relations.relate(document=document, kind="basis", to=other, by=desk.clerk, at=DRAFTED_AT)
    with pytest.raises(IllegalTransition):
        service_links.add(document=document, title="办", url="https://a.example/", by=desk.clerk, at=DRAFTED_AT)


def test_a_public_service_link_taken_out_stays_until_the_release(desk):
    document = DocumentFactory()
    link = service_links.add(document=document, title="办", url="https://a.example/", by=desk.clerk, at=DRAFTED_AT)
    desk.publish(document)
    drafting.revise(thing=document, by=desk.clerk, at=RELEASED_AT)
    link.refresh_from_db()

    service_links.remove(link=link, by=desk.clerk, at=RELEASED_AT)

    assert ServiceLink.objects.released(at=RELEASED_AT).filter(pk=link.pk).exists()
    desk.publish(document)
    assert not ServiceLink.objects.filter(pk=link.pk).exists()
