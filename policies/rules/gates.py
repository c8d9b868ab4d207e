"""What must be true before a document or its companions go out. Facts in, missing things out."""

from dataclasses import dataclass
from datetime import date

#: 三同步: 国办发〔2017〕47号 and the bureau's own rule: a normative document comes with its interpretation, or, by a
#: recorded waiver, within three working days of publication (DEADLINE_TERMS["interpretation_workdays"]).
INTERPRETATION_MISSING = (
    "规范性文件应当与解读材料同步发布（三同步）：尚无同批发布或者已公开的解读，也没有经批准的解读缓发记录"
)
EARLIEST = date(1949, 10, 1)


@dataclass(frozen=True, slots=True)
class Companions:
    """What accompanies a document at its release."""

    is_normative: bool
    has_interpretation: bool
    has_waiver: bool


def missing_companions(facts: Companions) -> list[str]:
    """The three-sync gate 「三同步」."""
    if not facts.is_normative or facts.has_interpretation or facts.has_waiver:
        return []
    return [INTERPRETATION_MISSING]


def wrong_dates(*, formed_on: date | None, effective_on: date | None, expires_on: date | None, on: date) -> list[str]:
    """Dates that cannot be: before 1949, formed in the future, expiring before taking effect."""
    found = []
    for label, day in (("成文日期", formed_on), ("施行日期", effective_on), ("有效期至", expires_on)):
        if day is not None and day < EARLIEST:
            found.append(f"{label}不能早于1949年10月1日")
    if formed_on is not None and formed_on > on:
        found.append("成文日期不能晚于今天")
    if effective_on is not None and expires_on is not None and expires_on < effective_on:
        found.append("有效期截止日不能早于施行日期")
    return found
