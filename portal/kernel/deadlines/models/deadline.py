"""The one ledger of statutory and internal terms."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    """Adjectives of deadlines; what depends on the day takes the day."""

    def open(self) -> "DeadlineQuerySet":
        return self.filter(met_at=None, cancelled_at=None)

    def running(self) -> "DeadlineQuerySet":
        """Open and not paused: the clock is ticking."""
        return self.open().filter(paused_at=None)

    def overdue(self, on: date) -> "DeadlineQuerySet":
        return self.running().filter(due_on__lt=on)

    def due_by(self, day: date) -> "DeadlineQuerySet":
        return self.running().filter(due_on__lte=day)

    def about(self, subject: models.Model) -> "DeadlineQuerySet":
        return self.filter(subject_type=ContentType.objects.get_for_model(subject), subject_id=str(subject.pk))

    def handled_by(self, user: Any) -> "DeadlineQuerySet":
        return self.filter(handler=user)


class Deadline(models.Model):
    """One term that runs for one thing 「期限」: until when, on which basis, and how it ended."""

    kind = models.CharField("期限种类", max_length=60)
    subject_type = models.ForeignKey(ContentType, verbose_name="对象类型", on_delete=models.PROTECT, related_name="+")
    subject_id = models.CharField("对象编号", max_length=40)
    subject = GenericForeignKey("subject_type", "subject_id")
    title = models.CharField("事项", max_length=200, help_text="不得含个人信息")
    basis = models.CharField("依据", max_length=120, blank=True)
    department = models.ForeignKey(
        "people.Department", verbose_name="责任部门", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="经办人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    due_on = models.DateField("到期日")
    provisional = models.BooleanField("暂定", default=False)
    provisional_reason = models.CharField("暂定原因", max_length=200, blank=True)
    version = models.PositiveIntegerField("版本", default=1, help_text="到期日每变动一次加一")
    due_set_at = models.DateTimeField("到期日确定时间")

    opened_at = models.DateTimeField("设定时间")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="设定人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    paused_at = models.DateTimeField("中止时间", null=True, blank=True)
    paused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="中止人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    met_at = models.DateTimeField("办结时间", null=True, blank=True)
    met_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="办结人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    cancelled_at = models.DateTimeField("取消时间", null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="取消人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    cancellation_reason = models.CharField("取消原因", max_length=200, blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = "期限"
        verbose_name_plural = "期限"
        indexes: ClassVar = [
            models.Index(fields=["subject_type", "subject_id"], name="deadlines_subject"),
            models.Index(
                fields=["due_on", "id"],
                name="deadlines_running_due",
                condition=Q(met_at=None, cancelled_at=None, paused_at=None),
            ),
            models.Index(
                fields=["handler", "due_on"], name="deadlines_handler_due", condition=Q(met_at=None, cancelled_at=None)
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "subject_type", "subject_id"],
                condition=Q(met_at=None, cancelled_at=None),
                name="deadlines_one_open_per_subject",
                violation_error_message="该事项已有同类期限正在计算。",
            ),
            models.CheckConstraint(
                condition=Q(met_at=None) | Q(cancelled_at=None),
                name="deadlines_met_or_cancelled",
                violation_error_message="期限不能既办结又取消。",
            ),
            models.CheckConstraint(
                condition=Q(paused_by=None) | Q(paused_at__isnull=False),
                name="deadlines_paused_by_with_time",
                violation_error_message="中止人和中止时间应当同时记录。",
            ),
            models.CheckConstraint(
                condition=Q(met_by=None) | Q(met_at__isnull=False),
                name="deadlines_met_by_with_time",
                violation_error_message="办结人和办结时间应当同时记录。",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_by=None) | Q(cancelled_at__isnull=False),
                name="deadlines_cancelled_by_with_time",
                violation_error_message="取消人和取消时间应当同时记录。",
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1),
                name="deadlines_version_positive",
                violation_error_message="期限版本从1开始。",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.met_at is None and self.cancelled_at is None
