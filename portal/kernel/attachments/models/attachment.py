import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, Self
from urllib.parse import quote

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse

from portal.kernel.attachments.storage import AtomicStorage
from portal.kernel.people.models import User


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def of(self, subject: models.Model) -> Self:
        return self.filter(
            subject_type=ContentType.objects.get_for_model(subject, for_concrete_model=True), subject_id=subject.pk
        )

    def of_many(self, subjects: Sequence[models.Model]) -> Self:
        """Those of several things of one model, for lists without a query per row."""
        if not subjects:
            return self.none()
        kind = ContentType.objects.get_for_model(subjects[0])
        return self.filter(subject_type=kind, subject_id__in=[thing.pk for thing in subjects])

    def kept(self) -> Self:
        return self.filter(removed_at__isnull=True)

    def staying(self) -> Self:
        """What the next version of the subject consists of."""
        return self.kept().filter(leaving=False)

    def released(self, *, at: datetime) -> Self:
        return self.kept().filter(public_from__lte=at)

    def awaiting_text(self) -> Self:
        return self.kept().filter(text_state=TextState.PENDING)


class TextState(models.TextChoices):
    PENDING = "pending", "待提取"
    DONE = "done", "已提取"
    EMPTY = "empty", "无文字内容"
    FAILED = "failed", "提取失败"


def _place(attachment: "Attachment", name: str) -> str:
    """Two hex digits keep directories small; the name on disk tells nothing and cannot be guessed."""
    return f"attachments/{attachment.id.hex[:2]}/{attachment.id.hex}"


class Attachment(models.Model):
    """A file of something else 「附件」; private until its subject is public, and served only through a check."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveBigIntegerField("大小")
    media_type = models.CharField("类型", max_length=100)
    sha256 = models.CharField("SHA-256", max_length=64)
    file = models.FileField("文件", upload_to=_place, storage=AtomicStorage.configured, max_length=200)
    position = models.PositiveSmallIntegerField("顺序", default=0)
    text = models.TextField("文字内容", blank=True, editable=False)
    text_state = models.CharField(
        "文字提取", max_length=8, choices=TextState.choices, default=TextState.PENDING, editable=False
    )
    # The database knows the default too: a process from before this column does not name it.
    text_tries = models.PositiveSmallIntegerField("文字提取次数", default=0, db_default=0, editable=False)
    uploaded_at = models.DateTimeField("上传时间", editable=False)
    uploaded_by = models.ForeignKey(
        User, verbose_name="上传人", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    public_from = models.DateTimeField("公开时间", null=True, editable=False)
    leaving = models.BooleanField("下次发布时移除", default=False, editable=False)
    removed_at = models.DateTimeField("移除时间", null=True, editable=False)

    objects: ClassVar[Any] = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "position"], name="attachment_subject_idx"),
            models.Index(fields=["uploaded_at"], condition=Q(text_state="pending"), name="attachment_pending_text_idx"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gt=0),
                name="attachments_attachment_not_empty",
                violation_error_message="附件不能为空文件",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="attachments_attachment_hash_shape",
                violation_error_message="附件摘要格式不正确",
            ),
            models.CheckConstraint(
                condition=~Q(name=""), name="attachments_attachment_named", violation_error_message="附件应当有文件名"
            ),
            models.UniqueConstraint(
                fields=["file"], name="attachments_attachment_file_once", violation_error_message="文件重复登记"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("attachments:download", args=[self.pk, self.name])

    @property
    def extension(self) -> str:
        return self.name.rpartition(".")[2].lower()

    @property
    def content_disposition(self) -> str:
        """RFC 6266: an ASCII name for the old, the real one in UTF-8 for the rest."""
        fallback = f"attachment.{self.extension}"
        return f"attachment; filename=\"{fallback}\"; filename*=UTF-8''{quote(self.name, safe='')}"
