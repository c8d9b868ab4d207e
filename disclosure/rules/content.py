"""What a clerk may enter: lengths, dates that can be true, no control characters."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

FOUNDED_ON = date(1949, 10, 1)  # no organ of this state formed a document before
SUMMARY_LENGTH = 100  # 内容概述 of the catalogue, 条例 12
LENGTHS = {"title": 300, "organ": 200, "document_number": 100, "summary": SUMMARY_LENGTH, "body": 500_000}
REQUIRED = ("title", "organ")

_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_IN_A_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def objections(values: Mapping[str, Any], *, today: date) -> dict[str, list[str]]:
    """What is wrong with the given fields, in the words the clerk reads; nothing is said about fields not given."""
    found: dict[str, list[str]] = {}
    for name, length in LENGTHS.items():
        if name in values and (said := _about_text(name, str(values[name] or ""), length)):
            found[name] = said
    if "formed_on" in values and (said := _about_day(values["formed_on"], today)):
        found["formed_on"] = said
    return found


def _about_text(name: str, text: str, length: int) -> list[str]:
    said = []
    if name in REQUIRED and not text.strip():
        said.append("不能为空。")
    if len(text) > length:
        said.append(f"最多 {length} 个字，现有 {len(text)} 个字。")
    if (_IN_A_TEXT if name == "body" else _IN_A_LINE).search(text):
        said.append("含有不可见的控制字符，请删除后重新输入。")
    return said


def _about_day(formed_on: date | None, today: date) -> list[str]:
    if formed_on is None:
        return ["请填写成文日期。"]
    if formed_on < FOUNDED_ON:
        return ["成文日期不能早于 1949 年 10 月 1 日。"]
    if formed_on > today:
        return ["成文日期不能晚于今天。"]
    return []
