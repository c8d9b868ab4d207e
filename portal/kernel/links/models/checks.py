"""What each look at a link found."""

from django.db import models

from portal.kernel.links.models.links import OutboundLink
from portal.kernel.links.words import Outcome


class LinkCheck(models.Model):
    """链接检查: one visit and its finding; never changed afterwards."""

    link = models.ForeignKey(OutboundLink, verbose_name="链接", on_delete=models.CASCADE, related_name="checks")
    at = models.DateTimeField("检查时间")
    outcome = models.CharField("结果", max_length=10, choices=Outcome.choices)
    status = models.PositiveSmallIntegerField("状态码", null=True, blank=True)
    problem = models.CharField("问题", max_length=200, blank=True)
    final_url = models.CharField("最终地址", max_length=2000, blank=True)
    elapsed_ms = models.PositiveIntegerField("用时（毫秒）", default=0)

    class Meta:
        verbose_name = "链接检查"
        verbose_name_plural = "链接检查"
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=["link", "-at"], name="linkcheck_by_link")]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.status or ''}".strip()
