import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from portal.kernel.rules.identity import (
    Finding,
    InvalidIdentity,
    check_credit_code,
    check_resident_id,
    find_personal_data,
    is_credit_code,
    mask,
)

RESIDENT_IDS = ["11010519491231002X", "310104199001010011", "410102198503151232"]
CREDIT_CODES = [
    "11341702486344515H",
    "11330800002618306N",
    "11441700007280420Y",
    "1150024100913825XR",
    "1137078555222300XQ",
]


@pytest.mark.parametrize("number", RESIDENT_IDS)
def test_accepts_a_right_resident_number(number: str) -> None:
    assert check_resident_id(number) == number
    assert ric.is_valid(number)


def test_tidies_what_people_type() -> None:
    assert check_resident_id(" 110105 19491231 002x ") == "11010519491231002X"
    assert check_credit_code("11341702486344515h") == "11341702486344515H"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "应为18位"),
        ("110105491231002", "应为18位"),
        ("11010519491231002Y", "末位应为数字或者X"),
        ("990105194912310021", "地区代码"),
        ("110105194902300025", "出生日期不存在"),
        ("110105194912310021", "校验位不正确"),
    ],
)
def test_says_what_is_wrong_with_a_resident_number(typed: str, sentence: str) -> None:
    with pytest.raises(InvalidIdentity, match=sentence):
        check_resident_id(typed)


@pytest.mark.parametrize("code", CREDIT_CODES)
def test_accepts_a_right_credit_code(code: str) -> None:
    assert check_credit_code(code) == code


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1134170248634451", "应为18位"),
        ("11341702486344515I", "不含I、O、S、V、Z"),
        ("11341702486344515J", "校验位不正确"),
    ],
)
def test_says_what_is_wrong_with_a_credit_code(typed: str, sentence: str) -> None:
    with pytest.raises(InvalidIdentity, match=sentence):
        check_credit_code(typed)


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=16, max_size=16))
def test_agrees_with_the_standard_about_check_characters(middle: str) -> None:
    body = "9" + middle
    code = body + uscc.calc_check_digit(body)

    assert is_credit_code(code)
    assert sum(is_credit_code(body + last) for last in "0123456789ABCDEFGHJKLMNPQRTUWXY") == 1


def test_finds_personal_data_where_it_stands() -> None:
    text = "张某，身份证11010519491231002X，电话138 1234 5678，卡号4111 1111 1111 1111。"

    assert find_personal_data(text) == [
        Finding("resident_id", 6, 24, "11010519491231002X"),
        Finding("phone", 27, 40, "138 1234 5678"),
        Finding("bank_card", 43, 62, "4111 1111 1111 1111"),
    ]


def test_finds_full_width_digits_too() -> None:
    full_width = "１３８１２３４５６７８"  # noqa: RUF001

    assert [finding.text for finding in find_personal_data(f"手机：{full_width}")] == [full_width]


@pytest.mark.parametrize(
    "harmless",
    [
        "索引号11341702486344515H/2021-00050",
        "沪房〔2024〕66号",
        "电话021-12345678，热线962121",
        "流水号110105194912310021",  # shape of an id, wrong check digit, fails Luhn
        "编号138123456789",
        "A13812345678",
        "",
    ],
)
def test_leaves_harmless_numbers_alone(harmless: str) -> None:
    assert find_personal_data(harmless) == []


def test_masks_hide_the_telling_part() -> None:
    assert mask("resident_id", "11010519491231002X") == "110***********002X"
    assert mask("phone", "13812345678") == "138****5678"
    assert mask("bank_card", "4111111111111111") == "*" * 16
    assert mask("phone", "123") == "***"
