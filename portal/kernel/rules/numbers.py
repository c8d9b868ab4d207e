"""Numbers of documents 「发文字号」 and of catalogue entries 「索引号」.

Typing habits are normalised; what is damaged is returned as it was, never repaired silently.
"""

import re

_FULL_WIDTH = str.maketrans("０１２３４５６７８９（）［］", "0123456789()[]")  # noqa: RUF001 - what people type
_BRACKETED_YEAR = re.compile(
    r"\s*(?:\(\s*([0-9]{4})\s*\)|\[\s*([0-9]{4})\s*\]|【\s*([0-9]{4})\s*】|〔\s*([0-9]{4})\s*〕)\s*([0-9]+)\s*号"
)
_DOCUMENT_NUMBER = re.compile(r"[一-龥A-Za-z]+〔[0-9]{4}〕[0-9]+号")  # GB/T 9704: hexagonal brackets
_INDEX_NUMBER = re.compile(r"(?P<org>[0-9A-Z]{9}|[0-9A-Z]{18})/(?P<year>[0-9]{4})-(?P<serial>[0-9]{5,})")

INDEX_NUMBER_TEMPLATE = "{org}/{year}-{serial:05d}"


def normalise_document_number(text: str) -> str:
    """The number as GB/T 9704 writes it: 沪房[2024]66号 → 沪房〔2024〕66号."""
    narrow = text.strip().translate(_FULL_WIDTH)
    found = _BRACKETED_YEAR.search(narrow)
    if found is None:
        return text.strip()
    year = next(group for group in found.groups()[:4] if group)
    return f"{narrow[: found.start()]}〔{year}〕{found.group(5)}号{narrow[found.end() :]}"


def is_document_number(text: str) -> bool:
    """Whether the text is exactly one document number in its official form."""
    return _DOCUMENT_NUMBER.fullmatch(text) is not None


def format_index_number(org_code: str, year: int, serial: int, *, template: str = INDEX_NUMBER_TEMPLATE) -> str:
    """The index number of an entry: 11330800002618306N/2025-00326."""
    if serial < 1:
        raise ValueError("索引号的流水号应当大于零")
    if not org_code:
        raise ValueError("索引号缺少机构代码")
    return template.format(org=org_code, year=f"{year:04d}", serial=serial)


def is_index_number(text: str) -> bool:
    """Whether the text has the default shape of an index number."""
    return _INDEX_NUMBER.fullmatch(text) is not None
