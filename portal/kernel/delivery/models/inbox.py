"""The reader's own letter box on the site."""

from typing import Self

from django.conf import settings
from django.db import models

from portal.kernel.delivery.models.outbox import OutboxLetter


class InboxQuerySet(models.QuerySet["InboxMessage"]):
    def of(self, user_id: int) -> Self:
        return self.filter(user_id=user_id).order_by("-received_at", "-pk")

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)


class InboxMessage(models.Model):
    """站内信: what a user finds in his own box; one row per letter, so that no letter arrives twice."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="收件人", on_delete=models.CASCADE, related_name="inbox_messages"
    )
    letter = models.OneToOneField(
        OutboxLetter, verbose_name="信件", on_delete=models.PROTECT, related_name="inbox_message"
    )
    subject = models.CharField("标题", max_length=300)
    body = models.TextField("内容")
    url = models.CharField("相关页面", max_length=500, blank=True)
    received_at = models.DateTimeField("收到时间")
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)

    objects = InboxQuerySet.as_manager()

    class Meta:
        verbose_name = "站内信"
        verbose_name_plural = "站内信"
        ordering = ("-received_at", "-pk")
        indexes = [models.Index(fields=["user", "-received_at"], name="inbox_by_user")]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_unread(self) -> bool:
        return self.read_at is None
