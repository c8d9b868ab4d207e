"""Notices and reports: the title, number, organ, days and openness mark as offices set them on the page."""

import re
from dataclasses import dataclass
from datetime import date

from portal.front.importing.dates import DAY, find_days, first_day, read_day, years_after
from portal.front.importing.source import NotForThePublic
from portal.kernel.rules.numbers import is_document_number, normalise_document_number

_TOP = 8
_SALUTATION = re.compile(r"^.{2,80}[:：]$")
_DATE_AT_END = re.compile(rf"[\s(（]*(?:发布日期|发布时间|日期|时间)?[:：]?\s*(?P<day>{DAY})\s*[)）]?\s*$")
_ONLY_DATE = re.compile(rf"^(?P<day>{DAY})$")
_DATE_THEN_ORGAN = re.compile(rf"^(?P<day>{DAY})\s+(?P<organ>[一-龥]{{2,30}})$")
_ISSUED = re.compile(
    r"现将《(?P<titled>[^》]{2,150})》[^。]{0,20}?(?:印发|下发|转发)|《(?P<made>[^》]{2,150})》[^。]{0,40}?[,，]?现(?:予以?)?(?:印发|公布|发布)"
)
_ORGAN = r"[一-龥()（）]{2,30}?(?:人民政府|办公厅|办公室|委员会|管理局|局|厅|部|院|中心|政府)"
_ORGAN_LINE = re.compile(rf"^{_ORGAN}$")
_ORGAN_FIRST = re.compile(rf"^(?P<organ>{_ORGAN})(?=关于|\d{{4}}年|印发)")
_ORGAN_MADE = re.compile(rf"[,，](?P<organ>{_ORGAN})(?:研究)?制定了《")
_MARK = re.compile(r"^[(（]此件(?P<openness>[^)）]{2,12})[)）]$")
# Only a term the text sets for itself: permits and certificates have terms too.
_OWN_TERM = rf"本[一-龥]{{1,12}}(?:自{DAY}起?(?:施行|实施|执行)[,，]\s*)?有效期(?:限)?"
_TERM_DAY = re.compile(rf"{_OWN_TERM}(?:至|截至|到)\s*(?P<day>{DAY})")
_TERM_YEARS = re.compile(rf"{_OWN_TERM}为?\s*(?P<years>[一二三四五1-5])\s*年")
_YEARS = dict(zip("一二三四五12345", (1, 2, 3, 4, 5, 1, 2, 3, 4, 5), strict=True))


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice understood; `first_line` is where its text begins."""

    title: str
    number: str
    organ: str
    formed_on: date | None
    published_on: date | None


def read_notice(title: str, lines: tuple[str, ...]) -> Notice:
    """Raises `NotForThePublic` when the text says 「此件不公开」 or 「此件依申请公开」."""
    refuse_marked(lines)
    published_on = None
    if not title:
        title, published_on = _first_title(lines)
    dated = _DATE_THEN_ORGAN.match(lines[2]) if len(lines) > 2 else None
    if dated and published_on is None:
        published_on = read_day(dated["day"])
    formed_on, signer = _signed(lines)
    organ = _organ_of(title, lines) or signer or (dated["organ"] if dated else "")
    return Notice(title, _number(lines), organ, formed_on, published_on)


def refuse_marked(lines: tuple[str, ...]) -> None:
    for line in lines:
        mark = _MARK.match(line)
        if mark and mark["openness"] not in ("公开发布", "主动公开", "公开"):
            raise NotForThePublic(f"文中标注“此件{mark['openness']}”，未导入")


def expiry(lines: tuple[str, ...], *, effective_on: date | None) -> date | None:
    """The last day of the term a text sets itself: 「有效期至…」 or 「有效期五年」."""
    for line in reversed(lines):
        if ends := _TERM_DAY.search(line):
            return read_day(ends["day"])
        if (term := _TERM_YEARS.search(line)) and effective_on:
            return years_after(effective_on, _YEARS[term["years"]])
    return None


def _first_title(lines: tuple[str, ...]) -> tuple[str, date | None]:
    """The first line unless it greets its readers; then what the notice says it issues."""
    first = lines[0]
    if not _SALUTATION.match(first):
        end = _DATE_AT_END.search(first)
        day = read_day(end["day"]) if end else None
        return (first[: end.start()] if end and day else first).strip(), day
    issued = _ISSUED.search("\n".join(lines[:_TOP]))
    if issued:
        return f"关于印发《{issued['titled'] or issued['made']}》的通知", None
    after_day = [lines[at + 1] for at, line in enumerate(lines[:-1]) if _ONLY_DATE.match(line)]
    return (after_day[0] if after_day else first.rstrip(":：")), None


def _number(lines: tuple[str, ...]) -> str:
    official = (normalise_document_number(line) for line in lines[:_TOP])
    return next((number for number in official if is_document_number(number)), "")


def _signed(lines: tuple[str, ...]) -> tuple[date | None, str]:
    """The first line that is nothing but a day is the signature; the organ may stand above it."""
    for at, line in enumerate(lines):
        match = _ONLY_DATE.match(line)
        day = read_day(match["day"]) if match else None
        if day is not None:
            above = lines[at - 1] if at else ""
            return day, above if _ORGAN_LINE.match(above) else ""
    return None, ""


def _organ_of(title: str, lines: tuple[str, ...]) -> str:
    for text in (*lines[:4], title):
        if first := _ORGAN_FIRST.match(text):
            return first["organ"]
    if made := _ORGAN_MADE.search("\n".join(lines[:_TOP])):
        return made["organ"]
    return next((line for line in reversed(lines[-3:]) if _ORGAN_LINE.match(line)), "")


def any_day(lines: tuple[str, ...]) -> date | None:
    """The first day named near the top, when nothing better is known."""
    return next((day for line in lines[:3] for _match, day in find_days(line)), None) or first_day("".join(lines[-2:]))
