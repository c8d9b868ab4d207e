from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from consultations.models.consultation import Consultation
from consultations.rules.words import REASON_OWED, Decision
from portal.kernel.publishing.models import Publishable, PublishableQuerySet


class AdoptionReportQuerySet(PublishableQuerySet):
    """Adjectives of adoption reports: those of everything published."""


class AdoptionReport(Publishable):
    """「意见采纳情况」: what people said and what became of it, owed within five working days of closing."""

    content_fields = ("consultation", "overview", "opinion_count")

    consultation = models.ForeignKey(
        Consultation, verbose_name="意见征集", on_delete=models.PROTECT, related_name="reports"
    )
    overview = models.TextField("总体情况", blank=True, help_text="收到多少意见、集中在哪些方面、总体采纳情况")
    opinion_count = models.PositiveIntegerField("收到意见数", default=0, editable=False)
    objects: ClassVar[Any] = AdoptionReportQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "意见采纳情况"
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["consultation"],
                condition=Q(withdrawn_at__isnull=True),
                name="consultations_adoptionreport_once",
                violation_error_message="这项意见征集已有采纳情况报告",
            ),
        ]

    def get_absolute_url(self) -> str:
        return f"{self.consultation.get_absolute_url()}#adoption"

    def public_html(self) -> tuple[str, ...]:
        return (self.overview,)

    def extra_content(self) -> dict[str, Any]:
        """The lines are signed with the report."""
        return {
            "lines": [
                [each.position, each.theme, each.said, each.opinion_count, each.decision, each.reason]
                for each in self.lines.order_by("position", "pk")
            ]
        }


class AdoptionLine(models.Model):
    """One opinion, or several on one theme, with the decision; fixed from the first release on."""

    report = models.ForeignKey(AdoptionReport, verbose_name="采纳情况", on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField("顺序", default=0)
    theme = models.CharField("主题或者条款", max_length=100, blank=True)
    said = models.TextField("意见内容", max_length=2000)
    opinion_count = models.PositiveIntegerField("意见条数", default=1)
    decision = models.CharField("采纳情况", max_length=12, choices=Decision.choices())
    reason = models.TextField("说明", max_length=2000, blank=True, help_text="部分采纳和未采纳的必须说明理由")

    class Meta:
        verbose_name = verbose_name_plural = "采纳明细"
        ordering = ("report", "position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=Decision.codes()),
                name="consultations_adoptionline_decision_known",
                violation_error_message="采纳情况应当是采纳、部分采纳或者未采纳",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=[each.value for each in REASON_OWED]) | ~Q(reason=""),
                name="consultations_adoptionline_refusal_explained",
                violation_error_message="部分采纳和未采纳的意见应当说明理由",
            ),
            models.CheckConstraint(
                condition=~Q(said=""),
                name="consultations_adoptionline_says_what",
                violation_error_message="请写明意见内容",
            ),
            models.CheckConstraint(
                condition=Q(opinion_count__gte=1),
                name="consultations_adoptionline_counts_one",
                violation_error_message="意见条数至少为1",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()}：{self.said[:30]}"
