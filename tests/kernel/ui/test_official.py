"""Official text: cleaned, anchored, whatever form it was stored in."""

import pytest

from portal.kernel.ui.official import number_of, official, plain


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零三", 103),
        ("一百一十", 110),
        ("一千二百", 1200),
        ("12", 12),
    ],
)
def test_reads_a_chinese_number(numeral: str, number: int) -> None:
    assert number_of(numeral) == number


def test_gives_an_article_an_anchor_and_a_link_to_itself() -> None:
    body = official("第十二条　申请材料齐全的，应当受理。")

    assert '<p id="art-12" class="article"><a class="article-number" href="#art-12"' in body.html
    assert [(place.anchor, place.label) for place in body.articles] == [("art-12", "第十二条")]


def test_takes_each_line_of_plain_text_for_a_paragraph_of_its_own() -> None:
    body = official("第一条 甲。\n第二条 乙。\n（一）丙；\n（二）丁。")

    assert body.html.count("<p") == 4
    assert [place.anchor for place in body.places] == ["art-1", "art-2"]


def test_keeps_an_inserted_article_apart_from_the_one_before() -> None:
    body = official("第十二条 甲。\n\n第十二条之一 乙。")

    assert [place.anchor for place in body.places] == ["art-12", "art-12-1"]


def test_gives_a_number_quoted_again_its_own_anchor() -> None:
    body = official("<p>第一条 甲。</p><p>第一条 乙。</p>")

    assert [place.anchor for place in body.places] == ["art-1", "art-1.2"]


@pytest.mark.parametrize("text", ["第三条规定的情形除外。", "第三条、第四条同时废止。", "第三条第二款所称机关。"])
def test_does_not_take_a_reference_for_an_article(text: str) -> None:
    assert official(f"<p>{text}</p>").places == ()


def test_lists_chapters_and_articles_in_the_order_of_the_text() -> None:
    body = official("## 第一章　总则\n\n第一条 甲。\n\n## 第二章　办理\n\n第二条 乙。")

    assert [(place.kind, place.label) for place in body.places] == [
        ("ch", "第一章 总则"),
        ("art", "第一条"),
        ("ch", "第二章 办理"),
        ("art", "第二条"),
    ]


@pytest.mark.parametrize(
    "attack",
    [
        '<p onclick="x()">甲</p>',
        "<p><script>x()</script>甲</p>",
        '<p><a href="javascript:x()">甲</a></p>',
        '<p style="position:fixed">甲</p>',
        "[甲](javascript:x())",
        "甲<img src=x onerror=x()>",
    ],
)
def test_lets_no_script_and_no_style_through(attack: str) -> None:
    html = official(attack).html.replace("&lt;img src=x onerror=x()&gt;", "")

    assert "甲" in html
    assert not any(word in html for word in ("<script", "onclick", "onerror", "style=", 'href="javascript'))


def test_leaves_the_first_heading_to_the_page() -> None:
    assert "<h1" not in official("# 关于住房的通知").html


def test_keeps_tables_of_markdown() -> None:
    assert "<td>甲</td>" in official("| 事项 |\n|---|\n| 甲 |").html


def test_gives_the_plain_words_of_a_text() -> None:
    assert plain("<p>第一条　<b>甲</b>&amp;乙</p>\n") == "第一条 甲&乙"
