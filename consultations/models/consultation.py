from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, Func, IntegerField, OuterRef, Q, Value, When
from django.urls import reverse

from consultations.rules.standing import standing
from consultations.rules.words import Kind, Standing
from policies.models import Document
from portal.kernel.publishing.models import Publishable, PublishableQuerySet
from portal.kernel.taxonomy.models import Audience, Topic


class ConsultationQuerySet(PublishableQuerySet):
    """Adjectives of consultations; those of the calendar take the day."""

    def with_answer(self, *, at: datetime) -> Self:
        """Adds ``answered``: whether the public can read what became of its opinions."""
        reports = apps.get_model("consultations", "AdoptionReport").objects.public(at=at)
        return self.annotate(answered=Exists(reports.filter(consultation=OuterRef("pk"))))

    def with_standing(self, *, on: date, at: datetime) -> Self:
        """Adds ``standing_code``; the same law as ``rules.standing``, which the tests hold against it."""
        return self.with_answer(at=at).annotate(
            standing_code=Case(
                When(answered=True, then=Value(Standing.ANSWERED.value)),
                When(opens_on__gt=on, then=Value(Standing.UPCOMING.value)),
                When(closes_on__gte=on, then=Value(Standing.OPEN.value)),
                default=Value(Standing.CLOSED.value),
                output_field=models.CharField(),
            )
        )

    def with_rank(self, *, on: date, at: datetime) -> Self:
        """Adds ``rank`` and ``distance``: open ones first, the nearest end first; then the coming, then the past."""
        order = {code: place for place, code in enumerate(Standing.codes())}
        return self.with_standing(on=on, at=at).annotate(
            rank=Case(
                *(When(standing_code=code, then=Value(place)) for code, place in order.items()),
                output_field=IntegerField(),
            ),
            distance=Case(
                When(standing_code=Standing.OPEN.value, then=_days("closes_on", Value(on))),
                When(standing_code=Standing.UPCOMING.value, then=_days("opens_on", Value(on))),
                default=_days(Value(on), "closes_on"),
                output_field=IntegerField(),
            ),
        )

    def of_standing(self, code: str, *, on: date, at: datetime) -> Self:
        return self.with_standing(on=on, at=at).filter(standing_code=code)

    def with_opinion_count(self) -> Self:
        """Adds ``opinion_total``: all opinions received, shown or not."""
        counted = (
            apps.get_model("consultations", "Opinion")
            .objects.filter(consultation=OuterRef("pk"))
            .order_by()
            .values("consultation")
            .annotate(number=models.Count("pk"))
            .values("number")
        )
        return self.annotate(
            opinion_total=models.functions.Coalesce(models.Subquery(counted), 0, output_field=IntegerField())
        )


def _days(later: Any, earlier: Any) -> Func:
    return Func(later, earlier, template="(%(expressions)s)", arg_joiner=" - ", output_field=IntegerField())


class Consultation(Publishable):
    """「意见征集」: a draft before the public, from one day to another."""

    content_fields = (
        "kind",
        "explanation",
        "draft",
        "opens_on",
        "closes_on",
        "earliest_closes_on",
        "shorter_reason",
        "postal_address",
        "email",
        "telephone",
        "topics",
        "audiences",
    )

    kind = models.CharField("事项类型", max_length=24, choices=Kind.choices())
    explanation = models.TextField("起草说明", blank=True)
    draft = models.TextField("草案全文", blank=True)

    opens_on = models.DateField("开始日期")
    closes_on = models.DateField("截止日期", help_text="当日24时截止")
    earliest_closes_on = models.DateField("依法最早截止日期", editable=False)
    shorter_reason = models.CharField(
        "缩短期限的理由", max_length=300, blank=True, help_text="期限短于法定最短时间的必须填写，并随公告一并公布"
    )

    postal_address = models.CharField("来信地址", max_length=200, blank=True)
    email = models.EmailField("意见邮箱", max_length=120, blank=True)
    telephone = models.CharField("咨询电话", max_length=60, blank=True)
    topics = models.ManyToManyField(Topic, verbose_name="主题分类", blank=True, related_name="consultations")
    audiences = models.ManyToManyField(Audience, verbose_name="征求对象", blank=True, related_name="consultations")

    led_to = models.ForeignKey(
        Document,
        verbose_name="形成的政策文件",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="consultations",
    )
    source_key = models.CharField("导入来源", max_length=300, null=True, blank=True, editable=False)  # noqa: DJ001 - unique when present

    objects: ClassVar[Any] = ConsultationQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "意见征集"
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=Kind.codes()),
                name="consultations_consultation_kind_known",
                violation_error_message="未知的事项类型",
            ),
            models.CheckConstraint(
                condition=Q(opens_on__gte=date(1949, 10, 1)),
                name="consultations_consultation_opens_since_1949",
                violation_error_message="开始日期不能早于1949年10月1日",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="consultations_consultation_closes_after_opening",
                violation_error_message="截止日期不能早于开始日期",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("earliest_closes_on")) | ~Q(shorter_reason=""),
                name="consultations_consultation_long_enough_or_explained",
                violation_error_message="期限短于法定最短时间的，应当说明理由",
            ),
            models.UniqueConstraint(
                fields=["source_key"],
                name="consultations_consultation_source_once",
                violation_error_message="同一来源的意见征集已经导入",
            ),
        ]
        indexes = [
            *Publishable.Meta.indexes,
            models.Index(fields=["closes_on"], name="consultation_closes_idx"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("consultations:detail", args=[self.pk])

    def standing(self, *, on: date, answered: bool) -> Standing:
        return standing(opens_on=self.opens_on, closes_on=self.closes_on, answered=answered, on=on)

    @property
    def is_shortened(self) -> bool:
        return self.closes_on < self.earliest_closes_on

    def public_html(self) -> Sequence[str]:
        return (self.explanation, self.draft)

    def extra_content(self) -> dict[str, Any]:
        """The clauses people may comment on are signed with the draft."""
        return {"clauses": [[each.position, each.heading, each.text] for each in self.clauses.order_by("position")]}


class Clause(models.Model):
    """「条款」 of a draft on which an opinion may be given; fixed from the first release on."""

    consultation = models.ForeignKey(
        Consultation, verbose_name="意见征集", on_delete=models.PROTECT, related_name="clauses"
    )
    position = models.PositiveSmallIntegerField("顺序")
    heading = models.CharField("条目", max_length=60, help_text="例如：第三条")
    text = models.TextField("条文", max_length=4000)

    class Meta:
        verbose_name = verbose_name_plural = "条款"
        ordering = ("consultation", "position")
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "position"],
                name="consultations_clause_position_once",
                violation_error_message="条款的顺序重复",
            ),
            models.CheckConstraint(
                condition=~Q(heading="") & ~Q(text=""),
                name="consultations_clause_not_empty",
                violation_error_message="条目和条文不能为空",
            ),
        ]

    def __str__(self) -> str:
        return self.heading
