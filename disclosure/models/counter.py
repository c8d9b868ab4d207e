"""The counters behind index numbers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class IndexCounter(models.Model):
    """The last serial number given out for one organ and year; read and raised under a row lock, so without gaps."""

    organ_code = models.CharField("机构代码", max_length=18)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("末号", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "索引号流水"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organ_code", "year"],
                name="disclosure_indexcounter_once",
                violation_error_message="该机构该年度的流水已经存在。",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1949, year__lte=9999),
                name="disclosure_indexcounter_year",
                violation_error_message="年份不在合理范围内。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ_code}/{self.year}: {self.last}"
