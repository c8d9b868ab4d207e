import pgtrigger
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from portal.kernel.people.models import User
from portal.kernel.publishing.words import Origin


class Version(models.Model):
    """One exact content that was put before the reviewers; never changed, never deleted."""

    subject_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    number = models.PositiveIntegerField("版本号")
    snapshot = models.JSONField("内容", encoder=DjangoJSONEncoder)
    sha256 = models.CharField("SHA-256", max_length=64)
    origin = models.CharField("来源", max_length=10, choices=Origin.choices, default=Origin.DRAFTED)
    drafter_ids = ArrayField(models.BigIntegerField(), verbose_name="起草人", default=list)
    made_at = models.DateTimeField("形成时间")
    made_by = models.ForeignKey(User, verbose_name="提交人", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "版本"
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "number"],
                name="publishing_version_number_once",
                violation_error_message="版本号重复",
            ),
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="publishing_version_hash_shape",
                violation_error_message="版本摘要格式不正确",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"第 {self.number} 版"
