"""The query language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.search.query import MAX_LENGTH, loosened, parse, prefix_expression, without_names


def test_words_must_all_occur() -> None:
    assert parse("物业 停车").expression() == "('物业') & ('停车')"


def test_a_phrase_in_quotes_is_kept_whole() -> None:
    asked = parse("“物业 管理” 停车")

    assert [unit.text for unit in asked.units if unit.quoted] == ["物业 管理"]
    assert [unit.text for unit in asked.units] == ["物业 管理", "停车"]


def test_a_minus_before_a_word_excludes_it() -> None:
    assert parse("物业 -停车").expression() == "('物业') & !('停车')"
    assert parse('物业 －"停车 收费"').expression() == "('物业') & !('停车' & '收费')"


def test_a_minus_inside_a_word_excludes_nothing() -> None:
    assert parse("GB50016-2014").excluded == ()


def test_a_word_of_letters_and_characters_is_excluded_as_a_whole() -> None:
    assert parse("通信 -5G基站").expression() == "('通信') & !('5' & 'g' & '基站')"


def test_the_dash_before_a_second_line_of_a_title_excludes_nothing() -> None:
    asked = parse("物业服务研究 ——以云州市为例")

    assert asked.excluded == ()
    assert [unit.text for unit in asked.units] == ["物业服务研究", "以云州市为例"]


def test_filters_written_in_words_can_be_taken_out() -> None:
    typed = '物业 部门：物业处 标题:收费 年份:2024 dept:"物业 管理处"'

    assert without_names(typed, "department") == "物业 标题:收费 年份:2024"
    assert without_names(typed) == "物业 标题:收费"
    assert without_names("部门: 物业处", "department") == ""
    assert without_names("部门介绍") == "部门介绍"
    assert without_names("物業 部門：物業處 DEPT:甲", "department") == "物業"
    assert without_names("“物业”部门:物业处") == "“物业”"
    assert without_names("“部门:物业处 说明” 停车") == "“部门:物业处 说明” 停车"


def test_a_number_stands_first_and_needs_its_organ() -> None:
    asked = parse("通知 沪房[2024]66号")

    assert asked.units[0].is_number
    assert asked.expression() == "('沪房' & '#2024-66' & '#沪房2024-66') & ('通知')"
    assert asked.own_number_expression() == "'##2024-66' & '##沪房2024-66'"


def test_one_character_is_what_lexemes_begin_with() -> None:
    assert parse("房").expression() == "('房':*)"
    assert parse("物业 -房").expression() == "('物业') & !('房':*)"
    assert parse("房").expression(mark="^") == "('^房')"


def test_rows_of_a_sample_have_each_character() -> None:
    assert parse("房 物业").expression(of_sample=True) == "('·房') & ('物业')"
    assert parse("物业 -房").expression(mark="^", of_sample=True) == "('^物业') & !('·房')"


def test_the_organ_of_a_number_may_be_one_character() -> None:
    assert parse("部令第12号").expression() == "('部':* & '#令12')"


def test_numbers_without_an_organ_stand_next_to_one_another() -> None:
    assert {unit.text for unit in parse("(2024)66 (2024)67").units} == {"(2024)66", "(2024)67"}


def test_the_bearer_of_a_number_obeys_exclusions() -> None:
    assert parse("沪房〔2024〕66号 -物业").own_number_expression() == "'##2024-66' & '##沪房2024-66' & !('物业')"


def test_what_is_looked_up_elsewhere_is_not_asked_of_the_index() -> None:
    asked = parse("房 物业")

    assert asked.expression(without=asked.units[:1]) == "('物业')"
    assert asked.expression(without=asked.units) == ""


def test_titles_are_asked_with_their_mark() -> None:
    assert parse("物业 停车").expression(mark="^", facets=["@y2024"]) == "('^物业') & ('^停车') & '@y2024'"


def test_a_question_falls_apart_into_its_words() -> None:
    assert [unit.text for unit in loosened(parse("物业管理费怎么交")).units] == ["物业", "管理费", "交"]


def test_a_long_text_is_cut_and_that_is_said() -> None:
    asked = parse("物业管理" * 500)

    assert len(asked.units[0].text) == MAX_LENGTH
    assert asked.notices == ("检索词过长，只按前 100 个字检索。",)


def test_too_many_words_are_cut_and_that_is_said() -> None:
    asked = parse(" ".join(f"词{n}" for n in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"))

    assert len(asked.units) == 16
    assert asked.notices == ("检索词过多，只按前 16 个词检索。",)


@pytest.mark.parametrize("text", ["", "   ", "！？。", "😀🎉", '"', '""', "-", "\x00\x07", "《》", "- -", "%_\\"])
def test_nothing_to_look_for_asks_nothing(text: str) -> None:
    assert parse(text).units == ()
    assert parse(text).expression() == ""


def test_an_unfinished_last_word_is_completed() -> None:
    assert prefix_expression("物业管") == "'^物业' & '^业管'"
    assert prefix_expression("BIM技") == "'^bim' & '^技'"
    assert prefix_expression("gb500") == "'^gb' & '^500':*"


@given(st.text(max_size=300))
def test_anything_typed_is_read(text: str) -> None:
    parse(text).expression()
    loosened(parse(text)).expression(mark="^")
    prefix_expression(text)
