"""The record of imports: what was taken in when, and what became of each file."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

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
