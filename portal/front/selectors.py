"""What the home page shows, put together from the apps below."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from consultations import selectors as consultations
from consultations.rules.words import Standing
from consultations.selectors import Card
from disclosure import selectors as disclosure
from policies import selectors as policies
from policies.selectors import Line
from portal.front.figures import Figure, figures
from portal.front.openness import keys_of
from portal.kernel.publishing.conditional import FRESH_FOR
from portal.kernel.publishing.kept_data import kept_data
from portal.kernel.taxonomy.selectors import ColumnBranch, column_tree

POLICIES_SHOWN = 8
ITEMS_SHOWN = 10
NOTICES_SHOWN = 6
CONSULTATIONS_SHOWN = 3
NOTICES = "notices"
#: Columns that change often enough to stand beside "all"; the notices have their own place further down.
NEWS_COLUMNS = ("news", "a20-11", "a20-10", "a20-05", "a20-13")
# Read in one query and parted here: open ones come first, so the answered need some room behind them.
CONSULTATIONS_READ = 30


@dataclass(frozen=True, slots=True)
class Tab:
    """A column that the newest items can be narrowed to; a link to this page."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Headline:
    """An item as one line, as `components/line_list.html` shows it."""

    title: str
    address: str
    published_at: datetime | None

    def get_absolute_url(self) -> str:
        return self.address


@dataclass(frozen=True, slots=True)
class News:
    """最新公开: the newest items, of all columns or of one."""

    tabs: tuple[Tab, ...]
    items: tuple[Headline, ...]
    slug: str


@dataclass(frozen=True, slots=True)
class Home:
    """Everything on the home page but its policies, from top to bottom; plain values, kept by content version."""

    consultations: tuple[Card, ...]
    answered: tuple[Card, ...]
    news: News
    figures: tuple[Figure, ...]
    notices: tuple[Headline, ...]


def home(*, on: date, at: datetime, news: str = "", version: int | None = None) -> Home:
    """A constant number of queries, however much there is; `news` is the slug of a column.

    What no release announces (an opinion, a request received) is seen after `FRESH_FOR` seconds, as with the page.
    """
    slug = news if news in NEWS_COLUMNS else ""
    window = int(at.timestamp()) // FRESH_FOR
    return kept_data(
        "front.home",
        chosen={"column": slug, "window": str(window)},
        reader=None,
        on=on,
        version=version,
        make=lambda: _home(on, at, slug),
    )


def newest_policies(*, on: date, at: datetime) -> tuple[Line, ...]:
    """The newest of the library, read anew for each page."""
    return policies.newest(policies.findable(on=on, at=at), limit=POLICIES_SHOWN, on=on, at=at)


def _home(on: date, at: datetime, slug: str) -> Home:
    branches = {branch.column.slug: branch for branch in _flat(column_tree())}
    cards = consultations.cards(on=on, at=at, workdays=consultations.feedback_workdays(), limit=CONSULTATIONS_READ)
    return Home(
        consultations=tuple(card for card in cards if card.state != Standing.ANSWERED)[:CONSULTATIONS_SHOWN],
        answered=tuple(card for card in cards if card.state == Standing.ANSWERED)[:CONSULTATIONS_SHOWN],
        news=_news(branches, at, slug),
        figures=figures(on=on, at=at),
        notices=_items(branches, NOTICES, at, NOTICES_SHOWN),
    )


def _news(branches: dict[str, ColumnBranch], at: datetime, slug: str) -> News:
    offered = [branches[name] for name in NEWS_COLUMNS if name in branches]
    chosen = slug if any(branch.column.slug == slug for branch in offered) else ""
    tabs = (
        Tab("全部", "/#news", not chosen),
        *(
            Tab(branch.column.name, f"/?column={branch.column.slug}#news", branch.column.slug == chosen)
            for branch in offered
        ),
    )
    items = _items(branches, chosen, at, ITEMS_SHOWN) if chosen else _headlines(at=at, limit=ITEMS_SHOWN)
    return News(tabs, items, chosen)


def _items(branches: dict[str, ColumnBranch], slug: str, at: datetime, limit: int) -> tuple[Headline, ...]:
    return _headlines(at=at, column_ids=keys_of(branches[slug]), limit=limit) if slug in branches else ()


def _headlines(**asked: Any) -> tuple[Headline, ...]:
    return tuple(
        Headline(item.title, item.get_absolute_url(), item.published_at) for item in disclosure.recent(**asked)
    )


def _flat(branches: Iterable[ColumnBranch]) -> Iterable[ColumnBranch]:
    for branch in branches:
        yield branch
        yield from _flat(branch.children)
