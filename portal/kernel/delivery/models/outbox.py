"""The outbox: a letter is a row in the transaction of the act it reports; sending happens later and elsewhere."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.kernel.delivery.words import ChannelCode, LetterState


class OutboxQuerySet(models.QuerySet["OutboxLetter"]):
    def claimable(self, at: datetime) -> Self:
        """What may be taken up now: waiting letters whose time has come, and those whose former worker vanished."""
        waiting = Q(state=LetterState.PENDING, not_before__lte=at)
        abandoned = Q(state=LetterState.LEASED, leased_until__lte=at)
        return self.filter(waiting | abandoned).order_by("not_before", "pk")

    def unsent(self) -> Self:
        return self.filter(state__in=(LetterState.PENDING, LetterState.LEASED))

    def dead(self) -> Self:
        return self.filter(state=LetterState.DEAD)

    def overdue(self, since: datetime) -> Self:
        """Letters that should have left before `since` and have not: the worker is away or the channel is down."""
        return self.unsent().filter(not_before__lt=since)


class OutboxLetter(models.Model):
    """待发信件: one message to one recipient by one channel."""

    key = models.CharField("唯一标识", max_length=200, unique=True, help_text="同一事项只产生一封信件。")
    letter = models.CharField("信件种类", max_length=80)
    channel = models.CharField("渠道", max_length=10, choices=ChannelCode.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="收件人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    address = models.CharField("收件地址", max_length=254, blank=True)
    context = models.JSONField("内容数据", default=dict, blank=True)
    message_id = models.CharField("Message-ID", max_length=200, unique=True)

    state = models.CharField("状态", max_length=10, choices=LetterState.choices, default=LetterState.PENDING)
    attempts = models.PositiveSmallIntegerField("已尝试次数", default=0)
    not_before = models.DateTimeField("最早发送时间")
    lease = models.UUIDField("租约", null=True, blank=True, editable=False)
    leased_until = models.DateTimeField("租约到期", null=True, blank=True)
    last_error = models.CharField("最近一次错误", max_length=500, blank=True)
    created_at = models.DateTimeField("生成时间")
    sent_at = models.DateTimeField("发送时间", null=True, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = "待发信件"
        verbose_name_plural = "待发信件"
        ordering = ("-pk",)
        indexes = [
            models.Index(
                fields=["not_before", "id"], name="outbox_claimable", condition=Q(state__in=["pending", "leased"])
            ),
            models.Index(fields=["letter", "-id"], name="outbox_by_letter"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(address="") | Q(user__isnull=False),
                name="outbox_has_recipient",
                violation_error_message="信件必须有收件人或收件地址。",
            ),
            models.CheckConstraint(
                condition=~Q(channel="inbox") | Q(user__isnull=False),
                name="outbox_inbox_needs_user",
                violation_error_message="站内信只能发给已登录的用户。",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="outbox_sent_has_moment",
                violation_error_message="已发送的信件必须有发送时间，未发送的不得有。",
            ),
            models.CheckConstraint(
                condition=Q(state="leased", lease__isnull=False, leased_until__isnull=False)
                | (~Q(state="leased") & Q(lease__isnull=True, leased_until__isnull=True)),
                name="outbox_lease_matches_state",
                violation_error_message="只有发送中的信件才有租约。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter} → {self.get_channel_display()}"
