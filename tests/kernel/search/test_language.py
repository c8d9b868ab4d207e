"""What can be said in a question besides words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.search.normalise import normalise
from portal.kernel.search.query import MAX_ALTERNATIVES, MAX_LENGTH, MAX_UNITS, Query, expand, loosened, parse

ON = date(2026, 3, 31)
RENT = [("公租房", ("公共租赁住房",)), ("公共租赁住房", ("公租房",))]


@pytest.mark.parametrize(
    "number",
    [
        *("沪房[2024]66号", "沪房〔2024〕66号", "沪房(2024)66号", "沪房【2024】66号", "沪房（2024）66"),
        *(
            "沪房\uff3b\uff12\uff10\uff12\uff14\uff3d\uff16\uff16号",
            "滬房〔2024〕66號",
            "沪房 〔2024〕 66 号",
            "文号:沪房〔2024〕66号",
            "number: 沪房[2024]66",
        ),
    ],
)
def test_a_number_is_one_in_any_brackets_and_width(number: str) -> None:
    (unit,) = parse(number).units

    assert unit.is_number
    assert unit.lexemes == ("沪房", "#2024-66", "#沪房2024-66")


def test_numbers_come_first_in_the_order_they_were_typed() -> None:
    asked = parse("物业 沪房〔2024〕66号 沪房〔2024〕67号 沪房〔2024〕66号")

    assert [unit.lexemes[-1] for unit in asked.units] == ["#沪房2024-66", "#沪房2024-67", "物业"]


def test_a_number_without_its_organ_is_a_number() -> None:
    assert parse("〔2024〕66号").units[0].lexemes == ("#2024-66",)


def test_an_index_number_is_known_and_still_looked_for() -> None:
    asked = parse("11310000MB0000007T/2024-00326")

    assert asked.index_number == "11310000mb0000007t/2024-00326"
    assert [unit.text for unit in asked.units] == ["11310000", "mb", "0000007", "t", "2024", "00326"]


@pytest.mark.parametrize("quotes", ['"{}"', "“{}”", "「{}」", "『{}』", "\uff02{}\uff02"])
def test_all_kinds_of_quotation_marks_keep_a_phrase(quotes: str) -> None:
    (unit,) = parse(quotes.format("物业管理")).units

    assert (unit.text, unit.quoted) == ("物业管理", True)


def test_a_number_inside_a_phrase_stays_in_it() -> None:
    (unit,) = parse('"根据沪房〔2024〕66号文件"').units

    assert (unit.text, unit.quoted, unit.is_number) == ("根据沪房(2024)66号文件", True, False)


def test_a_number_can_be_excluded() -> None:
    asked = parse("物业 -沪房〔2024〕66号")

    assert [unit.text for unit in asked.units] == ["物业"]
    assert asked.expression() == "('物业') & !('沪房' & '#2024-66' & '#沪房2024-66')"


def test_a_word_may_be_asked_of_titles_only() -> None:
    assert parse("标题:物业 停车").expression() == "('^物业') & ('停车')"
    assert parse('title: "物业 管理" -标题:收费').expression() == "('^物业' & '^管理') & !('^收费')"


def test_filters_may_be_written_in_words() -> None:
    asked = parse('物业 部门:物业处 年份：2024 有效性:现行有效 主题:"住房 保障" dept:x')

    assert asked.named == (
        ("department", "物业处"),
        ("year", "2024"),
        ("validity", "现行有效"),
        ("topic", "住房 保障"),
        ("department", "x"),
    )
    assert [unit.text for unit in asked.units] == ["物业"]


def test_dates_narrow_and_are_no_words() -> None:
    asked = parse("物业 2024年5月 .. 2024年8月")

    assert [unit.text for unit in asked.units] == ["物业"]
    assert asked.span is not None
    assert (asked.span.first, asked.span.last) == (date(2024, 5, 1), date(2024, 8, 31))
    assert parse("物业 近三年", on=ON).span is not None
    assert [unit.text for unit in parse("物业 近三年").units] == ["物业", "近三年"]


def test_a_date_in_quotes_or_inside_a_title_is_a_word() -> None:
    assert parse('"2024年"').span is None
    assert parse("2024年政务公开工作要点").span is None


def test_a_second_date_is_a_word() -> None:
    asked = parse("2024年 2023年")

    assert asked.span is not None
    assert asked.span.label == "2024年"
    assert [unit.text for unit in asked.units] == ["2023", "年"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("作者:张三", "没有“作者”这样的条件，已按普通词查找。"),
        ("文号:沪房", "文号没有写全"),
        ("索引号:123", "索引号没有写全"),
        ("日期:明天", "“明天”不是可以识别的日期"),
        ("-部门:物业处", "“部门”不能用减号排除"),
    ],
)
def test_what_could_not_be_followed_is_said(text: str, said: str) -> None:
    assert said in "".join(parse(text).notices)


@pytest.mark.parametrize("text", ["http://example.cn/a", "8:30", "云州市住房和城乡建设局:关于", "物业", "a:b"])
def test_a_colon_in_ordinary_text_is_not_remarked_on(text: str) -> None:
    assert parse(text).notices == ()


def test_a_word_is_also_looked_for_by_its_other_name() -> None:
    asked = expand(parse("公租房 申请"), RENT)

    assert asked.units[0].texts == ("公租房", "公共租赁住房")
    assert asked.units[0].expression("^") == ("('^公租' & '^租房') | ('^公共' & '^共租' & '^租赁' & '^赁住' & '^住房')")
    assert asked.synonyms == (("公租房", ("公共租赁住房",)),)
    assert asked.units[1].alternatives == ()


def test_a_word_inside_a_longer_run_is_replaced_there() -> None:
    assert expand(parse("公租房申请条件"), RENT).units[0].texts == ("公租房申请条件", "公共租赁住房申请条件")


def test_the_pieces_of_a_question_keep_their_other_names() -> None:
    loose = loosened(expand(parse("低保申请条件"), [("低保", ("最低生活保障",))]))

    assert [unit.texts for unit in loose.units] == [("低保", "最低生活保障"), ("申请",), ("条件",)]


@pytest.mark.parametrize("text", ['"公租房"', "-公租房 申请", "沪房〔2024〕66号"])
def test_what_is_quoted_excluded_or_numbered_is_taken_literally(text: str) -> None:
    asked = expand(parse(text), [*RENT, ("沪", ("上海",))])

    assert asked.synonyms == ()
    assert asked.expression() == parse(text).expression()


def test_other_names_are_bounded() -> None:
    asked = expand(parse("公租房"), [("公租房", tuple(f"别名{n}" for n in "甲乙丙丁戊己庚"))])

    assert len(asked.units[0].alternatives) == MAX_ALTERNATIVES


def lexemes_in(asked: Query) -> int:
    ways = [(unit.lexemes, *(found for _text, found in unit.alternatives)) for unit in (*asked.units, *asked.excluded)]
    return sum(len(way) for unit in ways for way in unit)


PIECES = st.sampled_from(
    [
        *(
            '"',
            "“",
            "」",
            "-",
            "－",
            ":",
            "：",
            "..",
            "至",
            "(",
            "〔2024〕",
            "66号",
            "文号:",
            "标题:",
            "部门:",
            "日期:",
        ),
        *(
            "作者:",
            "2024年",
            "2024-05",
            "近三年",
            "去年",
            "公租房",
            "物业管理",
            "沪房",
            "令第504号",
            "GB50016",
            "的",
            "\x00",
        ),
        *(
            "😀",
            "\u200b",
            "'",
            "\\",
            "&",
            "|",
            "!",
            "<->",
            ":*",
            "%",
            "_",
            "; DROP TABLE x; --",
            " ",
            "\u3000",
            "𠮷",
            "ﬁ",
            "㎡",
        ),
        *("11310000MB0000007T/2024-00326", "\ue000", "\ue001", "\ud800", "\n"),
    ]
)
QUESTIONS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join))


@given(QUESTIONS)
def test_whatever_is_typed_is_read_within_bounds(text: str) -> None:
    asked = expand(parse(text, on=ON), RENT)

    for query in (asked, loosened(asked)):
        assert len(query.units) <= MAX_UNITS
        assert len(query.excluded) <= MAX_UNITS
        assert lexemes_in(query) <= MAX_UNITS * (MAX_ALTERNATIVES + 2) * MAX_LENGTH
        assert query.expression(facets=["@y2024"]).count("'") % 2 == 0


@given(QUESTIONS)
def test_reading_what_was_read_changes_no_lexeme(text: str) -> None:
    assert parse(normalise(text[:50]), on=ON).excluded == parse(normalise(normalise(text[:50])), on=ON).excluded
