"""Bodies pasted from Word and WPS are the text alone: no settings, no empty boxes, no dead anchors."""

from pathlib import Path

import pytest

from portal.kernel.ui.official import official

SAMPLES = Path(__file__).with_name("samples")
WORD = (SAMPLES / "word.html").read_text(encoding="utf-8")
WPS = (SAMPLES / "wps.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "rubbish",
    [
        "mso",
        "o:p",
        "<span lang",
        "<font",
        "style=",
        "class=Mso",
        "Normal",
        "Style Definitions",
        "_Toc",
        "file:",
        "<p></p>",
        "&nbsp;",
    ],
)
def test_nothing_of_the_program_is_left(rubbish: str) -> None:
    assert rubbish not in official(WORD).html
    assert rubbish not in official(WPS).html


def test_the_words_and_their_articles_are_all_there() -> None:
    body = official(WORD)

    assert [place.label for place in body.places] == ["第一章 总则", "第一条"]
    assert "为了规范住房保障，制定本办法。" in body.html
    assert "<p>· 身份证明</p>" in " ".join(body.html.split())


def test_a_picture_that_was_never_uploaded_leaves_its_words() -> None:
    html = official(WORD).html

    assert "<img" not in html
    assert "〔图：流程图〕" in html


def test_indents_of_blanks_and_bold_in_pieces_become_plain() -> None:
    html = official(WPS).html

    assert "<p>（一）首行缩进用了空格；</p>" in html
    assert "<b>申请人</b>" in html


def test_a_frame_of_one_cell_is_no_table_and_a_table_in_a_table_stays_one() -> None:
    html = official(WPS).html

    assert html.count("<table>") == 2
    assert html.count('class="table-box') == 1


@pytest.mark.parametrize(("columns", "tabs"), [(3, 0), (30, 1)])
def test_only_a_table_that_may_need_scrolling_is_a_stop_of_the_keyboard(columns: int, tabs: int) -> None:
    html = official(f"<table><tr>{'<td>甲</td>' * columns}</tr></table>").html

    assert html.count('tabindex="0"') == tabs


def test_a_picture_without_words_says_so() -> None:
    assert 'alt="图片（无文字说明）"' in official('<p><img src="/a.png"></p>').html
    assert 'alt="流程图"' in official('<p><img src="/a.png" alt="流程图"></p>').html


def test_organ_and_date_under_a_text_are_set_apart() -> None:
    html = official("特此通知。\n\n云州市住房和城乡建设局\n\n2026年3月1日\n\n第一条 甲。").html

    assert "<p>特此通知。</p>" in html
    assert '<div class="signature"><div><p>云州市住房和城乡建设局</p><p>2026年3月1日</p></div></div>' in html


@pytest.mark.parametrize("text", ["自2026年3月1日起施行。", "2026年3月1日\n\n各区住建局：", "时间：2026年3月1日"])
def test_a_date_in_a_sentence_or_over_the_text_is_no_signature(text: str) -> None:
    assert "signature" not in official(text).html


def test_boxes_in_boxes_without_end_are_read() -> None:
    assert "甲" in official("<div>" * 20_000 + "<p>甲</p>").html
