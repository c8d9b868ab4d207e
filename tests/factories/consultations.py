"""Consultations, opinions and adoption reports; no state is built by hand."""

import datetime as dt
import uuid

import factory

from consultations.models import AdoptionReport, Consultation
from consultations.services import drafting, lines, opinions
from portal.kernel.publishing.services import release
from tests.factories.people import DepartmentFactory
from tests.factories.policies import PublishableFactory
from tests.factories.publishing import DRAFTED_AT

# A consultation of the tests: open 2026-04-28 to 2026-05-28, its report due on 2026-06-04.
OPENS_ON = dt.date(2026, 4, 28)
CLOSES_ON = dt.date(2026, 5, 28)
SHANGHAI = dt.timezone(dt.timedelta(hours=8))
OPENING = dt.datetime(2026, 4, 28, 9, tzinfo=SHANGHAI)
WITHIN = dt.datetime(2026, 5, 6, 10, tzinfo=SHANGHAI)
LAST_SECOND = dt.datetime(2026, 5, 28, 23, 59, 59, 999999, tzinfo=SHANGHAI)
CLOSED = dt.datetime(2026, 5, 29, tzinfo=SHANGHAI)
AFTER = dt.datetime(2026, 6, 1, 10, tzinfo=SHANGHAI)


class ConsultationFactory(PublishableFactory):
    """``published=True`` is released on the morning of the opening day."""

    class Meta:
        model = Consultation

    title = factory.Sequence(lambda n: f"关于《住房租赁管理办法（草案之{n}）》公开征求意见的公告")
    kind = "major_decision"
    explanation = "为了规范住房租赁市场，起草本办法。"
    draft = "第一条 为了规范住房租赁，制定本办法。\n\n第二条 本市行政区域内的住房租赁适用本办法。"
    opens_on = OPENS_ON
    closes_on = CLOSES_ON

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        by = kwargs.pop("created_by", None)
        published = kwargs.pop("published", False)
        released_at = kwargs.pop("released_at", OPENING)
        thing = drafting.save_consultation(consultation=model_class(), data=kwargs, by=by, at=DRAFTED_AT)
        if published:
            release.import_published(thing=thing, by=by, at=released_at, source="测试数据")
        return thing


def opinion(consultation, *, at=WITHIN, key=None, digest="", by=None, **said):
    """An opinion that came through the door."""
    words = {"text": "建议延长押金返还期限的说明。", **said}
    return opinions.submit(
        consultation_id=consultation.pk,
        said=opinions.Said(**words),
        key=key or uuid.uuid4(),
        digest=digest or repr(sorted(words.items())),
        by=by,
        at=at,
    ).opinion


class AdoptionReportFactory(PublishableFactory):
    """One line per opinion; ``published=True`` is released on 2026-06-01."""

    class Meta:
        model = AdoptionReport

    department = factory.SubFactory(DepartmentFactory)
    consultation = factory.SubFactory(ConsultationFactory, published=True)
    overview = "征集期间收到的意见集中在押金返还，均已研究。"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        by = kwargs.pop("created_by", None)
        published = kwargs.pop("published", False)
        released_at = kwargs.pop("released_at", AFTER)
        report = drafting.save_report(report=model_class(), data=kwargs, by=by, at=released_at)
        for each in kwargs["consultation"].opinions.order_by("pk"):
            lines.add(report=report, said=each.text, decision="adopted", by=by, at=released_at)
        if published:
            release.import_published(thing=report, by=by, at=released_at, source="测试数据")
        return report
