"""What happened to a request."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from requests_app.rules.deadlines import ClockEvent
from requests_app.rules.words import EventKind


class RequestEvent(models.Model):
    """One step of the file 「办理记录」, never changed afterwards; the reply clock is folded from these."""

    request = models.ForeignKey(
        "requests_app.InformationRequest", verbose_name="申请", on_delete=models.PROTECT, related_name="events"
    )
    kind = models.CharField("事项", max_length=30, choices=EventKind.choices())
    on = models.DateField("日期", help_text="法律上的日期，可以早于记录的时间")
    workdays = models.PositiveSmallIntegerField("工作日数", default=0)
    note = models.CharField("说明", max_length=500, blank=True)
    at = models.DateTimeField("记录时间")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="记录人", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "办理记录"
        verbose_name_plural = "办理记录"
        indexes: ClassVar = [models.Index(fields=["request", "id"], name="requests_event_order")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=EventKind.codes()),
                name="requests_event_kind_known",
                violation_error_message="未知的办理事项。",
            ),
            models.UniqueConstraint(
                fields=["request", "kind"],
                condition=Q(
                    kind__in=[
                        "submitted",
                        "confirmed",
                        "correction_notice",
                        "correction_received",
                        "extension_approved",
                    ]
                ),
                name="requests_event_happens_once",
                violation_error_message="该事项只能发生一次。",
            ),
        ]
        triggers: ClassVar = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.get_kind_display()}"

    @property
    def for_clock(self) -> ClockEvent:
        return ClockEvent(self.kind, self.on, self.workdays)
