"""What is looked for, told without who looks."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q, Sum


class QueryCountQuerySet(models.QuerySet["QueryCount"]):
    """Adjectives of counts."""

    def between(self, first: date, last: date) -> Self:
        return self.filter(day__range=(first, last))

    def with_sums(self) -> Any:
        """One row for each wording, over all days."""
        return (
            self.order_by().values("words").annotate(times=Sum("searches"), in_vain=Sum("empty"), clicks=Sum("opened"))
        )


class QueryCount(models.Model):
    """How often a wording was looked for on a day 「检索统计」: no person, no address, no time of day."""

    day = models.DateField("日期")
    words = models.CharField("检索词", max_length=40)
    searches = models.PositiveIntegerField("检索次数", default=0)
    empty = models.PositiveIntegerField("无结果次数", default=0)
    opened = models.PositiveIntegerField("打开结果次数", default=0)

    objects: ClassVar = QueryCountQuerySet.as_manager()

    class Meta:
        verbose_name = "检索统计"
        verbose_name_plural = "检索统计"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["day", "words"],
                name="search_query_counted_once_a_day",
                violation_error_message="同一天的同一检索词只有一行统计。",
            ),
            models.CheckConstraint(
                condition=~Q(words="") & Q(empty__lte=F("searches")),
                name="search_query_counts_agree",
                violation_error_message="无结果次数不能多于检索次数，检索词不能为空。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.words}"
