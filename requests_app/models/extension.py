"""The one extension of article 33."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class Extension(models.Model):
    """An extension of the reply term 「延期」, told to the applicant before the term ends."""

    request = models.OneToOneField(
        "requests_app.InformationRequest", verbose_name="申请", on_delete=models.PROTECT, related_name="extension"
    )
    workdays = models.PositiveSmallIntegerField("延长工作日数")
    reason = models.CharField("延期理由", max_length=500)
    due_before_on = models.DateField("原答复期限")
    approved_at = models.DateTimeField("批准时间")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="批准人", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "延期"
        verbose_name_plural = "延期"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(workdays__range=(1, 20)),
                name="requests_extension_at_most_twenty",
                violation_error_message="延长的期限应当为1至20个工作日（条例第三十三条）。",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__date__lte=models.F("due_before_on")),
                name="requests_extension_before_due",
                violation_error_message="延期应当在答复期限届满前批准（条例第三十三条）。",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="requests_extension_says_why",
                violation_error_message="请写明延期理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"延期{self.workdays}个工作日"
