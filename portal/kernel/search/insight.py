"""What staff may know of searching: frequent wordings, wordings that find nothing, how often hits are opened."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from portal.kernel.search.models import QueryCount
from portal.kernel.search.services.insight import SHOWN_FROM

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording over a period."""

    words: str
    searches: int
    empty: int
    opened: int

    @property
    def opened_each(self) -> str:
        """Opened hits for each search, as a figure with one decimal."""
        return f"{self.opened / self.searches:.1f}" if self.searches else "0"


@dataclass(frozen=True, slots=True)
class Insight:
    """A period in figures. `hidden` counts the searches whose wordings are too rare to be shown."""

    searches: int
    empty: int
    opened: int
    hidden: int
    top: tuple[Wording, ...]
    in_vain: tuple[Wording, ...]

    @property
    def empty_share(self) -> str:
        return f"{100 * self.empty / self.searches:.1f}%" if self.searches else "–"

    @property
    def opened_each(self) -> str:
        return f"{self.opened / self.searches:.2f}" if self.searches else "–"


def insight(*, first: date, last: date) -> Insight:
    """The figures of a period, both days included."""
    counts = QueryCount.objects.between(first, last)
    sums = counts.aggregate(searches=Sum("searches"), empty=Sum("empty"), opened=Sum("opened"))
    frequent = counts.with_sums().filter(times__gte=SHOWN_FROM)
    shown = frequent.aggregate(whole=Sum("times"))["whole"] or 0
    top = frequent.order_by("-times", "words")[:SHOWN]
    in_vain = counts.with_sums().filter(in_vain__gte=SHOWN_FROM).order_by("-in_vain", "words")[:SHOWN]
    searches = sums["searches"] or 0
    return Insight(
        searches=searches,
        empty=sums["empty"] or 0,
        opened=sums["opened"] or 0,
        hidden=searches - shown,
        top=tuple(_wording(row) for row in top),
        in_vain=tuple(_wording(row) for row in in_vain),
    )


def all_frequent(*, first: date, last: date) -> Iterator[Wording]:
    """Every wording that may be shown, the most frequent first."""
    rows = QueryCount.objects.between(first, last).with_sums().filter(times__gte=SHOWN_FROM)
    for row in rows.order_by("-times", "words").iterator(chunk_size=500):
        yield _wording(row)


def _wording(row: dict[str, object]) -> Wording:
    return Wording(str(row["words"]), *(int(str(row[name])) for name in ("times", "in_vain", "clicks")))
