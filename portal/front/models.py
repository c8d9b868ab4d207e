"""The record of imports, and what readers say of pages."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from encrypted_fields.fields import EncryptedCharField

from portal.kernel.people.models import User


class ImportRun(models.Model):
    """One run of `import_documents` over a folder 「导入批次」; without an end it can be resumed."""

    folder = models.CharField("文件夹", max_length=1000)
    target = models.CharField("导入为", max_length=40)
    publish = models.BooleanField("同时发布", default=False)
    started_at = models.DateTimeField("开始时间")
    started_by = models.ForeignKey(
        User, verbose_name="导入人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        verbose_name = "导入批次"
        verbose_name_plural = "导入批次"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("started_at")),
                name="front_importrun_ends_after_start",
                violation_error_message="导入的完成时间不能早于开始时间。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.folder} → {self.target}"


class ImportOutcome(models.Model):
    """What became of one file in one run 「导入结果」."""

    class Kind(models.TextChoices):
        CREATED = "created", "新增"
        UPDATED = "updated", "更新"
        UNCHANGED = "unchanged", "未变"
        SKIPPED = "skipped", "跳过"
        FAILED = "failed", "失败"

    run = models.ForeignKey(ImportRun, verbose_name="导入批次", on_delete=models.CASCADE, related_name="outcomes")
    source_key = models.CharField("来源文件", max_length=1000)
    kind = models.CharField("结果", max_length=10, choices=Kind.choices)
    reason = models.CharField("说明", max_length=1000, blank=True)
    object_id = models.BigIntegerField("对象编号", null=True, blank=True)
    file_hash = models.CharField("文件摘要", max_length=64, blank=True)

    class Meta:
        verbose_name = "导入结果"
        verbose_name_plural = "导入结果"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "source_key"],
                name="front_importoutcome_one_per_file",
                violation_error_message="同一批次中每个文件只有一个结果。",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["skipped", "failed"]) | ~Q(reason=""),
                name="front_importoutcome_explained",
                violation_error_message="跳过或者失败的文件应当说明原因。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_key}：{self.get_kind_display()}"


class PageFeedbackQuerySet(models.QuerySet["PageFeedback"]):
    """Adjectives of feedback."""

    def waiting(self) -> Self:
        """What was reported wrong and nobody has looked into."""
        return self.filter(verdict=PageFeedback.Verdict.MISTAKE, handled_at__isnull=True)


class PageFeedback(models.Model):
    """What a reader says of one page 「页面评价与纠错」; of the reader nothing is kept that was not left on purpose."""

    class Verdict(models.TextChoices):
        USEFUL = "useful", "有用"
        USELESS = "useless", "没用"
        MISTAKE = "mistake", "找错"

    page = models.CharField("页面", max_length=300)
    verdict = models.CharField("评价", max_length=10, choices=Verdict.choices)
    text = models.TextField("说明", max_length=1000, blank=True)
    contact = EncryptedCharField("联系方式", max_length=120, null=True, blank=True)
    sent_at = models.DateTimeField("提交时间")
    handled_at = models.DateTimeField("处理时间", null=True, blank=True)
    handled_by = models.ForeignKey(
        User, verbose_name="处理人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField("处理结果", max_length=300, blank=True)
    form_key_digest = models.CharField(max_length=64, unique=True, editable=False)

    objects: ClassVar[PageFeedbackQuerySet] = PageFeedbackQuerySet.as_manager()  # type: ignore[assignment]  # the queryset stands for its manager

    class Meta:
        verbose_name = verbose_name_plural = "页面评价与纠错"
        indexes: ClassVar = [models.Index(fields=["page", "-sent_at"], name="front_feedback_of_page")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(verdict__in=["useful", "useless", "mistake"]),
                name="front_pagefeedback_verdict_known",
                violation_error_message="评价只有有用、没用和找错三种。",
            ),
            models.CheckConstraint(
                condition=Q(page__startswith="/"),
                name="front_pagefeedback_of_own_page",
                violation_error_message="只能评价本站的页面。",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="mistake") | ~Q(text=""),
                name="front_pagefeedback_mistake_described",
                violation_error_message="请说明哪里有错。",
            ),
            models.CheckConstraint(
                condition=Q(handled_at__isnull=True, handled_by__isnull=True, outcome="")
                | (Q(handled_at__isnull=False, handled_by__isnull=False, contact__isnull=True) & ~Q(outcome="")),
                name="front_pagefeedback_handled_at_by_and_how",
                violation_error_message="处理结果、处理时间和处理人应当同时记录，联系方式同时清除。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}：{self.page}"
