"""Accounts of staff and of the public."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person with an account 「用户」: staff have a department and duties, the public have neither."""

    full_name = models.CharField("姓名", max_length=60, blank=True)
    department = models.ForeignKey(
        "people.Department",
        verbose_name="所在部门",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="members",
    )
    phone = models.CharField("联系电话", max_length=30, blank=True)

    class Meta(AbstractUser.Meta):
        verbose_name = "用户"
        verbose_name_plural = "用户"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(is_superuser=False) | models.Q(is_staff=True),
                name="people_superuser_is_staff",
                violation_error_message="超级用户必须是工作人员账号。",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        """Chinese names are one field."""
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name
