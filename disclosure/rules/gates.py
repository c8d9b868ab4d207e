"""What must be true before an item goes out."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an item at the moment of release."""

    formed_on: date
    has_text: bool
    has_files: bool
    column_in_use: bool
    matter_in_use: bool


def closed(facts: Facts, *, on: date) -> list[str]:
    """Every gate that is closed, as a sentence."""
    found = []
    if facts.formed_on > on:
        found.append("成文日期晚于发布日期")
    if not facts.has_text and not facts.has_files:
        found.append("没有正文，也没有附件")
    if not facts.column_in_use:
        found.append("所属栏目已停用")
    if not facts.matter_in_use:
        found.append("所属目录事项已停用")
    return found
