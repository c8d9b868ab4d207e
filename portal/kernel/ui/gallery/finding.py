"""Finding one's way: heads, trees, lists, filters, paging."""

from types import SimpleNamespace
from typing import Any

from portal.kernel.ui.gallery import samples
from portal.kernel.ui.gallery.shelf import Component, Shelf, State


def _rows() -> list[State]:
    plain = {"title": samples.TITLE, "url": "#", "date": samples.TODAY}
    chips = [("解读", "#"), ("图解", "#"), ("问答", "#"), ("办", "#", "do")]
    return [
        State("政策文件", {**plain, "number": "云建规〔2026〕3号", "validity": "in_force", "chips": chips}),
        State(
            "已修改，有摘要",
            {
                **plain,
                "validity": "amended",
                "snippet": "自2027年1月1日起，加装电梯补贴由每台20万元调整为每台24万元。" * 3,
            },
        ),
        State("已撤下", {**plain, "withdrawn": True}),
        State("只有标题", {"title": "公告", "url": "#"}),
        State(
            "300 字的标题，字段齐全",
            {
                **plain,
                "title": samples.LONG,
                "number": "云建规〔2026〕3号",
                "department": "建筑市场与质量安全处",
                "validity": "repealed",
                "kind": "政策文件",
                "chips": chips * 3,
            },
        ),
    ]


def _tabs(number: int) -> list[dict[str, Any]]:
    return [
        {"label": f"栏目{place + 1}", "url": "#", "current": place == 0, "count": place * 7} for place in range(number)
    ]


def _facets(number: int) -> list[dict[str, Any]]:
    options = [{"label": f"第{place + 1}处", "value": place, "count": 1000 - place} for place in range(number)]
    return [{"label": "责任部门", "name": "department", "options": options}]


def _chips(number: int, value: str = "现行有效") -> list[dict[str, str]]:
    return [{"name": f"f{place}", "label": "有效性", "value": value} for place in range(number)]


def _lines(number: int, title: str) -> list[SimpleNamespace]:
    return [SimpleNamespace(title=title, get_absolute_url="#", published_at=samples.TODAY) for _ in range(number)]


def _columns() -> list[dict[str, Any]]:
    return [
        {"label": "规划信息", "url": "#", "count": 12, "latest": samples.TODAY},
        {"label": "应急管理", "url": "#", "count": 0, "latest": None},
        {"label": samples.LONG[:60], "url": "#", "count": 123_456, "latest": samples.TODAY},
    ]


def _page(previous: str, following: str) -> dict[str, Any]:
    return {"page": SimpleNamespace(previous_cursor=previous, next_cursor=following)}


SHELF = Shelf(
    "找到",
    (
        Component("page_header", "页眉", "日期与显示设置、名称与搜索、栏目。本页页眉就是它；首页不重复搜索框。"),
        Component("page_footer", "页脚", "主办单位、标识码、备案号和帮助。本页页脚就是它。"),
        Component(
            "search_box",
            "大搜索框",
            "首页的第一件事。",
            lambda: [
                State("常态", {"id": "s1", "hot": ["公租房", "加装电梯", "维修资金"]}),
                State("已有问题，很长", {"id": "s2", "text": samples.LONG}),
                State("三十个热词", {"id": "s3", "hot": ["物业管理"] * 30}),
            ],
        ),
        Component(
            "search_field",
            "搜索字段",
            "带提示的输入框；没有 JavaScript 就是普通的输入框。",
            lambda: [State("空", {"id": "f1"}), State("300 字", {"id": "f2", "text": samples.LONG})],
        ),
        Component(
            "doors",
            "四扇门",
            "查政策、看公开、申请公开、提意见。",
            lambda: [
                State("常态"),
                State("自定，文字很长", {"doors": [("查政策文件与解读问答", samples.LONG[:60], "#")] * 4}),
            ],
        ),
        Component(
            "breadcrumb",
            "当前位置",
            "读者在哪里。",
            lambda: [
                State("三级", {"crumbs": [("政策", "#"), ("住房保障", "#"), (samples.TITLE, "")]}),
                State("末级标题 300 字", {"crumbs": [("政策", "#"), (samples.LONG, "")]}),
            ],
        ),
        Component(
            "tree",
            "左侧栏目树",
            "平台的固定目录；手机上折叠。",
            lambda: [
                State("两级", {"title": "政府信息公开", "nodes": samples.tree()}),
                State(
                    "名称很长",
                    {"title": "政府信息公开", "nodes": [{"label": samples.LONG[:80], "url": "#", "count": 12345}]},
                ),
                State("没有栏目", {"title": "政府信息公开", "nodes": []}),
            ],
        ),
        Component(
            "tabs",
            "标签页",
            "都是链接；长辈版排成一列。",
            lambda: [
                State("三个", {"label": "栏目", "tabs": _tabs(3)}),
                State("二十个", {"label": "栏目", "tabs": _tabs(20)}),
            ],
        ),
        Component("document_row", "列表行", "标题加一行事实，不用缩略图。", _rows, row_of="rows"),
        Component(
            "line_list",
            "标题与日期",
            "两栏的短列表。",
            lambda: [
                State("五条", {"items": _lines(5, samples.TITLE)}),
                State("标题 300 字", {"items": _lines(2, samples.LONG)}),
            ],
        ),
        Component(
            "column_index",
            "栏目一览",
            "每个栏目有多少、多新。",
            lambda: [
                State("有新有旧", {"columns": _columns()}),
                State("没有栏目", {"columns": []}),
            ],
        ),
        Component(
            "facets",
            "筛选",
            "带件数的普通链接；手机上折叠。",
            lambda: [
                State("两组，已选一项", {"facets": samples.facets()}),
                State("五十个选项", {"facets": _facets(50)}),
                State("没有选项", {"facets": _facets(0)}),
            ],
        ),
        Component(
            "chips",
            "已选条件",
            "点一下就去掉。",
            lambda: [
                State("两个", {"chips": _chips(2), "clear_url": "#"}),
                State("很长的值", {"chips": _chips(1, samples.LONG)}),
                State("没有选", {"chips": []}),
            ],
        ),
        Component(
            "pagination",
            "翻页",
            "只有上一页和下一页，翻多深都一样快。",
            lambda: [
                State("中间", _page("a", "b")),
                State("第一页", _page("", "b")),
                State("最后一页", _page("a", "")),
                State("只有一页", _page("", "")),
            ],
        ),
        Component(
            "empty",
            "没有内容",
            "说明没有什么，接下来可以怎么办。",
            lambda: [
                State(
                    "常态", {"text": "可以少选一个条件，或者换一个说法再搜。", "links": [("依申请公开", "/requests/")]}
                ),
                State("只有标题", {"title": "本栏目暂无内容"}),
            ],
        ),
        Component(
            "external_link",
            "离开本站",
            "外部链接和红色的“办”。",
            lambda: [
                State("普通", {"url": "https://example.org/", "label": "省政务服务网"}),
                State("办", {"url": "https://example.org/", "label": "在线办理", "action": True}),
            ],
        ),
        Component("meta_column", "栏目标签", "网站工作规范要求的栏目 meta 标签，在页面源代码里。"),
    ),
)
