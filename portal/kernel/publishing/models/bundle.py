from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from portal.kernel.people.models import User


class Bundle(models.Model):
    """三同步: several things that are published together in one act or not at all."""

    name = models.CharField("名称", max_length=300)
    created_at = models.DateTimeField("创建时间")
    created_by = models.ForeignKey(User, verbose_name="创建人", null=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField("发布时间", null=True, editable=False)
    released_by = models.ForeignKey(
        User, verbose_name="发布人", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        verbose_name = verbose_name_plural = "同步发布包"
        constraints = [
            models.CheckConstraint(
                condition=Q(released_by__isnull=True) | Q(released_at__isnull=False),
                name="publishing_bundle_released_by_with_at",
                violation_error_message="记录发布人时应当记录发布时间",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BundleMember(models.Model):
    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="members")
    subject_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    position = models.PositiveSmallIntegerField("顺序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "同步发布成员"
        constraints = [
            models.UniqueConstraint(
                fields=["bundle", "subject_type", "subject_id"],
                name="publishing_bundlemember_once",
                violation_error_message="同一内容在同步发布包中只能出现一次",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bundle_id}: {self.subject_type_id}/{self.subject_id}"
