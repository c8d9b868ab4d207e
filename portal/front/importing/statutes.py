"""Laws and regulations: who made them when, how they were changed since, from which day they apply."""

import re
from dataclasses import dataclass
from datetime import date

from portal.front.importing.dates import DAY, find_days, first_day, read_day
from portal.kernel.rules.numbers import is_document_number, normalise_document_number

_EVENT_START = re.compile(r"(?=\d{4}年\d{1,2}月\d{1,2}日)")
_INSIDE_TITLE = re.compile(r"《[^》]*》")
_TAIL = re.compile(r"[\s\u3000]*(?:根据|和)?[\s\u3000]*$")
_ORDER = re.compile(r"(?P<organ>[一-龥、]+?)(?:令\s*第\s*(?P<serial>\d+)\s*号|第\s*(?P<after>\d+)\s*号令)")
_PROMULGATED = re.compile(r"(?P<organ>[一-龥、]{2,60}?)(?:修正|修订)?(?:公布|发布)$")
_CONGRESS = re.compile(r"(?P<place>[一-龥]{2,10}?)第[一-龥\d]+届(?P<organ>人民代表大会(?:常务委员会|常委会)?)")
_STATE = "中华人民共和国"
_BEGINS = "(?:施行|实施|实行|执行|生效)"
_OWN_WORDS = "(?:条例|规定|办法|细则|章程|决定|规则|制度|方案|标准|通知|意见|规范|要点|法)"
_WHEN = rf"(?P<when>{DAY}|[一-龥]{{0,8}}?(?:公布|发布|印发|颁布|通过|批准)之日)"
_OWN_EFFECT = re.compile(rf"本[^，。；]{{0,12}}?{_OWN_WORDS}?(?:自|从|于)\s*{_WHEN}\s*起?\s*{_BEGINS}")
_EFFECT = re.compile(rf"(?:自|从|于)\s*{_WHEN}\s*起?\s*{_BEGINS}")
_HEAD_EFFECT = re.compile(rf"(?P<when>{DAY})\s*起?{_BEGINS}$")
# A day named without 「本条例」 counts only in one of the last articles.
_LAST_LINES = 40


@dataclass(frozen=True, slots=True)
class History:
    """The lines under the title of a law, understood."""

    lines: tuple[str, ...] = ()
    number: str = ""
    organ: str = ""
    promulgated_on: date | None = None
    changed_on: date | None = None
    effective_on: date | None = None


def read_history(head: tuple[str, ...]) -> History:
    """「2004年8月19日 … 通过」「2018年11月22日 … 修正」: one line per event, however the file broke them."""
    lines = tuple(_TAIL.sub("", event).strip(" \u3000") for line in head for event in _EVENT_START.split(line))
    lines = tuple(_balanced(line) for line in lines if line)
    number = organ = ""
    first_on = promulgated_on = changed_on = effective_on = None
    for line in lines:
        day = first_day(line)
        bare = _INSIDE_TITLE.sub("", line)
        if effect := _HEAD_EFFECT.search(bare):
            effective_on = read_day(effect["when"])
            continue
        if day is not None:
            changed_on = max(day, changed_on or day)
            first_on = first_on or day
            if promulgated_on is None and ("公布" in bare or "发布" in bare):
                promulgated_on = day
        number, organ = _signature(bare, number, organ)
    return History(lines, number, organ, promulgated_on or first_on, changed_on, effective_on)


def effective_day(lines: tuple[str, ...], *, promulgated_on: date | None) -> date | None:
    """「本条例自2011年4月1日起施行」; 「自公布之日起」 is the day of promulgation."""
    for pattern, searched in ((_OWN_EFFECT, lines), (_EFFECT, lines[-_LAST_LINES:])):
        for line in reversed(searched):
            found = pattern.search(line)
            if found:
                return promulgated_on if found["when"].endswith("之日") else read_day(found["when"])
    return None


def looks_like_statute(lines: tuple[str, ...]) -> bool:
    return any(line.startswith("第一条") for line in lines[:12])


def _signature(bare: str, number: str, organ: str) -> tuple[str, str]:
    """The number and organ a line adds; later lines win, since they signed the text as it stands."""
    official = normalise_document_number(bare)
    if is_document_number(official):
        return official, organ
    if order := _ORDER.search(bare):
        signer = _short(order["organ"])
        return f"{signer}令第{order['serial'] or order['after']}号", signer
    days = list(find_days(bare))
    rest = bare[days[-1][0].end() :].strip() if days else bare
    if congress := _CONGRESS.search(rest):
        return number, f"{congress['place']}{congress['organ'].replace('常委会', '常务委员会')}"
    if signed := _PROMULGATED.search(rest):
        return number, _short(signed["organ"])
    return number, organ


def _short(organ: str) -> str:
    """Orders are cited without the name of the state."""
    return "、".join(part.removeprefix(_STATE) for part in organ.split("、"))


def _balanced(line: str) -> str:
    """Without the closing bracket whose opening one stayed in another line."""
    while line.endswith("）") and line.count("）") > line.count("（"):
        line = line[:-1]
    return line
