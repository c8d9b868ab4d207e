"""Items of proactive disclosure."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import DateField, F, Func, Q, Value
from django.db.models.functions import Cast
from django.urls import reverse

from disclosure.models.catalogue import Matter
from disclosure.rules.content import FOUNDED_ON, LENGTHS
from portal.kernel.publishing.models import Publishable, PublishableQuerySet
from portal.kernel.taxonomy.models import Audience, Column, Topic

PUBLIC = Q(published_at__isnull=False, withdrawn_at__isnull=True)
# The day in Asia/Shanghai, which is the day the law counts.
PUBLISHED_ON = Cast(Func(Value("Asia/Shanghai"), F("published_at"), function="timezone"), DateField())


class ItemQuerySet(PublishableQuerySet):
    """Adjectives of items; what the public may see comes from `public(at=, to=)`."""

    def with_lines(self) -> Self:
        """Ready for a list: names in the same query, the long text left in the database."""
        return self.select_related("department", "column").defer("body", "proposal")

    def of_year(self, start: Any, end: Any) -> Self:
        """Published from one moment up to another."""
        return self.filter(published_at__gte=start, published_at__lt=end)


class Item(Publishable):
    """A piece of information made public on the bureau's own initiative 「公开条目」, with its head block."""

    content_fields: ClassVar[tuple[str, ...]] = (
        *("document_number", "organ", "formed_on", "summary", "body"),
        *("column", "topics", "audiences", "matter"),
    )

    index_number = models.CharField("索引号", max_length=60, editable=False)
    document_number = models.CharField("发文字号", max_length=LENGTHS["document_number"], blank=True)
    organ = models.CharField("发文机关", max_length=LENGTHS["organ"])
    formed_on = models.DateField("成文日期")
    summary = models.CharField("内容概述", max_length=LENGTHS["summary"], blank=True)
    body = models.TextField("正文", blank=True)
    column = models.ForeignKey(Column, verbose_name="栏目", on_delete=models.PROTECT, related_name="items")
    topics = models.ManyToManyField(Topic, verbose_name="主题分类", blank=True, related_name="items")
    audiences = models.ManyToManyField(Audience, verbose_name="受众", blank=True, related_name="items")
    matter = models.ForeignKey(
        Matter, verbose_name="目录事项", null=True, blank=True, on_delete=models.PROTECT, related_name="items"
    )

    source_key = models.CharField("导入来源", max_length=300, null=True, blank=True, editable=False)  # noqa: DJ001 - unique when present
    source_hash = models.CharField("导入内容摘要", max_length=64, blank=True, editable=False)

    objects: ClassVar[Any] = ItemQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = "公开条目"
        verbose_name_plural = "公开条目"
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["index_number"],
                name="disclosure_item_index_number_once",
                violation_error_message="索引号已被使用。",
            ),
            models.CheckConstraint(
                condition=~Q(index_number=""),
                name="disclosure_item_numbered",
                violation_error_message="条目应当有索引号。",
            ),
            models.UniqueConstraint(
                fields=["source_key"],
                name="disclosure_item_source_once",
                violation_error_message="该来源文件已经导入。",
            ),
            models.CheckConstraint(
                condition=~Q(organ=""),
                name="disclosure_item_organ_named",
                violation_error_message="发文机关不能为空。",
            ),
            models.CheckConstraint(
                condition=Q(formed_on__gte=FOUNDED_ON),
                name="disclosure_item_formed_since_1949",
                violation_error_message="成文日期不能早于 1949 年 10 月 1 日。",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(formed_on__lte=PUBLISHED_ON),
                name="disclosure_item_formed_before_published",
                violation_error_message="成文日期不能晚于发布日期。",
            ),
        ]
        indexes: ClassVar = [
            *Publishable.Meta.indexes,
            models.Index(fields=["column", "-published_at", "-id"], condition=PUBLIC, name="item_column_idx"),
            models.Index(fields=["department", "-published_at", "-id"], condition=PUBLIC, name="item_department_idx"),
            models.Index(fields=["matter", "-published_at"], condition=PUBLIC, name="item_matter_idx"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("disclosure:detail", args=[self.pk])

    @property
    def formed_year(self) -> int:
        """The year the index number counts in."""
        day: date = self.formed_on
        return day.year
