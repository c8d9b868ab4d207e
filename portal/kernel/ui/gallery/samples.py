"""Sample content of the gallery; every name and number is made up."""

from datetime import date, timedelta
from typing import Any

from django import forms

from portal.kernel.rules.clock import DayNote, Suspension, explain
from portal.kernel.rules.workdays import CalendarDay, DayKind, WorkCalendar
from portal.kernel.ui.forms import OnceForm, PortalRenderer

#: The day of all samples.
TODAY = date(2026, 11, 22)
SOON = date(2026, 12, 18)
#: As long as a title may be.
LONG = "关于印发《云州市既有住宅加装电梯、老旧小区改造和住宅专项维修资金使用管理工作实施细则》的通知" * 7
LONG = LONG[:300]
TITLE = "云州市既有住宅加装电梯若干规定"
#: A 1 by 1 picture that is not there.
MISSING_PICTURE = "/static/img/no-such-picture.png"

TEXT = """## 第一章　总则

第一条　为了规范既有住宅加装电梯工作，方便居民出行，根据《中华人民共和国民法典》等法律、法规，结合本市实际，制定本办法。

第二条　本市行政区域内既有住宅加装电梯的申请、审查、建设、运行和管理，适用本办法。

本办法所称既有住宅，是指已建成使用、未列入征收改造计划且无电梯的多层住宅。

第三条　既有住宅加装电梯遵循业主自愿、充分协商、保障安全的原则。市住房城乡建设部门履行下列职责：

（一）制定加装电梯技术导则和示范文本；

（二）指导各区开展审查和验收；

（三）公布办理情况和咨询电话。

## 第二章　办理

第十二条　申请材料齐全的，区住房城乡建设部门应当在 10 个工作日内完成审查；需要补正的，应当一次性告知。

| 事项 | 办理时限 | 联系电话 |
|---|---|---|
| 方案审查 | 10 个工作日 | 0000-12345601 |
| 竣工验收 | 5 个工作日 | 0000-12345602 |

第十二条之一　对审查决定有异议的，可以依法申请行政复议或者提起行政诉讼。
"""


class SampleForm(OnceForm):
    """Every kind of control, with hints and errors."""

    default_renderer = PortalRenderer
    title = forms.CharField(label="申请公开的政府信息", max_length=100, help_text="写出名称、文号或者便于查找的特征。")
    received_on = forms.DateField(label="收到日期", widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(
        label="获取方式",
        choices=[("mail", "邮寄"), ("net", "网上查阅"), ("desk", "当面领取")],
        widget=forms.RadioSelect,
    )
    purpose = forms.CharField(label="用途说明", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    agree = forms.BooleanField(label="我确认以上内容真实")


def _calendar() -> WorkCalendar:
    holidays = {date(2022, 10, day) for day in range(1, 8)}
    make_up = {date(2022, 10, 8), date(2022, 10, 9)}
    days = []
    for offset in range(122):
        day = date(2022, 9, 1) + timedelta(days=offset)
        kind = DayKind.WEEKEND if day.weekday() >= 5 else DayKind.WORKDAY
        name = ""
        if day in holidays:
            kind, name = DayKind.HOLIDAY, "国庆节"
        elif day in make_up:
            kind, name = DayKind.MAKE_UP, "国庆节"
        days.append(CalendarDay(day, kind, name))
    return WorkCalendar(days)


def national_day() -> tuple[DayNote, ...]:
    return explain(date(2022, 9, 30), 20, _calendar())


def with_suspension() -> tuple[DayNote, ...]:
    return explain(date(2022, 10, 10), 20, _calendar(), (Suspension(date(2022, 10, 17), date(2022, 11, 4)),))


def tree() -> list[dict[str, Any]]:
    notices = [
        {"label": "规章", "url": "#", "count": 3},
        {"label": "行政规范性文件", "url": "#", "current": True, "count": 42},
    ]
    return [
        {"label": "政府信息公开指南", "url": "#"},
        {"label": "政府信息公开制度", "url": "#", "children": notices},
        {"label": "法定主动公开内容", "url": "#", "children": [{"label": "机构职能", "url": "#", "count": 12}]},
        {"label": "政府信息公开年报", "url": "#"},
    ]


def facets() -> list[dict[str, Any]]:
    validity = [
        {"label": "现行有效", "value": "in_force", "count": 128, "chosen": True},
        {"label": "已修改", "value": "amended", "count": 17},
        {"label": "废止", "value": "repealed", "count": 9},
    ]
    years = [{"label": f"{year}年", "value": year, "count": 2031 - year} for year in (2026, 2025, 2024)]
    return [
        {"label": "有效性", "name": "validity", "options": validity},
        {"label": "年份", "name": "year", "options": years},
    ]


def entries() -> list[dict[str, Any]]:
    return [
        {"title": "收到申请", "at": date(2022, 9, 30), "text": "登记号 2022-0168。"},
        {"title": "征求第三方意见", "at": date(2022, 10, 17), "state": "now", "text": "征求意见期间不计入答复期限。"},
        {"title": "答复", "at": date(2022, 11, 25), "state": "next", "text": "我们会在这一天之前作出书面答复。"},
    ]


def head_rows() -> list[tuple[str, ...]]:
    return [
        ("索引号", "11310000MB0000007T/2026-00013"),
        ("主题分类", "住房保障", "#"),
        ("发文机关", "云州市住房和城乡建设局"),
        ("成文日期", "2026年3月2日"),
        ("发文字号", "云建规〔2026〕3号"),
        ("发布日期", "2026年3月6日"),
        ("公开属性", "主动公开"),
        ("有效期至", "2031年3月31日"),
    ]
