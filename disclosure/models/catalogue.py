"""The standard catalogue: which matters must be made public, with what, by whom, until when."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from portal.kernel.people.models import Department
from portal.kernel.taxonomy.models import Audience


class Level(models.TextChoices):
    """公开层级."""

    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWN = "town", "乡级"


class Catalogue(models.Model):
    """A standard catalogue of matters 「标准目录」, issued formally by one organ."""

    name = models.CharField("名称", max_length=200, unique=True)
    department = models.ForeignKey(
        Department, verbose_name="编制部门", on_delete=models.PROTECT, related_name="catalogues"
    )
    document_number = models.CharField("发文字号", max_length=100, blank=True)
    issued_on = models.DateField("印发日期", null=True, blank=True)
    note = models.CharField("说明", max_length=500, blank=True)
    position = models.PositiveIntegerField("排序", default=0)
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = "标准目录"
        verbose_name_plural = "标准目录"
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="disclosure_catalogue_named",
                violation_error_message="目录名称不能为空。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Matter(models.Model):
    """One matter of a catalogue 「公开事项」 with what 建办厅〔2019〕71号 asks of it."""

    class Method(models.TextChoices):
        PROACTIVE = "proactive", "主动公开"
        ON_REQUEST = "on_request", "依申请公开"

    catalogue = models.ForeignKey(Catalogue, verbose_name="所属目录", on_delete=models.PROTECT, related_name="matters")
    code = models.CharField("序号", max_length=20)
    category = models.CharField("一级事项", max_length=60)
    name = models.CharField("二级事项", max_length=100)
    basis = models.TextField("公开依据", max_length=2000, blank=True)
    limit_workdays = models.PositiveSmallIntegerField(
        "公开时限（工作日）", default=20, help_text="自信息形成或者变更之日起；条例第二十六条最长 20 个工作日，只能更短"
    )
    limit_note = models.CharField("时限说明", max_length=200, blank=True)
    organ = models.ForeignKey(
        Department, verbose_name="公开主体", null=True, blank=True, on_delete=models.PROTECT, related_name="matters"
    )
    channels = models.CharField("公开渠道和载体", max_length=300, default="政府网站")
    audience = models.ForeignKey(
        Audience,
        verbose_name="公开对象",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="matters",
        help_text="留空表示全社会",
    )
    method = models.CharField("公开方式", max_length=12, choices=Method.choices, default=Method.PROACTIVE)
    levels = ArrayField(models.CharField(max_length=8, choices=Level.choices), verbose_name="公开层级", default=list)
    position = models.PositiveIntegerField("排序", default=0)
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = "公开事项"
        verbose_name_plural = "公开事项"
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["catalogue", "code"],
                name="disclosure_matter_code_once",
                violation_error_message="本目录中已有此序号。",
            ),
            models.UniqueConstraint(
                fields=["catalogue", "category", "name"],
                name="disclosure_matter_name_once",
                violation_error_message="本目录中已有同名事项。",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(category="") & ~Q(code=""),
                name="disclosure_matter_named",
                violation_error_message="事项的序号、一级事项和二级事项不能为空。",
            ),
            models.CheckConstraint(
                condition=Q(limit_workdays__gte=1, limit_workdays__lte=20),
                name="disclosure_matter_limit_within_law",
                violation_error_message="公开时限应在 1 至 20 个工作日之间（条例第二十六条）。",
            ),
            models.CheckConstraint(
                condition=Q(levels__contained_by=["city", "county", "town"]),
                name="disclosure_matter_levels_known",
                violation_error_message="公开层级只能是市级、县级、乡级。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category}－{self.name}"

    @property
    def level_labels(self) -> tuple[str, ...]:
        """The levels in words, from city to town."""
        return tuple(str(level.label) for level in Level if level.value in self.levels)


class Element(models.Model):
    """One element of what a matter must contain 「公开内容要素」: ● required, ○ optional."""

    matter = models.ForeignKey(Matter, verbose_name="事项", on_delete=models.CASCADE, related_name="elements")
    name = models.CharField("要素", max_length=200)
    required = models.BooleanField("必选", default=True)
    position = models.PositiveIntegerField("排序", default=0)

    class Meta:
        verbose_name = "内容要素"
        verbose_name_plural = "内容要素"
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter", "name"],
                name="disclosure_element_once",
                violation_error_message="该事项已有此要素。",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="disclosure_element_named",
                violation_error_message="要素不能为空。",
            ),
        ]

    def __str__(self) -> str:
        return f"{'●' if self.required else '○'}{self.name}"
