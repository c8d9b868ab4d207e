"""Two hundred proactive disclosure items in seventeen series, spread over the year before the day of loading."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from portal.front.demo.text import Text
from portal.front.demo.texts_housing import allocation, fund, lifts, lottery, market, presale, renewal, starts
from portal.front.demo.texts_office import (
    annual,
    budget,
    emergency,
    guide,
    inspection,
    news,
    notice,
    organs,
    penalty,
    proposal,
    recruitment,
    systems,
)


class ItemSeed(NamedTuple):
    """What a clerk would have typed for one item 公开条目."""

    key: str
    title: str
    summary: str
    body: str
    column: str
    topic: str
    department: str
    formed_on: date
    document_number: str


class Series(NamedTuple):
    """A kind of item that comes out regularly."""

    code: str
    size: int
    column: str
    topic: str
    department: str
    numbered: str
    write: Callable[[int, date], Text]
    monthly: bool = False


SERIES: tuple[Series, ...] = (
    Series("guide", 1, "guide", "openness", "BGS", "", guide),
    Series("systems", 3, "rules", "openness", "FGC", "", systems),
    Series("annual", 2, "annual", "openness", "BGS", "", annual),
    Series("presale", 24, "a20-05", "real-estate", "SCC", "", presale),
    Series("market", 12, "a20-04", "real-estate", "SCC", "", market, monthly=True),
    Series("allocation", 10, "a20-11", "housing-security", "ZBC", "云建保公告", allocation),
    Series("lottery", 10, "a20-11", "housing-security", "ZBC", "云建保公告", lottery),
    Series("renewal", 12, "a20-10", "urban-renewal", "GXC", "", renewal, monthly=True),
    Series("lifts", 12, "a20-10", "urban-renewal", "GXC", "", lifts, monthly=True),
    Series("penalty", 16, "a20-06", "construction", "JGC", "", penalty),
    Series("inspection", 12, "a20-13", "construction", "JGC", "云建质", inspection, monthly=True),
    Series("news", 20, "news", "openness", "BGS", "", news),
    Series("notice", 20, "notices", "property-management", "WYC", "云建通", notice),
    Series("starts", 10, "a20-11", "housing-security", "ZBC", "", starts),
    Series("fund", 4, "a20-04", "provident-fund", "GJC", "", fund),
    Series("budget", 6, "a20-07", "openness", "CWC", "", budget),
    Series("proposal", 10, "proposals", "openness", "BGS", "云建复", proposal),
    Series("emergency", 8, "a20-12", "house-safety", "YJC", "", emergency),
    Series("recruitment", 4, "a20-14", "openness", "RSC", "", recruitment),
    Series("organs", 4, "a20-02", "openness", "RSC", "", organs),
)


def formed_on(series: Series, n: int, until: date, order: int) -> date:
    """Monthly figures are formed on the eighth; everything else is spread evenly over the year."""
    back = series.size - 1 - n
    if series.code == "annual":  # out by 31 January, Regulation art. 49
        return date(until.year - back, 1, 20) if until > date(until.year, 1, 20) else date(until.year - back - 1, 1, 20)
    if series.monthly:
        months = until.year * 12 + until.month - 1 - back - (until.day < 8)
        return date(months // 12, months % 12 + 1, 8)
    return until - timedelta(days=int(350 / series.size * back) + 3 + order % 4)


def item_seeds(until: date) -> Iterator[ItemSeed]:
    """All items of the year that ends on `until`, newest of each series a few days old, oldest a year old."""
    issued: Counter[tuple[str, int]] = Counter()
    for order, series in enumerate(SERIES):
        for n in range(series.size):
            day = formed_on(series, n, until, order)
            text = series.write(n, day)
            number = ""
            if series.numbered:
                issued[series.numbered, day.year] += 1
                number = f"{series.numbered}〔{day.year}〕{issued[series.numbered, day.year]}号"
            yield ItemSeed(
                f"demo:{series.code}:{n}",
                text.title,
                text.summary[:100],
                text.body,
                series.column,
                series.topic,
                series.department,
                day,
                number,
            )
