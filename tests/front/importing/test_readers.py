"""Reading files of every kind."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest

from portal.front.importing.decoding import checked, decode
from portal.front.importing.readers import is_supported, read
from portal.front.importing.source import Unreadable

STATUTE = """# 云州市房屋租赁条例

2010年3月1日 云州市第三届人民代表大会常务委员会第五次会议通过

<!-- INFO END -->

## 第一章 总则

第一条 为了规范房屋租赁，制定本条例。

<!-- 校对 -->
"""


def word_file(build: Callable[[docx.document.Document], None]) -> bytes:
    document = docx.Document()
    build(document)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def test_markdown_has_a_title_a_history_and_a_text() -> None:
    reading = read("云州市房屋租赁条例.md", STATUTE.encode())

    assert reading.title == "云州市房屋租赁条例"
    assert reading.head == ("2010年3月1日 云州市第三届人民代表大会常务委员会第五次会议通过",)
    assert reading.lines == ("第一章 总则", "第一条 为了规范房屋租赁，制定本条例。")
    assert reading.body.startswith("## 第一章 总则")
    assert "校对" not in reading.body


def test_markdown_without_a_mark_is_all_text() -> None:
    reading = read("a.md", "# 通知\n\n各处室：\n\n请执行。".encode())

    assert (reading.title, reading.head, reading.lines) == ("通知", (), ("各处室：", "请执行。"))


def test_every_line_of_a_text_file_is_a_paragraph_and_its_markup_is_text() -> None:
    reading = read("a.txt", "\ufeff  通知\r\n\r\n\u3000\u3000第一项 <b>甲</b> & 乙\u00a0\r\n".encode())

    assert reading.lines == ("通知", "第一项 <b>甲</b> & 乙")
    assert reading.body == "<p>通知</p>\n<p>第一项 &lt;b&gt;甲&lt;/b&gt; &amp; 乙</p>"


def test_a_web_page_gives_its_article_without_scripts() -> None:
    page = """<html><head><title>通知_云州市住建局</title><meta name="ArticleTitle" content="关于停车的通知"></head>
    <body><nav>首页</nav><article><h1>关于停车的通知</h1><p onclick="x()">第一段<script>alert(1)</script></p>
    <p>第二段 <a href="javascript:x()">链</a></p></article></body></html>"""

    reading = read("a.html", page.encode())

    assert reading.title == "关于停车的通知"
    assert reading.lines == ("第一段", "第二段 链")
    assert "script" not in reading.body
    assert "onclick" not in reading.body


def test_a_word_file_gives_headings_paragraphs_and_tables() -> None:
    def build(document: docx.document.Document) -> None:
        document.add_heading("关于停车的通知", level=1)
        document.add_paragraph("各处室：")
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "事项", "时限"

    reading = read("a.docx", word_file(build))

    assert reading.title == "关于停车的通知"
    assert reading.lines[0] == "各处室："
    assert "<table>" in reading.body
    assert "时限" in reading.body


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "文件是空的"),
        ("a.txt", b" \n\t ", "文件是空的"),
        ("a.md", b"# \xe9\x80\x9a\xe7\x9f\xa5", "文件没有正文"),
        ("a.txt", "文字\x00文字".encode(), "文件含有控制字符，不是文本文件"),
        ("a.txt", b"\xff\xfe\x00\xd8\x81", "文字编码不是 UTF-8，也不是 GB18030，无法读取"),
        ("a.docx", b"not a zip", "不是 Word 文件（.docx），请用 Word 另存后再试"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(name, content)

    assert str(refused.value) == reason


def test_another_kind_of_zip_is_not_a_word_file() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("content.xml", "<x/>")

    with pytest.raises(Unreadable, match="不是 Word 文件"):
        read("a.docx", packed.getvalue())


def test_a_damaged_word_file_says_so() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<unclosed")

    with pytest.raises(Unreadable, match="已损坏"):
        read("a.docx", packed.getvalue())


def test_gb18030_is_read_and_that_is_said() -> None:
    assert decode("关于停车收费的通知".encode("gb18030")) == ("关于停车收费的通知", ("文字编码为 GB18030，已转换",))


def test_another_encoding_that_happens_to_decode_is_not_believed() -> None:
    with pytest.raises(Unreadable, match="也不像 GB18030"):
        decode("ÀÁÂÃÄÅÈÉÊËÌÍÎÏÒÓÔÕ".encode("latin-1")[:18] + "鿃".encode("gb18030") * 3)


def test_a_file_beyond_the_limit_is_refused() -> None:
    with pytest.raises(Unreadable, match="超过 50 MB"):
        checked(b"x" * (50 * 1024 * 1024 + 1))


@pytest.mark.parametrize(("name", "expected"), [("a.MD", True), ("a.docx", True), ("a.pdf", False), ("a", False)])
def test_the_ending_decides_whether_a_file_is_read(name: str, expected: bool) -> None:
    assert is_supported(name) is expected
