from typing import ClassVar

from django.db import models
from django.db.models import Q

from policies.models.document import Document
from policies.models.part import Part, PartQuerySet


class ServiceLinkQuerySet(PartQuerySet):
    """Adjectives of service links: those of every part."""


class ServiceLink(Part):
    """阅办联动: the 「办」 button from a policy to the online service it speaks of."""

    document = models.ForeignKey(Document, verbose_name="文件", on_delete=models.PROTECT, related_name="service_links")
    title = models.CharField("办理事项", max_length=100)
    url = models.URLField("办理地址", max_length=500)
    position = models.PositiveSmallIntegerField("顺序", default=0)

    objects: ClassVar[ServiceLinkQuerySet] = ServiceLinkQuerySet.as_manager()  # type: ignore[assignment]  # the queryset stands for its manager

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "办理入口"
        constraints = [
            *Part.Meta.constraints,
            models.UniqueConstraint(
                fields=["document", "url"],
                name="policies_servicelink_once",
                violation_error_message="这一办理地址已经登记",
            ),
            models.CheckConstraint(
                condition=Q(url__startswith="http://") | Q(url__startswith="https://"),
                name="policies_servicelink_web_address",
                violation_error_message="办理地址应当以 http:// 或者 https:// 开头",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="policies_servicelink_titled",
                violation_error_message="办理事项不能为空",
            ),
        ]

    def __str__(self) -> str:
        return self.title
