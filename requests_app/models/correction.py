"""The one correction notice of article 30."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Correction(models.Model):
    """The single notice what to correct, and what came back 「补正」."""

    request = models.OneToOneField(
        "requests_app.InformationRequest", verbose_name="申请", on_delete=models.PROTECT, related_name="correction"
    )
    text = models.TextField("需要补正的内容", max_length=2000)
    due_on = models.DateField("补正期限")
    answer = models.TextField("补正的内容", max_length=2000, blank=True)
    received_on = models.DateField("收到补正日期", null=True, blank=True)
    notified_at = models.DateTimeField("告知时间")
    notified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="告知人", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "补正"
        verbose_name_plural = "补正"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="requests_correction_says_what",
                violation_error_message="请写明需要补正的内容。",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True, answer="") | (Q(received_on__isnull=False) & ~Q(answer="")),
                name="requests_correction_answer_dated",
                violation_error_message="补正的内容和收到日期应当同时填写。",
            ),
            models.CheckConstraint(
                condition=Q(notified_at__date__lt=F("due_on")),
                name="requests_correction_due_later",
                violation_error_message="补正期限应当晚于告知之日。",
            ),
        ]

    def __str__(self) -> str:
        return f"补正（至{self.due_on:%Y-%m-%d}）"
