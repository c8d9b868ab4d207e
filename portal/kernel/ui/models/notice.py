"""What every reader of the site must know for a while."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class SiteNotice(models.Model):
    """A bar on top of every public page, between two moments 「全站提示」."""

    class Tone(models.TextChoices):
        INFO = "info", "一般提示"
        WARN = "warn", "提醒"
        BAD = "bad", "紧急"

    text = models.CharField(
        "内容", max_length=120, help_text="一句话说清，如“6 月 6 日 0 时至 6 时系统维护，期间不能提交申请”。"
    )
    tone = models.CharField("级别", max_length=4, choices=Tone.choices, default=Tone.INFO)
    shown_from = models.DateTimeField("开始显示")
    shown_until = models.DateTimeField("结束显示", help_text="到时自动撤下。")
    link = models.CharField(
        "链接", max_length=300, blank=True, help_text="本站地址以 / 开头，外站地址以 https:// 开头；没有可以留空。"
    )

    class Meta:
        verbose_name = "全站提示"
        verbose_name_plural = "全站提示"
        ordering: ClassVar = ["-shown_from", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text=""), name="ui_sitenotice_says", violation_error_message="提示内容不能为空。"
            ),
            models.CheckConstraint(
                condition=Q(tone__in=["info", "warn", "bad"]),
                name="ui_sitenotice_tone_known",
                violation_error_message="未知的提示级别。",
            ),
            models.CheckConstraint(
                condition=Q(shown_until__gt=F("shown_from")),
                name="ui_sitenotice_ends_after_start",
                violation_error_message="结束显示的时间应当晚于开始显示的时间。",
            ),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__regex=r"^(/[^/\\]|/$|https://)"),
                name="ui_sitenotice_link_safe",
                violation_error_message="链接应当以 / 或者 https:// 开头。",
            ),
        ]

    def __str__(self) -> str:
        return self.text
