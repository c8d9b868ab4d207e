"""Acting: forms, steps, checking, receipts."""

from portal.kernel.ui.gallery import samples
from portal.kernel.ui.gallery.samples import SampleForm
from portal.kernel.ui.gallery.shelf import Component, Shelf, State

STEPS = ["申请人", "内容", "方式", "用途", "核对", "提交"]


def _wrong() -> SampleForm:
    return SampleForm({"title": "", "received_on": "2022-13-01", "kind": "fax", "purpose": samples.LONG})


SHELF = Shelf(
    "办事",
    (
        Component(
            "form",
            "表单",
            "整张表单，错误先在上面说一遍。",
            lambda: [
                State("空白", SampleForm(auto_id="blank_%s").get_context()),
                State("填错了", _wrong().get_context()),
            ],
        ),
        Component(
            "field",
            "字段",
            "标签、提示、错误、控件。",
            lambda: [
                State("文本", {"field": SampleForm(auto_id="a_%s")["title"]}),
                State("文本，有错", {"field": _wrong()["title"]}),
                State("单选", {"field": SampleForm(auto_id="b_%s")["kind"]}),
                State("勾选", {"field": SampleForm(auto_id="c_%s")["agree"]}),
                State("选填，长文本", {"field": SampleForm(auto_id="d_%s")["purpose"]}),
            ],
        ),
        Component(
            "error_summary",
            "错误汇总",
            "每条都通向出错的字段。",
            lambda: [
                State("三处错误", {"form": _wrong()}),
                State("没有错误", {"form": SampleForm()}),
            ],
        ),
        Component(
            "steps",
            "步骤",
            "第几步，共几步。",
            lambda: [
                State("第三步", {"current": 3, "titles": STEPS}),
                State("第一步", {"current": 1, "titles": STEPS}),
                State("十二步，名称长", {"current": 7, "titles": ["核对所填写的内容"] * 12}),
            ],
        ),
        Component(
            "check_answers",
            "核对",
            "提交前看一遍，随时可以改。",
            lambda: [
                State("可修改", {"rows": [(*row[:2], "#") for row in samples.head_rows()[:4]]}),
                State("有空的，有 300 字的", {"rows": [("用途", "", "#"), ("申请内容", samples.LONG, "#")]}),
            ],
        ),
        Component(
            "receipt",
            "回执",
            "号码大，查询码只显示一次，写明期限。",
            lambda: [
                State(
                    "申请",
                    {
                        "title": "申请已收到",
                        "number": "2026-0168",
                        "secret": "7KQ4-M2XD",
                        "due_on": samples.SOON,
                        "text": "期限届满前我们会书面答复。",
                    },
                ),
                State("只有号码", {"title": "意见已收到", "number": "YJ-2026-11-22-000000012345678"}),
            ],
        ),
        Component(
            "countdown_card",
            "征集与倒计时",
            "一天一格：过去的、剩下的、最后一天。",
            lambda: [
                State(
                    "还有 10 天",
                    {
                        "title": "关于《云州市住宅修缮管理办法（草案）》公开征求意见",
                        "url": "#",
                        "state": "open",
                        "days_left": 10,
                        "opens_on": samples.TODAY.replace(day=2),
                        "closes_on": samples.TODAY.replace(day=30),
                        "opinions": 14,
                    },
                ),
                State(
                    "尚未开始",
                    {
                        "title": samples.TITLE,
                        "url": "#",
                        "state": "upcoming",
                        "opens_on": samples.TODAY,
                        "closes_on": samples.SOON,
                    },
                ),
                State(
                    "已截止，等待反馈",
                    {
                        "title": samples.TITLE,
                        "url": "#",
                        "state": "closed",
                        "opens_on": samples.TODAY,
                        "closes_on": samples.TODAY,
                        "feedback_due_on": samples.SOON,
                        "opinions": 208,
                    },
                ),
                State(
                    "已反馈，标题 300 字",
                    {
                        "title": samples.LONG,
                        "url": "#",
                        "state": "answered",
                        "opens_on": samples.TODAY,
                        "closes_on": samples.SOON,
                        "opinions": 0,
                    },
                ),
            ],
        ),
    ),
)
