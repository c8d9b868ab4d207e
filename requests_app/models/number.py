"""The counter behind request numbers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class NumberSeries(models.Model):
    """The last number given in a year 「流水号」; its row is locked meanwhile, so none is lost or doubled."""

    year = models.PositiveSmallIntegerField("年份", unique=True)
    last = models.PositiveIntegerField("已用到", default=0)

    class Meta:
        verbose_name = "申请编号"
        verbose_name_plural = "申请编号"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(year__gte=2008),
                name="requests_series_year",
                violation_error_message="政府信息公开条例自2008年起施行，编号年份不能更早。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}：{self.last}"
