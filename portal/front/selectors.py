"""What the home page shows, put together from the apps below."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from consultations import selectors as consultations
from consultations.rules.words import Standing
from consultations.selectors import Card
from disclosure import selectors as disclosure
from disclosure.models import Item
from policies import selectors as policies
from policies.models import Document
from portal.front.figures import Figure, figures
from portal.front.openness import keys_of
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
class News:
    """最新公开: the newest items, of all columns or of one."""

    tabs: tuple[Tab, ...]
    items: tuple[Item, ...]
    slug: str


@dataclass(frozen=True, slots=True)
class Home:
    """Everything on the home page, from top to bottom."""

    policies: tuple[Document, ...]
    consultations: tuple[Card, ...]
    answered: tuple[Card, ...]
    news: News
    figures: tuple[Figure, ...]
    notices: tuple[Item, ...]


def home(*, on: date, at: datetime, news: str = "") -> Home:
    """A constant number of queries, however much there is; `news` is the slug of a column."""
    newest = policies.listed(on=on, at=at).order_by("-published_at", "-pk")[:POLICIES_SHOWN]
    branches = {branch.column.slug: branch for branch in _flat(column_tree())}
    cards = consultations.cards(on=on, at=at, workdays=consultations.feedback_workdays(), limit=CONSULTATIONS_READ)
    return Home(
        policies=tuple(newest),
        consultations=tuple(card for card in cards if card.state != Standing.ANSWERED)[:CONSULTATIONS_SHOWN],
        answered=tuple(card for card in cards if card.state == Standing.ANSWERED)[:CONSULTATIONS_SHOWN],
        news=_news(branches, at, news),
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
    items = _items(branches, chosen, at, ITEMS_SHOWN) if chosen else tuple(disclosure.recent(at=at, limit=ITEMS_SHOWN))
    return News(tabs, items, chosen)


def _items(branches: dict[str, ColumnBranch], slug: str, at: datetime, limit: int) -> tuple[Item, ...]:
    if slug not in branches:
        return ()
    return tuple(disclosure.recent(at=at, column_ids=keys_of(branches[slug]), limit=limit))


def _flat(branches: Iterable[ColumnBranch]) -> Iterable[ColumnBranch]:
    for branch in branches:
        yield branch
        yield from _flat(branch.children)
