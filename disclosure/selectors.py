"""Questions about items and the standard catalogue, for pages, API, feeds and sitemap alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.db.models.functions import ExtractYear
from django.utils import timezone

from disclosure.models import Catalogue, Item, ItemQuerySet, Matter
from disclosure.rules import gates
from disclosure.rules.deadlines import publish_within
from portal.kernel.attachments.models import Attachment
from portal.kernel.attachments.selectors import released_files
from portal.kernel.deadlines.selectors import calendar
from portal.kernel.people.models import User
from portal.kernel.publishing.kept_data import kept_data
from portal.kernel.publishing.registry import ReleaseContext
from portal.kernel.rules.workdays import DueDate
from portal.kernel.taxonomy.models import Audience, Topic
from portal.kernel.ui.composed import composed
from portal.kernel.ui.pagination import CursorPage, keyset_page

#: The one order of items: newest first, the key as tie-breaker.
ORDER = ("-published_at", "-pk")


@dataclass(frozen=True, slots=True)
class FileLine:
    """One attachment as pages and API show it."""

    name: str
    url: str
    size: int
    media_type: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What may still be said of a withdrawn item; its title and text are not among it."""

    index_number: str
    document_number: str
    withdrawn_at: datetime
    reason: str
    department: str


def public_items(*, at: datetime, to: Any = None) -> ItemQuerySet:
    """Lines of what this reader may see, in no particular order yet."""
    items: ItemQuerySet = Item.objects.public(at=at, to=to).with_lines()
    return items


def public_item(pk: int, *, at: datetime, to: Any = None) -> Item | None:
    """One item with everything its page shows, if this reader may see it: ``topic_names``, ``audience_names`` too."""
    return _item.first(pk=pk, at=at, reader=to)


@composed(pk=int, at=datetime)
def _item(*, pk: int, at: datetime, reader: Any = None) -> ItemQuerySet:
    topics = Topic.objects.filter(items=OuterRef("pk")).order_by("position", "pk")
    audiences = Audience.objects.filter(items=OuterRef("pk")).order_by("position", "pk")
    shown: ItemQuerySet = Item.objects.public(at=at, to=reader).filter(pk=pk)
    return (
        shown.select_related("department", "column", "matter__catalogue")
        .defer("proposal", "drafter_ids")
        .annotate(
            topic_names=ArraySubquery(topics.values("name")), audience_names=ArraySubquery(audiences.values("name"))
        )
    )


def tombstone(pk: int) -> Tombstone | None:
    """What stands where a withdrawn item stood that everybody could see before."""
    item = Item.objects.tombstones().select_related("department").filter(pk=pk).first()
    if item is None:
        return None
    return Tombstone(
        index_number=item.index_number,
        document_number=item.document_number,
        withdrawn_at=item.withdrawn_at,
        reason=item.withdrawal_reason,
        department=str(item.department),
    )


def files_of(item: Item, *, at: datetime) -> tuple[FileLine, ...]:
    """The released attachments of a public item as pages and API show them."""
    return tuple(
        FileLine(file.name, file.get_absolute_url(), file.size, file.media_type, file.sha256)
        for file in released_files(item, at=at)
    )


def page(items: ItemQuerySet, *, cursor: str | None) -> CursorPage[Any]:
    """A page of these as short rows, newest first; one query."""
    columns = ("pk", "title", "document_number", "department__name", "column__name", "published_at")
    return keyset_page(items.values_list(*columns, named=True), order=ORDER, cursor=cursor)


def recent(*, at: datetime, column_ids: frozenset[int] | None = None, limit: int = 50) -> list[Item]:
    """The newest items everybody may see, of the whole site or of some columns."""
    items = public_items(at=at)
    if column_ids is not None:
        items = items.filter(column_id__in=column_ids)
    return list(items.order_by(*ORDER)[:limit])


def year_bounds(year: int) -> tuple[datetime, datetime]:
    """A year in the bureau's own time."""
    zone = timezone.get_default_timezone()
    return (
        datetime.combine(date(year, 1, 1), time.min, tzinfo=zone),
        datetime.combine(date(year + 1, 1, 1), time.min, tzinfo=zone),
    )


def due_date(item: Item) -> DueDate | None:
    """Until when the item must be out; None for what was formed before there was a term."""
    return publish_within(
        item.formed_on,
        calendar=calendar(),
        workdays=settings.DEADLINE_TERMS["disclosure_workdays"],
        stricter=item.matter.limit_workdays if item.matter else None,
    )


def release_failures(item: Item, context: ReleaseContext) -> list[str]:
    """The gates of this app that are closed for the item."""
    facts = gates.Facts(
        formed_on=item.formed_on,
        has_text=bool(item.body.strip()),
        has_files=Attachment.objects.of(item).staying().exists(),
        column_in_use=item.column.is_active,
        matter_in_use=item.matter is None or item.matter.is_active,
    )
    return gates.closed(facts, on=timezone.localtime(context.at).date())


def catalogues(*, at: datetime) -> tuple[Catalogue, ...]:
    """The catalogues in use with their matters, elements and the number of public items of each matter."""
    public = Item.objects.public(at=at).values("pk")
    matters = (
        Matter.objects.filter(is_active=True)
        .select_related("organ", "audience")
        .prefetch_related("elements")
        .annotate(item_count=Count("items", filter=Q(items__in=public)))
        .order_by("position", "pk")
    )
    return tuple(
        Catalogue.objects.filter(is_active=True)
        .select_related("department")
        .prefetch_related(Prefetch("matters", queryset=matters))
        .order_by("position", "pk")
    )


def matters_without_items(*, at: datetime) -> list[Matter]:
    """Matters to be disclosed proactively of which nothing is out."""
    out = Item.objects.public(at=at).filter(matter=OuterRef("pk"))
    return list(
        Matter.objects.filter(~Exists(out), is_active=True, catalogue__is_active=True, method="proactive")
        .select_related("catalogue", "organ")
        .order_by("catalogue", "position", "pk")
    )


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter with the number of items behind it."""

    label: str
    value: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter as plain links."""

    label: str
    name: str
    options: tuple[Option, ...]


def facets(
    items: ItemQuerySet, chosen: dict[str, str], *, reader: User | None, on: date, version: int | None = None
) -> tuple[Facet, ...]:
    """How the items of a list spread over columns, topics, departments and years; four queries, or what is kept."""
    return kept_data(
        "disclosure.item",
        chosen=chosen,
        reader=reader,
        on=on,
        version=version,
        make=lambda: _counted(items, chosen),
    )


def _counted(items: ItemQuerySet, chosen: dict[str, str]) -> tuple[Facet, ...]:
    bare = items.select_related(None).defer(None).order_by()
    years = bare.annotate(year=ExtractYear("published_at")).values("year").annotate(n=Count("pk", distinct=True))
    columns = bare.values("column__slug", "column__name").annotate(n=Count("pk", distinct=True))
    topics = bare.filter(topics__isnull=False).values("topics__slug", "topics__name")
    departments = bare.values("department__code", "department__name").annotate(n=Count("pk", distinct=True))
    return (
        _facet("栏目", "column", columns.values_list("column__slug", "column__name", "n"), chosen),
        _facet(
            "主题",
            "topic",
            topics.annotate(n=Count("pk", distinct=True)).values_list("topics__slug", "topics__name", "n"),
            chosen,
        ),
        _facet("责任部门", "department", departments.values_list("department__code", "department__name", "n"), chosen),
        _facet("发布年份", "year", [(str(y), f"{y} 年", n) for y, n in years.values_list("year", "n")], chosen),
    )


def _facet(label: str, name: str, rows: Iterable[tuple[str, str, int]], chosen: dict[str, str]) -> Facet:
    options = [Option(text, value, count, chosen.get(name) == value) for value, text, count in rows]
    if name == "year":
        options.sort(key=lambda option: option.value, reverse=True)
    else:
        options.sort(key=lambda option: (-option.count, option.value))
    return Facet(label, name, tuple(options[:12]))
