"""Whose site this is, as the bureau says it itself."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

HEX = r"^#[0-9a-f]{6}$"


class SiteIdentity(models.Model):
    """The bureau's name, logo, colours and statutory footer 「网站标识」; one row, or none while the settings speak."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField("单位名称", max_length=40, help_text="页眉、页脚和每个页面的标题都使用全称。")
    short_name = models.CharField("单位简称", max_length=20, help_text="用于管理后台和两步验证。")
    title = models.CharField("平台名称", max_length=20, help_text="如“政务公开平台”。")

    logo = models.BinaryField("标志", blank=True, default=b"", editable=True)
    logo_kind = models.CharField("标志格式", max_length=4, blank=True, choices=[("png", "PNG"), ("webp", "WebP")])
    logo_width = models.PositiveSmallIntegerField("标志宽度", default=0)
    logo_height = models.PositiveSmallIntegerField("标志高度", default=0)
    colour = models.CharField(
        "主色",
        max_length=7,
        blank=True,
        help_text="链接和按钮的颜色，如 #0f4c9c，留空使用默认的蓝色。白色背景上的对比度不低于 4.5:1。",
    )
    dark_colour = models.CharField(
        "深色模式主色", max_length=7, blank=True, help_text="留空由主色自动调亮。深色背景上的对比度不低于 4.5:1。"
    )

    sponsor = models.CharField(
        "主办单位", max_length=60, help_text="网站应当标明主办单位（《政府网站发展指引》，国办发〔2017〕47 号）。"
    )
    organiser = models.CharField("承办单位", max_length=60, blank=True)
    address = models.CharField("地址", max_length=100, blank=True)
    telephone = models.CharField("电话", max_length=40, help_text="政务公开咨询电话（《政府信息公开条例》第十二条）。")
    site_code = models.CharField(
        "网站标识码", max_length=10, help_text="10 位数字，在全国政府网站信息报送系统中取得（国办发〔2017〕47 号）。"
    )
    icp = models.CharField("ICP备案号", max_length=60, blank=True, help_text="《互联网信息服务管理办法》第十二条。")
    police_record = models.CharField("公安备案号", max_length=60, blank=True, help_text="公安机关联网备案编号。")
    error_report_url = models.CharField(
        "找错地址", max_length=300, blank=True, help_text="“我为政府网站找错”的网址，以 https:// 开头；留空则不显示。"
    )

    class Meta:
        verbose_name = "网站标识"
        verbose_name_plural = "网站标识"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(id=1), name="ui_siteidentity_single", violation_error_message="网站标识只有一份。"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(short_name="") & ~Q(title="") & ~Q(sponsor="") & ~Q(telephone=""),
                name="ui_siteidentity_named",
                violation_error_message="单位名称、简称、平台名称、主办单位和电话不能为空。",
            ),
            models.CheckConstraint(
                condition=Q(site_code__regex=r"^[0-9]{10}$"),
                name="ui_siteidentity_code_ten_digits",
                violation_error_message="网站标识码是 10 位数字。",
            ),
            models.CheckConstraint(
                condition=(Q(colour="") | Q(colour__regex=HEX)) & (Q(dark_colour="") | Q(dark_colour__regex=HEX)),
                name="ui_siteidentity_colours_hexadecimal",
                violation_error_message="颜色写作 # 加六位十六进制数，如 #0f4c9c。",
            ),
            models.CheckConstraint(
                condition=Q(dark_colour="") | ~Q(colour=""),
                name="ui_siteidentity_dark_with_light",
                violation_error_message="设置深色模式主色之前先设置主色。",
            ),
            models.CheckConstraint(
                condition=Q(logo=b"", logo_kind="", logo_width=0, logo_height=0)
                | (~Q(logo=b"") & Q(logo_kind__in=["png", "webp"], logo_width__gte=32, logo_height__gte=32)),
                name="ui_siteidentity_logo_whole",
                violation_error_message="标志图片应当与其格式、尺寸一并保存。",
            ),
            models.CheckConstraint(
                condition=Q(error_report_url="") | Q(error_report_url__startswith="https://"),
                name="ui_siteidentity_report_secure",
                violation_error_message="找错地址应当以 https:// 开头。",
            ),
        ]

    def __str__(self) -> str:
        return self.name
