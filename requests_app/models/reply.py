"""The reply to a request."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from requests_app.rules import replies
from requests_app.rules.words import DispatchMode


class Reply(models.Model):
    """What the organ answered 「答复」, with the remedy paragraph as it was told to the applicant."""

    request = models.OneToOneField(
        "requests_app.InformationRequest", verbose_name="申请", on_delete=models.PROTECT, related_name="reply"
    )
    kind = models.CharField("答复类型", max_length=4, choices=replies.choices(written=False))
    text = models.TextField("答复内容", max_length=10000)
    remedy = models.TextField("救济告知", max_length=1000)
    search_log = models.TextField("检索记录", max_length=2000, blank=True)
    decided_on = models.DateField("作出日期")
    dispatch_mode = models.CharField("送达方式", max_length=12, choices=DispatchMode.choices())
    dispatched_on = models.DateField("发出日期", help_text="邮寄以交邮之日、当面以签收之日为准")
    due_on = models.DateField("答复时的法定期限")
    delivered_on = models.DateField("送达日期", null=True, blank=True)
    replied_at = models.DateTimeField("登记时间")
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="答复人", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "答复"
        verbose_name_plural = "答复"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=[code for code, _ in replies.choices()]),
                name="requests_reply_kind_written",
                violation_error_message="该类型不通过答复办理。",
            ),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(remedy=""),
                name="requests_reply_says_remedy",
                violation_error_message="答复应当写明内容和救济途径。",
            ),
            models.CheckConstraint(
                condition=~Q(kind="R10") | ~Q(search_log=""),
                name="requests_reply_nonexistence_searched",
                violation_error_message="答复“信息不存在”应当附检索记录。",
            ),
            models.CheckConstraint(
                condition=Q(dispatched_on__gte=F("decided_on"))
                & (Q(delivered_on__isnull=True) | Q(delivered_on__gte=F("dispatched_on"))),
                name="requests_reply_dates_in_order",
                violation_error_message="作出、发出、送达日期应当依次不早于前一日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}"

    @property
    def outcome(self) -> replies.ReplyKind:
        return replies.reply_kind(self.kind)

    @property
    def on_time(self) -> bool:
        """Judged by the day of posting or signing, not the date printed on the reply (国办公开办函〔2016〕235号)."""
        return self.dispatched_on <= self.due_on
