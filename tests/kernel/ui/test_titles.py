"""Titles break between words, in lines of like length."""

import pytest

from portal.kernel.ui.templatetags.ui import phrased
from portal.kernel.ui.titles import title_lines, title_words


def lines(title: str, room: int = 20) -> list[str]:
    return ["".join(words) for words in title_lines(title_words(title), room)]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("关于印发通知", ["关于印发通知"]),
        # 20 and 2 would be what fits; nobody writes two words under a long line.
        ("关于进一步做好房地产经纪机构有关工作的通知", ["关于进一步做好房地产", "经纪机构有关工作的通知"]),
        ("《云州市住房公积金个人住房贷款管理办法》政策解读", ["《云州市住房公积金个人", "住房贷款管理办法》政策解读"]),
        ("W" * 50, ["W" * 50]),
        ("", []),
    ],
)
def test_lines_are_of_like_length_and_words_whole(title: str, expected: list[str]):
    assert lines(title) == expected


def test_marks_and_leaning_words_stay_with_their_word():
    assert "".join(title_words("《办法》的说明")) == "《办法》的说明"
    assert all(word[0] not in "》的" and word[-1] != "《" for word in title_words("《办法》的说明"))


def test_a_page_may_break_a_title_between_words_and_shows_it_unchanged():
    shown = phrased("住房贷款<b>管理")

    assert "住房贷款<wbr>" in shown
    assert shown.replace("<wbr>", "") == "住房贷款&lt;b&gt;管理"
