"""Searches that somebody wants to hear from, and what they have not been told yet."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class SavedSearch(models.Model):
    """A search whose new hits are sent to a user or to a confirmed address 「检索订阅」. Ending it deletes the row."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="用户",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="saved_searches",
    )
    address = models.EmailField("邮箱", blank=True)
    words = models.CharField("检索词", max_length=100, blank=True)
    kind = models.CharField("类型", max_length=60, blank=True)
    column = models.ForeignKey(
        "taxonomy.Column", verbose_name="栏目", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    topic = models.ForeignKey(
        "taxonomy.Topic", verbose_name="主题", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    audience = models.ForeignKey(
        "taxonomy.Audience", verbose_name="适用对象", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    department = models.ForeignKey(
        "people.Department", verbose_name="部门", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField("订阅时间")

    class Meta:
        verbose_name = "检索订阅"
        verbose_name_plural = "检索订阅"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, address="") | (Q(user__isnull=True) & ~Q(address="")),
                name="search_saved_has_one_recipient",
                violation_error_message="订阅应当有一个收件人：登录用户或者邮箱。",
            ),
            models.CheckConstraint(
                condition=~Q(words="")
                | ~Q(kind="")
                | Q(column__isnull=False)
                | Q(topic__isnull=False)
                | Q(audience__isnull=False)
                | Q(department__isnull=False),
                name="search_saved_asks_something",
                violation_error_message="订阅应当有检索词或者筛选条件。",
            ),
            models.UniqueConstraint(
                fields=["user", "address", "words", "kind", "column", "topic", "audience", "department"],
                nulls_distinct=False,
                name="search_saved_once",
                violation_error_message="已经订阅过同样的检索。",
            ),
        ]

    def __str__(self) -> str:
        return self.words or "（按条件）"


class Arrival(models.Model):
    """Something newly public that subscribers have not been told of yet 「待通知」."""

    kind = models.CharField("类型", max_length=60)
    object_id = models.BigIntegerField("对象编号")
    at = models.DateTimeField("公开时间")

    class Meta:
        verbose_name = "待通知的新公开内容"
        verbose_name_plural = "待通知的新公开内容"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "object_id"],
                name="search_arrival_once",
                violation_error_message="同一内容只等待一次通知。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id}"
