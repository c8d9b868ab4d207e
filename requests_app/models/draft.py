"""An application that is still being written."""

import json
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from encrypted_fields.fields import EncryptedTextField


class RequestDraftQuerySet(models.QuerySet["RequestDraft"]):
    """Adjectives of drafts."""

    def alive(self, *, at: datetime) -> "RequestDraftQuerySet":
        return self.filter(expires_at__gt=at)

    def expired(self, *, at: datetime) -> "RequestDraftQuerySet":
        return self.filter(expires_at__lte=at)


class RequestDraft(models.Model):
    """What an applicant has typed so far 「申请草稿」: for him alone, encrypted, gone when filed or forgotten."""

    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="登录用户",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    form_key = models.UUIDField("表单标识", unique=True, editable=False)
    content = EncryptedTextField("填写的内容", null=True)
    begun_at = models.DateTimeField("开始时间")
    saved_at = models.DateTimeField("保存时间")
    expires_at = models.DateTimeField("保留至")

    objects: ClassVar[Any] = RequestDraftQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "申请草稿"
        indexes: ClassVar = [models.Index(fields=["expires_at"], name="requests_draft_expiry")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("saved_at")) & Q(saved_at__gte=F("begun_at")),
                name="requests_draft_kept_for_a_while",
                violation_error_message="草稿的保存时间应当在开始之后、保留期限之前。",
            ),
        ]

    def __str__(self) -> str:
        return f"草稿 {self.pk}"

    @property
    def answers(self) -> dict[str, dict[str, str]]:
        """What was typed, page by page."""
        found: dict[str, dict[str, str]] = json.loads(self.content or "{}")
        return found

    @property
    def once(self) -> str:
        """The key under which it is filed."""
        return str(self.form_key)
