"""The filters of the library as plain links with counts."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count
from django.db.models.functions import ExtractYear

from policies.models import DocumentQuerySet
from policies.rules.words import Validity


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter with how many documents it leaves."""

    value: str
    label: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter as plain links with counts."""

    label: str
    name: str
    options: tuple[Option, ...]


def validity_options(things: DocumentQuerySet, *, chosen: str, on: date, at: datetime) -> tuple[Option, ...]:
    """Only the few documents that others end or amend are asked for their relations; the dates of the rest suffice."""
    touched = things.touched(at=at)
    by_relations = (
        things.filter(touched)
        .with_validity(on=on, at=at)
        .order_by()
        .values_list("validity_code")
        .annotate(number=Count("pk"))
    )
    by_dates = things.exclude(touched).with_own_validity(on=on).order_by()
    counts = Counter(dict(by_relations)) + Counter(
        dict(by_dates.values_list("own_validity_code").annotate(number=Count("pk")))
    )
    return tuple(
        Option(code.value, code.label, counts.get(code.value, 0), code.value == chosen)
        for code in Validity
        if counts.get(code.value) or code.value == chosen
    )


def normative_counts(things: DocumentQuerySet) -> dict[bool, int]:
    return dict(things.order_by().values_list("is_normative").annotate(Count("pk")))


def year_options(things: DocumentQuerySet, *, chosen: str) -> tuple[Option, ...]:
    rows = (
        things.order_by()
        .annotate(year=ExtractYear("published_at"))
        .values_list("year")
        .annotate(number=Count("pk"))
        .order_by("-year")
    )
    return tuple(Option(str(year), f"{year}年", number, str(year) == chosen) for year, number in rows)


def term_options(things: DocumentQuerySet, *, field: str, chosen: str) -> tuple[Option, ...]:
    """Topics or audiences by slug."""
    rows = (
        things.order_by()
        .filter(**{f"{field}__isnull": False})
        .values_list(f"{field}__slug", f"{field}__name")
        .annotate(number=Count("pk"))
        .order_by("-number", f"{field}__slug")
    )
    return tuple(Option(slug, name, number, slug == chosen) for slug, name, number in rows)


def department_options(things: DocumentQuerySet, *, chosen: str) -> tuple[Option, ...]:
    rows = (
        things.order_by()
        .values_list("department__code", "department__name")
        .annotate(number=Count("pk"))
        .order_by("-number", "department__code")
    )
    return tuple(Option(code, name, number, code == chosen) for code, name, number in rows)
