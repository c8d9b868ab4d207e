"""The portal's own HTML as blocks, and blocks as plain text."""

import pytest

from portal.kernel.papers.blocks import Heading, Listing, Paragraph, Picture, Quote, Signature, Table
from portal.kernel.papers.reading import blocks_of, plain_lines


def one(text, **kwargs):
    (block,) = blocks_of(text, **kwargs)
    return block


def test_reads_chapters_articles_and_paragraphs() -> None:
    chapter, article, item = blocks_of("第一章 总则\n\n第一条 为了**规范**工作。\n\n（一）甲；")

    assert isinstance(chapter, Heading)
    assert (chapter.level, chapter.style) == (1, "ch")
    assert article.number == "第一条"
    assert [(run.text, run.bold) for run in article.runs] == [("为了", False), ("规范", True), ("工作。", False)]
    assert (item.style, item.runs[0].text) == ("body", "（一）甲；")


def test_heading_levels_begin_with_one_and_never_jump() -> None:
    levels = [block.level for block in blocks_of("<h3>甲</h3><h6>乙</h6><h2>丙</h2><h4>丁</h4><p>第一章 戊</p>")]

    assert levels == [1, 2, 1, 2, 1]


def test_places_every_cell_whatever_its_spans_claim() -> None:
    table = one(
        "<table><tr><td rowspan=9>甲</td><td colspan=2>乙</td></tr><tr><td>丙</td><td colspan=500>丁</td></tr></table>"
    )

    assert isinstance(table, Table)
    assert [(cell.x, cell.y, cell.colspan, cell.rowspan) for cell in table.cells] == [
        (0, 0, 1, 2),
        (1, 0, 2, 1),
        (1, 1, 1, 1),
        (2, 1, 100, 1),
    ]
    assert table.columns == 102


def test_cells_that_would_overlap_are_narrowed() -> None:
    table = one("<table><tr><td>甲</td><td rowspan=2>乙</td></tr><tr><td colspan=2>丙</td><td>丁</td></tr></table>")

    taken = [
        (cell.x + right, cell.y + down)
        for cell in table.cells
        for right in range(cell.colspan)
        for down in range(cell.rowspan)
    ]
    assert len(taken) == len(set(taken))


def test_only_a_first_row_of_heads_is_repeated() -> None:
    assert one("<table><tr><th>甲</th></tr><tr><td>乙</td></tr></table>").head_rows == 1
    assert one("<table><tr><th>甲</th><td>乙</td></tr><tr><th>丙</th><td>丁</td></tr></table>").head_rows == 0


def test_reads_lists_quotes_pictures_and_signatures() -> None:
    blocks = blocks_of(
        "<ol start=3><li>甲<ul><li>乙</li></ul></li></ol><blockquote><p>丙</p></blockquote>"
        "<p>丁<img src='/a.png' alt='图一'></p><p>云州市住建局</p><p>2026年3月1日</p>"
    )

    assert [type(block) for block in blocks] == [Listing, Quote, Paragraph, Picture, Signature]
    assert (blocks[0].start, blocks[0].ordered) == (3, True)
    assert blocks[3] == Picture("/a.png", "图一")
    assert [line[0].text for line in blocks[4].lines] == ["云州市住建局", "2026年3月1日"]


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("/policies/1/", "https://zwgk.example.gov.cn/policies/1/"),
        ("https://www.example.gov.cn/", "https://www.example.gov.cn/"),
        ("#art-1", ""),
        ("https://[bad", ""),
    ],
)
def test_links_are_absolute_or_words_alone(href: str, address: str) -> None:
    paragraph = one(f'<p>见<a href="{href}">此</a></p>', base="https://zwgk.example.gov.cn/disclosure/9/")

    assert [run.href for run in paragraph.runs if run.href] == ([address] if address else [])


def test_nothing_unprintable_reaches_paper() -> None:
    assert one("<p>甲&#8;\u200b\ufeff\x0b乙</p>").runs[0].text == "甲乙"


def test_plain_text_keeps_rows_of_tables_and_marks_of_lists() -> None:
    lines = list(plain_lines(blocks_of("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n1. 丙\n2. 丁\n\n- 戊")))

    assert lines == ["甲\t乙", "1\t2", "1. 丙", "2. 丁", "· 戊"]


def test_boxes_in_boxes_without_end_are_read() -> None:
    assert list(plain_lines(blocks_of("<blockquote>" * 3000 + "<p>甲</p>"))) == ["甲"]
