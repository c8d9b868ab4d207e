"""What was reminded of, once and for all."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Reminder(models.Model):
    """One step of the ladder for one version of a due date 「催办」: sent, or overtaken by a more urgent one."""

    class Outcome(models.TextChoices):
        SENT = "sent", "已提醒"
        SKIPPED = "skipped", "已被后一次提醒取代"
        UNADDRESSED = "unaddressed", "无人可提醒"

    deadline = models.ForeignKey(
        "deadlines.Deadline", verbose_name="期限", on_delete=models.CASCADE, related_name="reminders"
    )
    version = models.PositiveIntegerField("到期日版本")
    step = models.IntegerField("距到期工作日", help_text="负数为逾期的工作日数")
    outcome = models.CharField("结果", max_length=12, choices=Outcome.choices)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "催办记录"
        verbose_name_plural = "催办记录"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["deadline", "version", "step"],
                name="deadlines_reminded_once",
                violation_error_message="同一期限的同一次提醒只记录一次。",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["sent", "skipped", "unaddressed"]),
                name="deadlines_reminder_outcome_known",
                violation_error_message="未知的提醒结果。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deadline_id}/{self.version}/{self.step}"
