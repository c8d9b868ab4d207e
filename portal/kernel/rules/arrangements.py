"""The published yearly arrangements 「节假日安排」 as calendar days, from the chinesecalendar package (MIT)."""

from collections.abc import Iterator
from datetime import date, timedelta

from portal.kernel.rules.workdays import CalendarDay, DayKind, plain_kind

# Numbers of the State Council notices, by the year in their title.
NOTICES: dict[int, str] = {
    2019: "国办发明电〔2018〕15号、国办发明电〔2019〕3号",
    2020: "国办发明电〔2019〕16号、国办发明电〔2020〕1号",
    2021: "国办发明电〔2020〕27号",
    2022: "国办发明电〔2021〕11号",
    2023: "国办发明电〔2022〕16号",
    2024: "国办发明电〔2023〕7号",
    2025: "国办发明电〔2024〕12号",
    2026: "国办发明电〔2025〕7号",
}
NEW_YEAR = "元旦"
DECEMBER = 12


def published_days() -> Iterator[CalendarDay]:
    """Every day of every year whose arrangement the package knows, in order."""
    from chinese_calendar.constants import Holiday, holidays, workdays  # heavy, needed once

    names = {member.value: member.chinese for member in Holiday}
    day, last = date(min(holidays).year, 1, 1), date(max(holidays).year, 12, 31)
    while day <= last:
        if day in holidays:
            yield _arranged(day, DayKind.HOLIDAY, names[holidays[day]])
        elif day in workdays and plain_kind(day) is DayKind.WEEKEND:
            yield _arranged(day, DayKind.MAKE_UP, names[workdays[day]])
        else:
            yield CalendarDay(day, plain_kind(day))
        day += timedelta(days=1)


def _arranged(day: date, kind: DayKind, name: str) -> CalendarDay:
    """A notice carries the year of its title: New Year days in December belong to the next one."""
    year = day.year + (day.month == DECEMBER and name == NEW_YEAR)
    return CalendarDay(day, kind, name, NOTICES.get(year, ""))
