"""The filters of the library as plain links with counts."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count
from django.db.models.functions import ExtractYear

from policies.models import DocumentQuerySet
from policies.rules.words import Validity
from portal.kernel.people.models import Department


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


@dataclass(frozen=True, slots=True)
class Spread:
    """How many documents fall on each value of what a document has only one of; of one walk through the table."""

    validities: Counter[str]
    natures: Counter[bool]
    years: Counter[int]
    departments: Counter[int]


def spread(things: DocumentQuerySet, *, on: date) -> Spread:
    """Validities are those of the documents' own dates; what others do to them, `validity_options` puts right."""
    rows = (
        things.with_own_validity(on=on)
        .annotate(year=ExtractYear("published_at"))
        .order_by()
        .values_list("own_validity_code", "is_normative", "year", "department_id")
        .annotate(number=Count("pk"))
    )
    found = Spread(Counter(), Counter(), Counter(), Counter())
    for validity, is_normative, year, department, number in rows:
        found.validities[validity] += number
        found.natures[is_normative] += number
        found.years[year] += number
        found.departments[department] += number
    return found


def validity_options(
    things: DocumentQuerySet, own: Counter[str], *, chosen: str, on: date, at: datetime
) -> tuple[Option, ...]:
    """Only the few documents that others end or amend are asked for their relations; the dates of the rest suffice."""
    touched = things.filter(things.touched(at=at)).with_own_validity(on=on).with_validity(on=on, at=at).order_by()
    counts = Counter(own)
    for by_dates, by_relations in touched.values_list("own_validity_code", "validity_code"):
        counts[by_dates] -= 1
        counts[by_relations] += 1
    return tuple(
        Option(code.value, code.label, counts[code.value], code.value == chosen)
        for code in Validity
        if counts[code.value] or code.value == chosen
    )


def normative_options(natures: Counter[bool], *, chosen: str) -> tuple[Option, ...]:
    return tuple(
        Option(value, label, natures[flag], chosen.lower() == value)
        for value, label, flag in (("true", "行政规范性文件", True), ("false", "其他政策文件", False))
        if natures[flag] or chosen.lower() == value
    )


def year_options(years: Counter[int], *, chosen: str) -> tuple[Option, ...]:
    """The newest year first."""
    return tuple(
        Option(str(year), f"{year}年", number, str(year) == chosen)
        for year, number in sorted(years.items(), reverse=True)
    )


def department_options(departments: Counter[int], *, chosen: str) -> tuple[Option, ...]:
    """The department with most documents first."""
    known = Department.objects.filter(pk__in=departments).values_list("pk", "code", "name")
    options = (Option(code, name, departments[pk], code == chosen) for pk, code, name in known)
    return tuple(sorted(options, key=lambda option: (-option.count, option.value)))


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
