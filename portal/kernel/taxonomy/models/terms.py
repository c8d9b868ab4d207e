"""Words by which things are found: topics, audiences, tags."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Topic(models.Model):
    """A subject in the tree of subjects 「主题分类」."""

    slug = models.SlugField("标识", max_length=60, unique=True)
    name = models.CharField("名称", max_length=60)
    parent = models.ForeignKey(
        "self", verbose_name="上级主题", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    position = models.PositiveIntegerField("排序", default=0)

    class Meta:
        verbose_name = "主题"
        verbose_name_plural = "主题"
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                name="taxonomy_topic_not_own_parent",
                violation_error_message="主题不能以自己为上级主题。",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(slug=""),
                name="taxonomy_topic_named",
                violation_error_message="主题的名称和标识不能为空。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Audience(models.Model):
    """Whom a thing concerns 「受众」."""

    slug = models.SlugField("标识", max_length=60, unique=True)
    name = models.CharField("名称", max_length=60)
    position = models.PositiveIntegerField("排序", default=0)

    class Meta:
        verbose_name = "受众"
        verbose_name_plural = "受众"
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(slug=""),
                name="taxonomy_audience_named",
                violation_error_message="受众的名称和标识不能为空。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Tag(models.Model):
    """A free word attached to things 「标签」."""

    name = models.CharField("名称", max_length=40, unique=True)

    class Meta:
        verbose_name = "标签"
        verbose_name_plural = "标签"
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(name=""), name="taxonomy_tag_named", violation_error_message="标签不能为空。"
            ),
        ]

    def __str__(self) -> str:
        return self.name
