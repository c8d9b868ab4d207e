"""Identity numbers and the personal data that must not slip into a public text 「去标识化」.

Resident numbers 「公民身份号码」 follow GB 11643, unified social credit codes 「统一社会信用代码」 GB 32100.
The detector proposes and a person decides; masking keeps no more than the product rule allows.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

PersonalDataKind = Literal["resident_id", "phone", "bank_card"]

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK = "10X98765432"
_PROVINCES = frozenset(
    str(code)
    for first, last in [(11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83)]
    for code in range(first, last + 1)
)
_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I O S V Z
_CODE_LENGTH = 18

_FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")  # noqa: RUF001 - what people type
_RESIDENT_ID = re.compile(r"(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])")
_BANK_CARD = re.compile(
    r"(?<![0-9A-Za-z])[1-9](?:[0-9]{15,18}|[0-9]{3}(?:[ -][0-9]{4}){3}(?:[ -]?[0-9]{1,3})?)(?![0-9A-Za-z])"
)
_PHONE = re.compile(r"(?<![0-9A-Za-z])1[3-9][0-9](?:[0-9]{8}|[ -][0-9]{4}[ -][0-9]{4})(?![0-9A-Za-z])")


class InvalidIdentity(ValueError):
    """The number cannot be right; the message is what the person who typed it reads."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Personal data in a text, ``text[start:end]``."""

    kind: PersonalDataKind
    start: int
    end: int
    text: str


def check_resident_id(text: str) -> str:
    """The resident number in its official form; raises InvalidIdentity with the reason."""
    number = _tidy(text)
    if len(number) != _CODE_LENGTH:
        raise InvalidIdentity("身份证号码应为18位")
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise InvalidIdentity("身份证号码前17位应为数字，末位应为数字或者X")
    if number[:2] not in _PROVINCES:
        raise InvalidIdentity("身份证号码前两位不是有效的地区代码")
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise InvalidIdentity("身份证号码中的出生日期不存在") from None
    remainder = sum(int(digit) * weight for digit, weight in zip(number, _ID_WEIGHTS, strict=False)) % 11
    if number[-1] != _ID_CHECK[remainder]:
        raise InvalidIdentity("身份证号码校验位不正确，请核对")
    return number


def check_credit_code(text: str) -> str:
    """The unified social credit code in its official form; raises InvalidIdentity with the reason."""
    code = _tidy(text)
    if len(code) != _CODE_LENGTH:
        raise InvalidIdentity("统一社会信用代码应为18位")
    if any(character not in _CODE_ALPHABET for character in code):
        raise InvalidIdentity("统一社会信用代码只能含数字和大写字母，不含I、O、S、V、Z")
    total = sum(_CODE_ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(code[:-1]))
    if code[-1] != _CODE_ALPHABET[-total % 31]:
        raise InvalidIdentity("统一社会信用代码校验位不正确，请核对")
    return code


def is_resident_id(text: str) -> bool:
    return _passes(check_resident_id, text)


def is_credit_code(text: str) -> bool:
    return _passes(check_credit_code, text)


def find_personal_data(text: str) -> list[Finding]:
    """Resident numbers, bank cards and mobile numbers in a text, in order, none overlapping."""
    narrow = text.translate(_FULL_WIDTH)
    found: list[Finding] = []

    def keep(kind: PersonalDataKind, match: re.Match[str]) -> None:
        start, end = match.span()
        if all(end <= other.start or start >= other.end for other in found):
            found.append(Finding(kind, start, end, text[start:end]))

    for match in _RESIDENT_ID.finditer(narrow):
        if is_resident_id(match.group()):
            keep("resident_id", match)
    for match in _BANK_CARD.finditer(narrow):
        if _passes_luhn(match.group()) and not is_credit_code(match.group()):
            keep("bank_card", match)
    for match in _PHONE.finditer(narrow):
        keep("phone", match)
    return sorted(found, key=lambda finding: finding.start)


def mask(kind: PersonalDataKind, text: str) -> str:
    """The number with its telling part hidden; a bank card shows nothing."""
    match kind:
        case "resident_id":
            return _covered(text, head=3, tail=4)
        case "phone":
            return _covered(text, head=3, tail=4)
        case "bank_card":
            return "*" * len(text)


def _covered(text: str, *, head: int, tail: int) -> str:
    if len(text) <= head + tail:
        return "*" * len(text)
    return text[:head] + "*" * (len(text) - head - tail) + text[-tail:]


def _tidy(text: str) -> str:
    return re.sub(r"\s", "", text).translate(_FULL_WIDTH).upper()


def _passes(check: Callable[[str], str], text: str) -> bool:
    try:
        check(text)
    except InvalidIdentity:
        return False
    return True


def _passes_luhn(text: str) -> bool:
    digits = [int(character) for character in reversed(text) if character.isdigit()]
    doubled = (sum(divmod(digit * 2, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
