"""The bureau's tree of departments."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class DepartmentQuerySet(models.QuerySet["Department"]):
    """Adjectives of departments."""

    def active(self) -> "DepartmentQuerySet":
        return self.filter(is_active=True)


class Department(models.Model):
    """A department, directly subordinate unit, lower unit or partner of the bureau 「部门」."""

    class Kind(models.TextChoices):
        ORGAN = "organ", "本机关"
        OFFICE = "office", "内设机构"
        UNIT = "unit", "直属单位"
        LOWER = "lower", "下级单位"
        PARTNER = "partner", "协作单位"

    parent = models.ForeignKey(
        "self", verbose_name="上级部门", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    code = models.CharField("代码", max_length=40, unique=True, help_text="组织机构代码或内部编号，设定后不再变更")
    name = models.CharField("名称", max_length=120)
    short_name = models.CharField("简称", max_length=40, blank=True)
    kind = models.CharField("类别", max_length=10, choices=Kind.choices, default=Kind.OFFICE)
    duties_text = models.TextField("职责", max_length=5000, blank=True)
    head_name = models.CharField("负责人", max_length=60, blank=True)
    address = models.CharField("办公地址", max_length=200, blank=True)
    hours = models.CharField("办公时间", max_length=200, blank=True)
    telephone = models.CharField("联系电话", max_length=60, blank=True)
    position = models.PositiveIntegerField("排序", default=0)
    is_active = models.BooleanField("在用", default=True)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = "部门"
        verbose_name_plural = "部门"
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                name="people_department_not_own_parent",
                violation_error_message="部门不能以自己为上级部门。",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(code=""),
                name="people_department_named",
                violation_error_message="部门的代码和名称不能为空。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The name people use."""
        return self.short_name or self.name
