"""Columns of the site."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class ColumnQuerySet(models.QuerySet["Column"]):
    """Adjectives of columns."""

    def active(self) -> "ColumnQuerySet":
        return self.filter(is_active=True)


class Column(models.Model):
    """A place on the site with a responsible department and person and a freshness rule 「栏目」."""

    slug = models.SlugField("标识", max_length=60, unique=True)
    name = models.CharField("名称", max_length=60)
    parent = models.ForeignKey(
        "self", verbose_name="上级栏目", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    position = models.PositiveIntegerField("排序", default=0)
    department = models.ForeignKey(
        "people.Department",
        verbose_name="责任部门",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="columns",
    )
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="责任人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="kept_columns",
    )
    max_age_days = models.PositiveIntegerField(
        "更新时限（天）", null=True, blank=True, help_text="超过这些天没有新内容即提醒；留空表示不要求"
    )
    description = models.CharField("说明", max_length=300, blank=True)
    is_active = models.BooleanField("在用", default=True)
    in_header = models.BooleanField(
        "显示在页眉",
        default=False,
        help_text="页眉固定的五项之后，最多再选两个栏目，按排序排列；不选时使用默认的两项。",
    )

    objects = ColumnQuerySet.as_manager()

    class Meta:
        verbose_name = "栏目"
        verbose_name_plural = "栏目"
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                name="taxonomy_column_not_own_parent",
                violation_error_message="栏目不能以自己为上级栏目。",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(slug=""),
                name="taxonomy_column_named",
                violation_error_message="栏目的名称和标识不能为空。",
            ),
            models.CheckConstraint(
                condition=Q(max_age_days__isnull=True) | Q(max_age_days__gte=1),
                name="taxonomy_column_age_positive",
                violation_error_message="更新时限至少为 1 天。",
            ),
            models.CheckConstraint(
                condition=Q(in_header=False) | Q(is_active=True),
                name="taxonomy_column_in_header_in_use",
                violation_error_message="停用的栏目不能显示在页眉。",
            ),
        ]

    def __str__(self) -> str:
        return self.name
