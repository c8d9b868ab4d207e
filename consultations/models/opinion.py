from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from encrypted_fields.fields import EncryptedCharField

from consultations.models.consultation import Clause, Consultation
from consultations.rules.words import OpinionState


class OpinionQuerySet(models.QuerySet["Opinion"]):
    """Adjectives of opinions."""

    def shown(self) -> Self:
        return self.filter(state=OpinionState.SHOWN.value)

    def waiting(self) -> Self:
        """Those no moderator has looked at."""
        return self.filter(state=OpinionState.RECEIVED.value)

    def of_departments(self, department_ids: frozenset[int]) -> Self:
        return self.filter(consultation__department__in=department_ids)


class Opinion(models.Model):
    """「意见」: what somebody says about a draft or one of its clauses. It is never changed and never deleted."""

    number = models.CharField("回执编号", max_length=30, unique=True)
    consultation = models.ForeignKey(
        Consultation, verbose_name="意见征集", on_delete=models.PROTECT, related_name="opinions"
    )
    clause = models.ForeignKey(
        Clause, verbose_name="针对条款", null=True, blank=True, on_delete=models.PROTECT, related_name="opinions"
    )
    text = models.TextField("意见内容", max_length=3000)
    name = EncryptedCharField("署名", max_length=60, null=True, blank=True)
    contact = EncryptedCharField("联系方式", max_length=120, null=True, blank=True)
    submitted_at = models.DateTimeField("提交时间")

    state = models.CharField(
        "审核状态", max_length=10, choices=OpinionState.choices(), default=OpinionState.RECEIVED.value
    )
    moderated_at = models.DateTimeField("审核时间", null=True, blank=True)
    moderated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="审核人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    moderation_reason = models.CharField("不予公开的理由", max_length=300, blank=True)

    form_key_digest = models.CharField(max_length=64, unique=True, editable=False)
    body_digest = models.CharField(max_length=64, editable=False)

    objects: ClassVar[OpinionQuerySet] = OpinionQuerySet.as_manager()  # type: ignore[assignment]  # the queryset stands for its manager

    class Meta:
        verbose_name = verbose_name_plural = "公众意见"
        indexes = [
            models.Index(fields=["consultation", "-submitted_at", "-id"], name="opinion_of_consultation"),
            models.Index(fields=["consultation"], name="opinion_waiting", condition=Q(state="received")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=OpinionState.codes()),
                name="consultations_opinion_state_known",
                violation_error_message="未知的审核状态",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="consultations_opinion_says_something",
                violation_error_message="请填写意见内容",
            ),
            models.CheckConstraint(
                condition=Q(moderated_at__isnull=True, moderated_by__isnull=True, state="received")
                | (Q(moderated_at__isnull=False, moderated_by__isnull=False) & ~Q(state="received")),
                name="consultations_opinion_moderated_at_and_by",
                violation_error_message="审核结论、审核时间和审核人应当同时记录",
            ),
            models.CheckConstraint(
                condition=(Q(state="hidden") & ~Q(moderation_reason=""))
                | (~Q(state="hidden") & Q(moderation_reason="")),
                name="consultations_opinion_hidden_with_reason",
                violation_error_message="不予公开的意见应当说明理由",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def author(self) -> str:
        return self.name or "匿名"
