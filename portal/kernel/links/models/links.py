"""Every address outside the site that one of our public pages points to, and where it is used."""

from datetime import datetime
from typing import Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q

from portal.kernel.links.words import LinkKind, LinkState


class OutboundLinkQuerySet(models.QuerySet["OutboundLink"]):
    def broken(self) -> Self:
        return self.filter(state=LinkState.BROKEN)

    def due(self, at: datetime) -> Self:
        """What the patrol should look at: its time has come and its host may be asked again."""
        resting = LinkHost.objects.filter(host=OuterRef("host"), free_at__gt=at)
        return self.filter(~Exists(resting), next_check_at__lte=at).order_by("next_check_at", "pk")


class OutboundLink(models.Model):
    """外部链接: one row per address, however many pages use it. `next_check_at` is empty when no page does."""

    url = models.CharField("网址", max_length=2000, unique=True)
    host = models.CharField("主机", max_length=253, db_index=True, blank=True)

    state = models.CharField("状态", max_length=10, choices=LinkState.choices, default=LinkState.UNKNOWN)
    problem = models.CharField("问题", max_length=200, blank=True)
    advice = models.CharField("处理建议", max_length=300, blank=True)
    failure_count = models.PositiveIntegerField("连续失败次数", default=0)
    first_failed_at = models.DateTimeField("首次失败时间", null=True, blank=True)
    last_ok_at = models.DateTimeField("最近正常时间", null=True, blank=True)
    last_checked_at = models.DateTimeField("最近检查时间", null=True, blank=True)
    next_check_at = models.DateTimeField("下次检查时间", null=True, blank=True)
    clicks = models.PositiveIntegerField("点击次数", default=0)

    objects = OutboundLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "外部链接"
        verbose_name_plural = "外部链接"
        ordering = ("pk",)
        indexes = [
            models.Index(fields=["next_check_at", "id"], name="links_due", condition=Q(next_check_at__isnull=False)),
            models.Index(fields=["-clicks", "id"], name="links_broken", condition=Q(state="broken")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="broken") | Q(failure_count__gte=3, first_failed_at__isnull=False),
                name="links_broken_is_confirmed",
                violation_error_message="至少三次检查失败才能认定为断链。",
            ),
            models.CheckConstraint(
                condition=Q(failure_count=0, first_failed_at__isnull=True)
                | Q(failure_count__gt=0, first_failed_at__isnull=False),
                name="links_failures_have_start",
                violation_error_message="失败次数与首次失败时间必须同时记录。",
            ),
        ]

    def __str__(self) -> str:
        return self.url


class LinkUse(models.Model):
    """链接使用: one place on one page that points to the link."""

    link = models.ForeignKey(OutboundLink, verbose_name="链接", on_delete=models.CASCADE, related_name="uses")
    kind = models.CharField("用途", max_length=10, choices=LinkKind.choices)
    source_type = models.ForeignKey(ContentType, verbose_name="来源类型", on_delete=models.CASCADE, related_name="+")
    source_id = models.PositiveBigIntegerField("来源编号")
    source = GenericForeignKey("source_type", "source_id")
    label = models.CharField("链接文字", max_length=300, blank=True)

    class Meta:
        verbose_name = "链接使用"
        verbose_name_plural = "链接使用"
        ordering = ("pk",)
        indexes = [models.Index(fields=["source_type", "source_id"], name="linkuse_source")]
        constraints = [
            models.UniqueConstraint(
                fields=["link", "kind", "source_type", "source_id"],
                name="linkuse_once_per_source",
                violation_error_message="同一页面的同一链接只登记一次。",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.get_kind_display()


class LinkHost(models.Model):
    """主机节奏: when a host may be asked again; it holds for every worker."""

    host = models.CharField("主机", max_length=253, primary_key=True)
    free_at = models.DateTimeField("可再次访问时间")

    class Meta:
        verbose_name = "主机节奏"
        verbose_name_plural = "主机节奏"
        ordering = ("host",)

    def __str__(self) -> str:
        return self.host
