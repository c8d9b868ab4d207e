"""The trail: who did what when, unalterable."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q


class Event(models.Model):
    """One recorded act 「审计事件」; without foreign keys, so that the trail outlives what it tells of."""

    sequence = models.PositiveBigIntegerField("序号", unique=True)
    verb = models.CharField("动作", max_length=60)
    target_type = models.CharField("对象类型", max_length=60)
    target_id = models.CharField("对象编号", max_length=40)
    before = models.JSONField("变更前", null=True)
    after = models.JSONField("变更后", null=True)
    note = models.CharField("说明", max_length=500, blank=True)
    at = models.DateTimeField("时间")
    actor_id = models.BigIntegerField("操作人编号", null=True)
    actor_name = models.CharField("操作人", max_length=60)
    previous_hash = models.CharField("前一哈希", max_length=64)
    hash = models.CharField("哈希", max_length=64, unique=True)

    class Meta:
        verbose_name = "审计事件"
        verbose_name_plural = "审计事件"
        indexes: ClassVar = [
            models.Index(fields=["target_type", "target_id", "sequence"], name="audit_event_target"),
            models.Index(fields=["verb", "sequence"], name="audit_event_verb"),
            models.Index(fields=["actor_id", "sequence"], name="audit_event_actor"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(sequence__gte=1),
                name="audit_event_sequence_positive",
                violation_error_message="审计序号从 1 开始。",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="no_truncate",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func=(
                    "IF current_setting('portal.truncate_allowed', true) = 'on' THEN RETURN NULL; END IF; "
                    "RAISE EXCEPTION 'audit_event is append-only';"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb}"
