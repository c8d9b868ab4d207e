"""Policy documents and what belongs to them."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from policies.models import Document, Faq, Interpretation, InterpretationWaiver, Relation, ServiceLink
from portal.kernel.publishing.services import drafting, release
from tests.factories.people import DepartmentFactory, StaffFactory
from tests.factories.publishing import DRAFTED_AT, RELEASED_AT


class PublishableFactory(DjangoModelFactory):
    """Drafts by default; ``published=True`` goes the recorded way of imports, no state is ever built by hand."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    department = factory.SubFactory(DepartmentFactory)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        by = kwargs.pop("created_by", None)
        published = kwargs.pop("published", False)
        released_at = kwargs.pop("released_at", RELEASED_AT)
        extra = {name: kwargs.pop(name) for name in ("source_key", "source_hash") if name in kwargs}
        thing = drafting.save_draft(thing=model_class(**extra), data=kwargs, by=by, at=DRAFTED_AT)
        if published:
            release.import_published(thing=thing, by=by, at=released_at, source="测试数据")
        return thing


class DocumentFactory(PublishableFactory):
    class Meta:
        model = Document

    title = factory.Sequence(lambda n: f"关于住房保障工作的通知之{n}")
    document_number = factory.Sequence(lambda n: f"云建〔2026〕{n + 1}号")
    issuing_organ = "云州市住房和城乡建设局"
    formed_on = dt.date(2026, 2, 2)
    effective_on = dt.date(2026, 3, 1)
    body = "第一条 为了规范住房保障工作，制定本通知。\n\n第二条 本市行政区域内的住房保障工作，适用本通知。"


class InterpretationFactory(PublishableFactory):
    class Meta:
        model = Interpretation

    title = factory.LazyAttribute(lambda it: f"《{it.document.title}》解读")
    document = factory.SubFactory(DocumentFactory)
    interpreter = "住房保障处处长"
    body = "一是扩大范围，二是简化程序。"


class FaqFactory(PublishableFactory):
    class Meta:
        model = Faq

    title = factory.Sequence(lambda n: f"怎样申请之{n}？")
    document = factory.SubFactory(DocumentFactory)
    answer = "到街道社区事务受理服务中心申请。"
    position = factory.Sequence(lambda n: n)


class RelationFactory(DjangoModelFactory):
    class Meta:
        model = Relation

    from_document = factory.SubFactory(DocumentFactory)
    to_document = factory.SubFactory(DocumentFactory)
    kind = "basis"
    created_at = DRAFTED_AT


class ServiceLinkFactory(DjangoModelFactory):
    class Meta:
        model = ServiceLink

    document = factory.SubFactory(DocumentFactory)
    title = "公租房申请"
    url = factory.Sequence(lambda n: f"https://services.example.gov.cn/{n}")
    created_at = DRAFTED_AT


class InterpretationWaiverFactory(DjangoModelFactory):
    class Meta:
        model = InterpretationWaiver

    document = factory.SubFactory(DocumentFactory)
    reason = "情况紧急，先行公布"
    granted_at = DRAFTED_AT
    granted_by = factory.SubFactory(StaffFactory)
