"""PDF and Word of papers that are good, bad and huge."""

import datetime as dt
import io
from dataclasses import replace

import docx
import pypdfium2
import pytest

from portal.kernel.papers import press, shelf
from portal.kernel.papers.citation import citation
from portal.kernel.papers.paper import Enclosure, Image, Paper, Part
from tests.factories.papers import picture

ADDRESS = "https://zwgk.example.gov.cn/policies/7/"
BODY = "第一章 总则\n\n第一条 为了规范住房保障工作，制定本办法。\n\n| 项目 | 标准 |\n|---|---|\n| 一人户 | 一居室 |"
PAPER = Paper(
    title="住房保障办法",
    number="云建规〔2026〕3号",
    organ="云州市住房和城乡建设局",
    formed_on=dt.date(2026, 3, 1),
    body=BODY,
    note="（此件公开发布）",
    enclosures=(Enclosure("申请表.docx", 2048, "ab" * 32),),
    imprint=(("有效性", "现行有效（2026-05-02 查询）"),),
    address=ADDRESS,
)
WORDS = (
    "住房保障办法",
    "云建规〔2026〕3号",
    "第一章",
    "第一条",
    "一居室",
    "（此件公开发布）",
    "申请表.docx",
    "现行有效",
    ADDRESS,
)


def pages(made: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(made)
    try:
        texts = []
        for page in document:
            words = page.get_textpage()
            texts.append(words.get_text_bounded().replace("\r\n", ""))
            words.close()
            page.close()
        return texts
    finally:
        document.close()


def word_text(made: bytes) -> str:
    document = docx.Document(io.BytesIO(made))
    return "\n".join(node.text or "" for node in document.element.iter() if node.tag.endswith("}t"))


@pytest.mark.parametrize("words", WORDS)
def test_the_pdf_says_everything(words: str) -> None:
    assert words in "".join(pages(shelf.kept(PAPER, press.pdf)))


@pytest.mark.parametrize("words", WORDS)
def test_the_word_file_says_everything(words: str) -> None:
    assert words in word_text(press.word(PAPER))


def test_the_pdf_is_tagged_archivable_and_the_same_every_time() -> None:
    first, second = press.pdf(PAPER), press.pdf(PAPER)

    assert first == second
    assert b"/MarkInfo" in first
    for standard in (b"pdfaid:part", b"pdfuaid:part"):
        assert standard in first


def test_words_that_look_like_markup_are_only_words() -> None:
    trap = '#read("/etc/passwd") $x$ *b* @a \\u{41} `c` <w:p/> {% now %}'

    paper = Paper(title=f"题 {trap}", body=f"<p>{trap.replace('<', '&lt;')}</p>", number=trap, rows=((trap, trap),))

    for words in ('#read("/etc/passwd")', "$x$ *b* @a", "<w:p/>"):
        assert words in "".join(pages(press.pdf(paper)))
        assert words in word_text(press.word(paper))


def test_a_bare_paper_is_a_paper() -> None:
    paper = Paper(title="回执", rows=(("受理编号", "2026-0001"), ("空", "")))

    assert "2026-0001" in "".join(pages(press.pdf(paper)))
    assert "2026-0001" in word_text(press.word(paper))


def test_long_titles_many_enclosures_and_rubbish_hold() -> None:
    paper = Paper(
        title="关于进一步加强和规范住房保障资格审核工作的通知" * 13,
        body="<p>甲</p>" + "<div>" * 500 + "乙",
        enclosures=tuple(Enclosure(f"附件{n} {'很长的名字' * 10}.pdf", n, "0f" * 32) for n in range(200)),
        address=ADDRESS,
    )

    made = "".join(pages(press.pdf(paper)))

    assert "附件199" in made
    assert "乙" in made
    assert "附件199" in word_text(press.word(paper))


def test_a_table_of_thirty_columns_lies_on_a_turned_page() -> None:
    row = "".join(f"<td>第{n}列数据 12345.67</td>" for n in range(30))
    paper = Paper(title="明细表", body=f"<p>前</p><table>{f'<tr>{row}</tr>' * 40}</table><p>后</p>")

    document = pypdfium2.PdfDocument(press.pdf(paper))
    shapes = [page.get_size() for page in document]
    document.close()
    sections = docx.Document(io.BytesIO(press.word(paper))).sections

    assert [width > height for width, height in (shapes[0], shapes[1], shapes[-1])] == [False, True, False]
    assert [section.page_width > section.page_height for section in sections] == [False, True, False]


def test_pictures_are_shown_and_missing_or_broken_ones_are_named() -> None:
    body = '<p><img src="/a.png" alt="好图"><img src="/b.png" alt="坏图"><img src="/c.png" alt="缺图"></p>'
    broken = Image("/b.png", picture(4, 4)[:40] + b"rubbish")

    good = Paper(title="图", body=body, images=(Image("/a.png", picture(40, 20)),))
    bad = Paper(title="图", body=body, images=(Image("/a.png", picture(40, 20)), broken))

    shown = pages(press.pdf(good))[0]
    assert "好图" not in shown
    assert "缺图" in shown
    assert "缺图" in pages(press.pdf(bad))[0]
    assert "缺图" in word_text(press.word(bad))


def test_a_rare_character_without_a_glyph_still_makes_a_paper() -> None:
    assert press.pdf(Paper(title="😀𰻝\u2fff", body="甲")).startswith(b"%PDF")


def test_parts_stand_under_their_titles() -> None:
    paper = Paper(
        title="征求意见", parts=(Part("起草说明", "为了规范。"), Part("草案全文", "第一章 总则\n\n第一条 甲。"))
    )

    made = "".join(pages(press.pdf(paper)))

    assert made.index("起草说明") < made.index("为了规范") < made.index("草案全文") < made.index("第一章")


@pytest.mark.parametrize("make", [press.pdf, press.word])
def test_what_takes_too_long_is_given_up(make, monkeypatch) -> None:
    monkeypatch.setattr(press, "TIME_LIMIT", 0)

    with pytest.raises(press.PaperJam):
        make(PAPER)


def test_a_copy_is_made_once_and_anew_when_a_word_changes() -> None:
    made = []

    def printer(paper: Paper) -> bytes:
        made.append(paper.title)
        return paper.title.encode()

    for title in ("甲", "甲", "乙"):
        shelf.kept(Paper(title=title), printer)

    assert made == ["甲", "乙"]


def test_a_jam_is_remembered_for_a_while() -> None:
    tries = []

    def jam(paper: Paper) -> bytes:
        tries.append(paper)
        raise press.PaperJam("卡住")

    for _ in range(3):
        with pytest.raises(press.PaperJam):
            shelf.kept(Paper(title="卡"), jam)

    assert len(tries) == 1


def test_cites_after_the_standard() -> None:
    cited = citation(
        organ="云州市住建局", title="办法", number="", published_on=None, read_on=dt.date(2026, 5, 2), address=ADDRESS
    )

    assert cited == f"云州市住建局. 办法[EB/OL]. [2026-05-02]. {ADDRESS}"


def test_words_without_a_break_stay_on_the_sheet() -> None:
    made = press.pdf(Paper(title="W" * 90, body="https://example.gov.cn/" + "a" * 300, address=ADDRESS))

    document = pypdfium2.PdfDocument(made)
    words = document[0].get_textpage()
    furthest = max(words.get_charbox(place)[2] for place in range(words.count_chars()))
    text = words.get_text_bounded()
    document.close()

    assert furthest < 595 - 60
    assert "\u200b" not in text


def test_what_is_compact_takes_fewer_sheets() -> None:
    paper = Paper(
        title="回执", rows=(("所需政府信息", "公共租赁住房配租结果" * 20),), body="办理说明。\n\n" * 15, address=ADDRESS
    )

    assert len(pages(press.pdf(paper))) == 2
    assert len(pages(press.pdf(replace(paper, compact=True)))) == 1
