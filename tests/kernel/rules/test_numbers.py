import pytest

from portal.kernel.rules.numbers import (
    format_index_number,
    is_document_number,
    is_index_number,
    normalise_document_number,
)


@pytest.mark.parametrize(
    ("typed", "official"),
    [
        ("沪房〔2024〕66号", "沪房〔2024〕66号"),
        ("沪房[2024]66号", "沪房〔2024〕66号"),
        (" 沪房（2024）66号 ", "沪房〔2024〕66号"),
        ("沪府办发(2011) 1 号", "沪府办发〔2011〕1号"),
        ("沪房【２０２４】６６号", "沪房〔2024〕66号"),  # noqa: RUF001
        ("沪房 〔 2024 〕 66号", "沪房〔2024〕66号"),
        ("HFGS[2017]9号", "HFGS〔2017〕9号"),
    ],
)
def test_typing_habits_are_normalised(typed: str, official: str) -> None:
    assert normalise_document_number(typed) == official
    assert is_document_number(official)


@pytest.mark.parametrize("damaged", ["沪府办(20111号", "200451日", "2014210", "沪房〔2024]66号", "沪府令第17号", ""])
def test_what_is_damaged_stays_as_it_was(damaged: str) -> None:
    assert normalise_document_number(damaged) == damaged
    assert not is_document_number(damaged)


@pytest.mark.parametrize(
    "text", ["沪房[2024]66号", "〔2024〕66号", "沪房〔24〕66号", "沪房〔2024〕66", "沪房〔2024〕66号等"]
)
def test_only_the_official_form_is_a_document_number(text: str) -> None:
    assert not is_document_number(text)


def test_formats_an_index_number() -> None:
    assert format_index_number("11330800002618306N", 2025, 326) == "11330800002618306N/2025-00326"
    assert is_index_number("11330800002618306N/2025-00326")
    assert not is_index_number("2025-00326")


def test_an_index_number_takes_the_organs_own_pattern() -> None:
    assert format_index_number("GSD0122", 2025, 7, template="{org}-{year}-{serial:04d}") == "GSD0122-2025-0007"


def test_an_index_number_needs_a_code_and_a_serial() -> None:
    with pytest.raises(ValueError, match="流水号"):
        format_index_number("11330800002618306N", 2025, 0)
    with pytest.raises(ValueError, match="机构代码"):
        format_index_number("", 2025, 1)
