"""Reading: head block, text, validity, attachments, what became of a thing."""

from typing import Any

from portal.kernel.ui import marks
from portal.kernel.ui.gallery import samples
from portal.kernel.ui.gallery.shelf import Component, Shelf, State
from portal.kernel.ui.official import official

HASH = "9f2c" * 16


def _files(number: int, name: str = "既有住宅加装电梯办理流程图.pdf") -> list[dict[str, Any]]:
    return [{"name": name, "url": "#", "size": 1_482_113 + place, "sha256": HASH} for place in range(number)]


def _wide_table(columns: int) -> str:
    head = "|".join(f"指标{place}" for place in range(1, columns + 1))
    figures = "|".join(str(place * 137) for place in range(1, columns + 1))
    return f"第一条　各区完成情况如下表。\n\n|{head}|\n|{'---|' * columns}\n|{figures}|\n|{figures}|\n"


def _related() -> list[dict[str, Any]]:
    kind = {"url": "#", "kind_label": "政策文件"}
    return [
        {**kind, "title": samples.TITLE, "published_on": samples.TODAY, "validity": "in_force"},
        {**kind, "title": samples.LONG, "published_on": None, "validity": "repealed"},
    ]


def _marks() -> list[State]:
    return [
        *(State(f"{kind}：{code}", {"kind": kind, "code": code}) for kind in marks.KINDS for code in marks.words(kind)),
        State("有底色", {"kind": "validity", "code": "in_force", "badge": True}),
        State("不认识的状态也照样显示", {"kind": "validity", "code": "x", "label": "尚在清理"}),
    ]


SHELF = Shelf(
    "阅读",
    (
        Component(
            "head_block",
            "信息头",
            "公文上方的表格。",
            lambda: [
                State("常态", {"rows": samples.head_rows()}),
                State("标题 300 字，独占一行", {"rows": [("标题", samples.LONG, "", "wide"), *samples.head_rows()]}),
                State("多数没有填", {"rows": [("索引号", "11310000MB0000007T/2026-00013"), ("发文字号", "")]}),
            ],
        ),
        Component(
            "official_body",
            "公文正文",
            "条有锚点，编号悬挂；从 Word 粘来的杂质已洗掉。",
            lambda: [
                State("章、条、表格", {"text": samples.TEXT}),
                State("三十列的表格", {"text": _wide_table(30)}),
                State(
                    "图片缺失",
                    {"text": f'<p>附图如下。</p><p><img src="{samples.MISSING_PICTURE}" alt="办理流程图"></p>'},
                ),
                State("没有正文", {"text": ""}),
                State("一段没有标点的长串", {"text": "<p>" + "A1b2" * 200 + "</p>"}),
            ],
        ),
        Component(
            "contents",
            "本文目录",
            "长文旁的条目录。",
            lambda: [
                State("常态", {"places": official(samples.TEXT).places}),
                State("没有条", {"places": ()}),
            ],
        ),
        Component(
            "tools",
            "文档工具",
            "打印、复制在有 JavaScript 时出现。",
            lambda: [
                State("常态", {"links": [("纯文本", "#"), ("数据接口", "#")], "back_to": "/styleguide/tools/"}),
                State("没有链接"),
            ],
        ),
        Component(
            "files",
            "附件",
            "名称、类型、大小、校验值。",
            lambda: [
                State("两个", {"files": [*_files(1), {"name": "申请表（示范文本）.docx", "url": "#", "size": 38_220}]}),
                State("名称 300 字", {"files": _files(1, samples.LONG + ".pdf")}),
                State("没有扩展名，零字节", {"files": [{"name": "说明", "url": "#", "size": 0}]}),
                State("二百个", {"files": _files(200)}),
                State("没有附件", {"files": []}),
            ],
        ),
        Component(
            "validity_card",
            "有效性",
            "侧栏第一张卡：还管用吗。",
            lambda: [
                State("现行有效", {"code": "in_force", "effective_on": samples.TODAY, "expires_on": samples.SOON}),
                State(
                    "废止，被替代",
                    {
                        "code": "repealed",
                        "ended_on": samples.TODAY,
                        "ended_by_url": "#",
                        "ended_by_title": samples.LONG,
                    },
                ),
                State("没有日期", {"code": "pending", "note": "施行日期另行公布。"}),
            ],
        ),
        Component(
            "document_title",
            "标题",
            "只在词与词之间回行，长短适宜；长标题用小一些的字。",
            lambda: [
                State("一般", {"title": "关于进一步做好房地产经纪机构有关工作的通知"}),
                State("书名号", {"title": "《云州市住房公积金个人住房贷款管理办法》政策解读"}),
                State("300 字", {"title": samples.LONG}),
            ],
        ),
        Component("mark", "状态", "字、形、色三样都说。", _marks),
        Component(
            "notice_bar",
            "提示",
            "读者必须知道的一件事。",
            lambda: [
                State("一般", {"text": "国庆节期间窗口不对外办公。"}),
                State("成功", {"text": "已保存。", "tone": "success"}),
                State("注意", {"title": "请注意", "text": "2027年节假日安排尚未公布，到期日为暂定。", "tone": "warn"}),
                State(
                    "不好的消息", {"text": "这份文件已经废止。", "tone": "error", "url": "#", "link_text": "看替代文件"}
                ),
                State("300 字", {"text": samples.LONG}),
            ],
        ),
        Component(
            "tombstone",
            "已撤下",
            "撤下的信息原处留下的说明。",
            lambda: [
                State(
                    "常态",
                    {
                        "title": samples.TITLE,
                        "withdrawn_on": samples.TODAY,
                        "department": "城市更新处",
                        "reason": "内容与上位规定不一致",
                        "replacement_url": "#",
                        "replacement_title": samples.TITLE,
                    },
                ),
                State(
                    "标题 300 字", {"title": samples.LONG, "withdrawn_on": samples.TODAY, "department": "城市更新处"}
                ),
            ],
        ),
        Component(
            "timeline",
            "经过",
            "发生了什么，接下来是什么。",
            lambda: [
                State("办理中", {"entries": samples.entries()}),
                State("很长", {"entries": [{"title": samples.LONG, "at": samples.TODAY, "text": samples.LONG}] * 2}),
                State("没有", {"entries": []}),
            ],
        ),
        Component(
            "facts",
            "事实",
            "名称和值；没有值的不显示。",
            lambda: [
                State("常态", {"rows": [("电话", "0000-12345678"), ("地址", "公开路 1 号", "#"), ("传真", "")]}),
                State("值 300 字", {"rows": [("说明", samples.LONG)]}),
            ],
        ),
        Component(
            "contact_card",
            "联系方式",
            "问谁。",
            lambda: [
                State(
                    "齐全",
                    {
                        "name": "政务公开办公室",
                        "address": "云州市明湖区公开路 1 号 204 室",
                        "telephone": "0000-12345678",
                        "hours": "工作日 9:00–11:30，13:30–17:00",
                        "email": "gk@example.org",
                    },
                ),
                State("只有名称", {"name": samples.LONG[:80]}),
            ],
        ),
        Component(
            "panels",
            "上层应用的内容",
            "各应用放到别人页面上的部分。",
            lambda: [
                State("没有", {"panels": ()}),
            ],
        ),
        Component(
            "related",
            "相关内容",
            "还有什么讲的是同一件事。",
            lambda: [
                State("一件有效，一件废止", {"panel": {"related": _related()}}),
                State("没有", {"panel": {"related": ()}}),
            ],
        ),
        Component(
            "feedback",
            "有用吗",
            "通向单独的小表单，本页不设 Cookie。",
            lambda: [
                State("常态", {"path": "/policies/1/"}),
            ],
        ),
        Component("meta_article", "文章标签", "网站工作规范要求的内容 meta 标签，在页面源代码里。"),
    ),
)
