"""The nightly comparison of the index with what is public."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class IndexCheck(models.Model):
    """One comparison of the index with what is public 「索引核对」, for staff to read."""

    started_at = models.DateTimeField("开始时间")
    finished_at = models.DateTimeField("完成时间")
    looked_at = models.PositiveIntegerField("核对条数")
    missing = models.PositiveIntegerField("缺少", help_text="已经公开，索引中没有")
    stale = models.PositiveIntegerField("过时", help_text="索引中的内容与公开的不一致")
    orphaned = models.PositiveIntegerField("多余", help_text="已经不公开，索引中还有")
    repaired = models.BooleanField("已修复")
    examples = models.TextField("举例", blank=True, max_length=2000)

    class Meta:
        verbose_name = "索引核对"
        verbose_name_plural = "索引核对"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(finished_at__gte=F("started_at")),
                name="search_check_ends_after_start",
                violation_error_message="核对的完成时间不能早于开始时间。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"

    @property
    def is_sound(self) -> bool:
        return not (self.missing or self.stale or self.orphaned)
