"""What the home page shows, put together from the apps below."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse

from consultations import selectors as consultations
from disclosure import selectors as disclosure
from disclosure.models import Item
from policies import selectors as policies
from policies.models import Document, Interpretation
from portal.kernel.taxonomy.models import Column
from portal.kernel.taxonomy.selectors import column_and_below
from requests_app import selectors as requests

# Words often looked for; the bureau sets its own.
HOT_WORDS = ("公租房", "加装电梯", "维修资金", "物业管理", "公积金提取", "预售许可")
POLICIES_SHOWN = 8
ITEMS_SHOWN = 6
NEWS_COLUMNS = ("notices", "news", "a20-11", "a20-10")


@dataclass(frozen=True, slots=True)
class ColumnNews:
    """A column with its newest items."""

    column: Column
    url: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure with the list behind it."""

    value: str
    label: str
    unit: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """Everything on the home page, from top to bottom."""

    hot_words: tuple[str, ...]
    policies: tuple[Document, ...]
    consultations: tuple[consultations.Card, ...]
    news: tuple[ColumnNews, ...]
    figures: tuple[Figure, ...]
    as_of: date


def home(*, on: date, at: datetime) -> Home:
    """A constant number of queries, however much there is."""
    newest = policies.listed(on=on, at=at).order_by("-published_at", "-pk")[:POLICIES_SHOWN]
    return Home(
        hot_words=tuple(getattr(settings, "HOT_WORDS", HOT_WORDS)),
        policies=tuple(newest),
        consultations=consultations.cards(
            on=on, at=at, workdays=settings.DEADLINE_TERMS["comment_feedback_workdays"], limit=4
        ),
        news=tuple(_news(at)),
        figures=tuple(_figures(on, at)),
        as_of=on,
    )


def _news(at: datetime) -> Iterable[ColumnNews]:
    columns = {column.slug: column for column in Column.objects.active().filter(slug__in=NEWS_COLUMNS)}
    for slug in NEWS_COLUMNS:
        if slug in columns:
            column = columns[slug]
            items = disclosure.recent(at=at, column_ids=column_and_below(column), limit=ITEMS_SHOWN)
            yield ColumnNews(column, reverse("front:column", args=[slug]), tuple(items))


def _figures(on: date, at: datetime) -> Iterable[Figure]:
    items = Item.objects.public(at=at).aggregate(
        whole=Count("pk"), this_year=Count("pk", filter=Q(published_at__gte=disclosure.year_bounds(on.year)[0]))
    )
    yield Figure(f"{items['whole']:,}", "主动公开信息", "条", reverse("disclosure:list"))
    yield Figure(
        f"{items['this_year']:,}", f"其中 {on.year} 年公开", "条", f"{reverse('disclosure:list')}?year={on.year}"
    )
    interpreted = Interpretation.objects.public(at=at).values("document").distinct().count()
    yield Figure(f"{interpreted:,}", "已有解读的政策", "件", reverse("policies:list"))
    record = requests.service_record(on=on)
    yield Figure(f"{record.received:,}", f"{on.year} 年收到申请", "件", reverse("requests:start"))
    if record.answered:
        yield Figure(f"{record.on_time_share:.0%}", f"{on.year} 年按时答复率")
    if record.median_workdays is not None:
        yield Figure(str(record.median_workdays), "答复用时中位数", "个工作日")
