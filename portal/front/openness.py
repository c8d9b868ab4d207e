"""What the openness platform shows: its fixed sections, and how fresh each column is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max
from django.db.models.functions import ExtractYear
from django.urls import reverse

from disclosure import selectors as disclosure
from disclosure.models import Item, ItemQuerySet
from portal.front.platform_tree import SECTIONS
from portal.kernel.taxonomy.selectors import ColumnBranch

#: Of these sections the newest items stand on the platform's front; the statutory contents show their columns.
LISTED = ("guide", "rules", "annual")
STATUTORY = "statutory"
ITEMS_OF_SECTION = 3


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column with the number of its public items and the day of the newest."""

    label: str
    url: str
    count: int
    latest: datetime | None


@dataclass(frozen=True, slots=True)
class Section:
    """One of the fixed sections of 国办函〔2019〕61号."""

    slug: str
    title: str
    url: str
    description: str
    items: tuple[Item, ...]
    columns: tuple[ColumnLine, ...]


def sections(tree: Iterable[ColumnBranch], *, at: datetime) -> tuple[Section, ...]:
    """指南, 制度, 法定主动公开内容, 年报 in their order; a query for each, however much is public."""
    branches = {branch.column.slug: branch for branch in tree}
    lines = column_lines(branches[STATUTORY].children, at=at) if STATUTORY in branches else ()
    return tuple(
        Section(
            slug,
            branches[slug].column.name,
            reverse("front:column", args=[slug]),
            branches[slug].column.description,
            _newest(branches[slug], at=at) if slug in LISTED else (),
            lines if slug == STATUTORY else (),
        )
        for slug in SECTIONS
        if slug in branches
    )


def column_lines(branches: Iterable[ColumnBranch], *, at: datetime) -> tuple[ColumnLine, ...]:
    """Each column with everything under it; one query for all of them."""
    rows = Item.objects.public(at=at).order_by().values("column_id").annotate(n=Count("pk"), latest=Max("published_at"))
    known = {row["column_id"]: (row["n"], row["latest"]) for row in rows}
    return tuple(_line(branch, known) for branch in branches)


def branch_of(tree: Iterable[ColumnBranch], slug: str) -> ColumnBranch | None:
    """The column with this slug and what lies under it."""
    for branch in tree:
        if branch.column.slug == slug:
            return branch
        if found := branch_of(branch.children, slug):
            return found
    return None


def keys_of(branch: ColumnBranch) -> frozenset[int]:
    """The keys of a column and of every column under it."""
    return frozenset({branch.column.pk}).union(*(keys_of(child) for child in branch.children))


def years_of(items: ItemQuerySet) -> tuple[tuple[int, int], ...]:
    """The years of a list with their numbers, the newest first."""
    years = items.select_related(None).order_by().annotate(year=ExtractYear("published_at")).values("year")
    return tuple(years.annotate(n=Count("pk")).order_by("-year").values_list("year", "n"))


def _line(branch: ColumnBranch, known: dict[int, tuple[int, Any]]) -> ColumnLine:
    found = [known[key] for key in keys_of(branch) if key in known]
    return ColumnLine(
        branch.column.name,
        reverse("front:column", args=[branch.column.slug]),
        sum(count for count, _ in found),
        max((latest for _, latest in found), default=None),
    )


def _newest(branch: ColumnBranch, *, at: datetime) -> tuple[Item, ...]:
    return tuple(disclosure.recent(at=at, column_ids=keys_of(branch), limit=ITEMS_OF_SECTION))
