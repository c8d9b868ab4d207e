"""Measuring: days, lights, figures, charts."""

from datetime import date

from portal.kernel.ui.charts import Chart, row, rows
from portal.kernel.ui.gallery import samples
from portal.kernel.ui.gallery.shelf import Component, Shelf, State

RESULTS = (("予以公开", 86), ("部分公开", 41), ("不予公开", 12), ("无法提供", 29))
MONTHS = tuple((f"{month}月", 7 + month * 5 % 9) for month in range(1, 13))
YEARS = (("2023", (120, 118)), ("2024", (141, 139)), ("2025", (133, None)), ("2026", (168, 150)))


def _wide(columns: int) -> Chart:
    return Chart(
        "三十个指标",
        ("区", *(f"指标{place}" for place in range(1, columns + 1))),
        tuple(row(name, [place * 137 for place in range(1, columns + 1)]) for name in ("明湖区",)),
    )


def _charts() -> list[State]:
    return [
        State(
            "横条：有名称的事物",
            {"chart": Chart("今年的办理结果", ("结果", "件数"), rows(RESULTS), as_of=samples.TODAY)},
        ),
        State(
            "折线：随时间变化，上限 100",
            {
                "chart": Chart(
                    "按期答复率",
                    ("月份", "按期答复率"),
                    rows(((name, 84 + value) for name, value in MONTHS), unit="%"),
                    kind="line",
                    maximum=100,
                )
            },
        ),
        State(
            "竖条：两个系列，缺一个数",
            {
                "chart": Chart(
                    "收到与答复",
                    ("年份", "收到", "答复"),
                    tuple(row(name, values) for name, values in YEARS),
                    kind="column",
                    note="2025年答复数尚在核对",
                )
            },
        ),
        State(
            "小图",
            {
                "chart": Chart(
                    "用时中位数", ("季度", "工作日"), rows((("一季度", 11), ("二季度", 12)), unit=" 天"), kind="column"
                ),
                "small": True,
            },
        ),
        State("三十列", {"chart": _wide(30)}),
        State(
            "名称很长",
            {"chart": Chart(samples.LONG[:80], ("事项", "件数"), rows(((samples.LONG[:30], 3), ("其他", 0))))},
        ),
        State("没有数据", {"chart": Chart("办理结果", ("结果", "件数"), ())}),
    ]


SHELF = Shelf(
    "计量",
    (
        Component(
            "calendar_strip",
            "期限日历",
            "本站的标志：期限里的每一天怎样计算。",
            lambda: [
                State(
                    "国庆节",
                    {
                        "notes": samples.national_day(),
                        "today": date(2022, 10, 13),
                        "caption": "2022年9月30日收到申请，20个工作日后的到期日是2022年11月2日。",
                    },
                ),
                State(
                    "其间中止",
                    {"notes": samples.with_suspension(), "caption": "2022年10月10日收到申请，其间征求第三方意见。"},
                ),
                State("没有期限", {"notes": ()}),
            ],
        ),
        Component(
            "mark_light",
            "期限灯",
            "还有几个工作日。",
            lambda: [
                State("从容", {"code": "green", "workdays": 8}),
                State("临近", {"code": "amber", "workdays": 3}),
                State("今天", {"code": "red", "workdays": 0}),
                State("逾期", {"code": "overdue", "workdays": -2}),
                State("中止", {"code": "paused"}),
                State("办结", {"code": "met"}),
            ],
        ),
        Component("chart", "图表", "图画在表上；没有 JavaScript 就只有表。", _charts),
        Component(
            "bars",
            "条形表",
            "不用脚本的条形图。",
            lambda: [
                State(
                    "四项",
                    {
                        "caption": "今年答复结果（件）",
                        "bars": [{"label": name, "value": value} for name, value in RESULTS],
                        "whole": 168,
                        "as_of": samples.TODAY,
                    },
                ),
                State(
                    "零和超出",
                    {
                        "caption": "完成情况",
                        "bars": [{"label": "一区", "value": 0}, {"label": samples.LONG[:40], "value": 240}],
                        "whole": 100,
                        "unit": "%",
                    },
                ),
            ],
        ),
        Component(
            "progress_bar",
            "进度",
            "年度目标完成了多少。",
            lambda: [
                State("63 / 100", {"label": "加装电梯", "value": 63, "whole": 100, "display": "63 / 100 台"}),
                State("没有目标", {"label": "加装电梯", "value": 63, "whole": 0}),
            ],
        ),
        Component(
            "figures",
            "数字",
            "几个大数字。",
            lambda: [
                State(
                    "三个",
                    {
                        "figures": [
                            {"value": "99.2%", "label": "按期答复率"},
                            {"value": "11", "unit": "个工作日", "label": "用时中位数"},
                            {"value": "168", "unit": "件", "label": "今年收到的申请", "url": "#"},
                        ],
                        "as_of": samples.TODAY,
                    },
                ),
                State(
                    "很大的数", {"figures": [{"value": "1,234,567,890", "unit": "平方米", "label": samples.LONG[:40]}]}
                ),
            ],
        ),
    ),
)
