"""Words that stand together count for more than words apart."""

import pytest

from portal.kernel.search.ranking import nearness

FILLER = "，" * 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("维修资金的使用", 1.0),
        (f"维修{'，' * 24}使用", 1.0),
        # 28 of 104 characters.
        (f"维修{FILLER}使用", 28 / 104),
        # The second pair stands in one sentence.
        (f"维修{FILLER}使用和维修", 1.0),
        (f"维修{FILLER}", 0.0),
        ("", 0.0),
    ],
)
def test_the_shortest_piece_with_all_words_decides(text: str, expected: float) -> None:
    assert nearness(text, ("维修", "使用")) == pytest.approx(expected)


def test_a_word_that_stands_everywhere_is_looked_for_a_bounded_number_of_times() -> None:
    assert nearness("的" * 100_000 + "维修", ("的", "维修")) < 0.001
