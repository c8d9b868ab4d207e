"""What a hit shows."""

from portal.kernel.search.normalise import fold
from portal.kernel.search.snippets import LENGTH, best_place, marked, snippet


def test_markup_in_a_text_is_shown_not_obeyed() -> None:
    text = "<script>alert(1)</script>物业&管理"

    assert marked(text, fold(text), ["物业"]) == "&lt;script&gt;alert(1)&lt;/script&gt;<mark>物业</mark>&amp;管理"


def test_a_word_asked_for_in_markup_is_marked_after_escaping() -> None:
    text = "<mark>x</mark> amp & lt"

    assert marked(text, fold(text), ["amp", "lt", "mark"]) == (
        "&lt;<mark>mark</mark>&gt;x&lt;/<mark>mark</mark>&gt; <mark>amp</mark> &amp; <mark>lt</mark>"
    )


def test_the_original_spelling_is_shown_marked() -> None:
    text = "《物業管理條例》"

    assert marked(text, fold(text), ["物业管理"]) == "《<mark>物業管理</mark>條例》"


def test_the_place_where_most_words_meet_is_shown() -> None:
    text = "物业。" + "甲" * 300 + "物业与停车" + "乙" * 300

    shown = snippet(text, fold(text), ["物业", "停车"], best_place(fold(text), ["物业", "停车"]))

    assert "<mark>物业</mark>与<mark>停车</mark>" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < LENGTH + 60


def test_of_several_places_where_as_many_words_meet_the_first_is_shown() -> None:
    text = "停车" + "甲" * 10 + "物业" + "乙" * 300 + "物业停车"

    assert best_place(text, ["物业", "停车"]) == 0


def test_words_further_apart_than_a_piece_shows_do_not_meet() -> None:
    text = "物业" + "甲" * 88 + "停车" + "乙" * 300 + "停车" + "丙" * 87 + "物业"

    assert best_place(text, ["物业", "停车"]) == 392


def test_without_a_word_in_the_text_its_beginning_is_shown() -> None:
    assert best_place(fold("第一条 为了规范"), ["停车"]) is None
    assert snippet("第一条 为了规范", fold("第一条 为了规范"), ["停车"], None) == "第一条 为了规范"


def test_letters_inside_a_longer_word_are_not_marked() -> None:
    assert marked("abim bim", "abim bim", ["bim"]) == "abim <mark>bim</mark>"
    assert marked("2025年", "2025年", ["25"]) == "2025年"


def test_letters_between_characters_are_marked() -> None:
    assert marked("采用bim技术", "采用bim技术", ["bim"]) == "采用<mark>bim</mark>技术"
