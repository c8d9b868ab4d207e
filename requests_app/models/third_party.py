"""Asking those whom disclosure might harm, article 32."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from encrypted_fields.fields import EncryptedCharField

from requests_app.rules.words import Stance


class ThirdPartyConsultation(models.Model):
    """A letter to a third party and what came of it 「第三方意见征求」; the reply term stands still meanwhile."""

    request = models.ForeignKey(
        "requests_app.InformationRequest", verbose_name="申请", on_delete=models.PROTECT, related_name="consultations"
    )
    party = EncryptedCharField("第三方", max_length=200, null=True)
    sent_on = models.DateField("发函日期")
    delivered_on = models.DateField("第三方收到日期")
    opinion_due_on = models.DateField("第三方答复期限")
    stance = models.CharField("第三方意见", max_length=10, choices=Stance.choices(), blank=True)
    note = models.TextField("意见内容", max_length=2000, blank=True)
    ended_on = models.DateField("征求意见结束日期", null=True, blank=True)
    asked_at = models.DateTimeField("登记时间")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="登记人", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "第三方意见征求"
        verbose_name_plural = "第三方意见征求"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(ended_on__isnull=True),
                name="requests_one_open_consultation",
                violation_error_message="上一次第三方意见征求尚未结束。",
            ),
            models.CheckConstraint(
                condition=Q(delivered_on__gte=F("sent_on")) & Q(opinion_due_on__gt=F("delivered_on")),
                name="requests_consultation_in_order",
                violation_error_message="第三方收到日期不能早于发函日期。",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, stance="")
                | (Q(ended_on__gte=F("delivered_on")) & Q(stance__in=Stance.codes())),
                name="requests_consultation_ends_with_stance",
                violation_error_message="征求意见结束日期和第三方意见应当同时填写，且不早于第三方收到日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"第三方意见征求（{self.sent_on:%Y-%m-%d}）"
