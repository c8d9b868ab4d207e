from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from portal.kernel.people.models import Department, User


class Grant(models.Model):
    """One person or one department that a targeted thing 「定向公开」 is for."""

    subject_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    user = models.ForeignKey(
        User, verbose_name="人员", null=True, blank=True, on_delete=models.CASCADE, related_name="publishing_grants"
    )
    department = models.ForeignKey(
        Department,
        verbose_name="部门",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="publishing_grants",
    )

    class Meta:
        verbose_name = verbose_name_plural = "定向公开对象"
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, department__isnull=True)
                | Q(user__isnull=True, department__isnull=False),
                name="publishing_grant_one_reader",
                violation_error_message="定向公开对象应当是一名人员或者一个部门",
            ),
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "user"],
                condition=Q(user__isnull=False),
                name="publishing_grant_user_once",
                violation_error_message="该人员已在定向公开范围内",
            ),
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "department"],
                condition=Q(department__isnull=False),
                name="publishing_grant_department_once",
                violation_error_message="该部门已在定向公开范围内",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user or self.department)
