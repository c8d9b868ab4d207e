"""Narrowing by kind, year, department, category and topic: each value is one lexeme of the index."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from portal.kernel.people.models import Department
from portal.kernel.search import lexemes, sources
from portal.kernel.search.models import SearchEntry
from portal.kernel.search.page import Chosen, Facet, FacetValue

_LETTERS = {"kind": "k", "year": "y", "department": "d", "category": "c", "topic": "t"}
_LABELS = {"kind": "类型", "year": "年份", "department": "部门", "category": "分类", "topic": "主题"}
NAMES = tuple(_LETTERS)
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters in force and what of the wishes made no sense."""

    chosen: tuple[Chosen, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def lexemes(self) -> tuple[str, ...]:
        return tuple(lexemes.facet(_LETTERS[chip.name], chip.value) for chip in self.chosen)

    def has(self, name: str) -> bool:
        return any(chip.name == name for chip in self.chosen)


def read(wishes: Mapping[str, object]) -> Filters:
    """Known filters with sensible values; the rest is left out and said."""
    chosen, notices = [], []
    for name in _LETTERS:
        value = str(wishes.get(name) or "").strip()
        if not value:
            continue
        text = _text(name, value)
        if text:
            chosen.append(Chosen(name, value, _LABELS[name], text))
        else:
            notices.append("有一项筛选条件无法识别，已忽略。")
    return Filters(tuple(chosen), tuple(dict.fromkeys(notices)))


def _text(name: str, value: str) -> str:
    if name == "kind":
        return sources.label_of(value) if sources.is_known(value) else ""
    if name == "year":
        return f"{value}年" if value.isascii() and value.isdigit() and len(value) == 4 else ""
    if name == "department":
        return _department_names({int(value)}).get(int(value), "") if _is_key(value) else ""
    return value if len(value) <= 60 and value.isprintable() else ""


def _is_key(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 18


def _department_names(keys: set[int]) -> dict[int, str]:
    rows = Department.objects.filter(pk__in=keys)
    return {department.pk: department.short_name or department.name for department in rows}


def count_facets(expression: str, filters: Filters) -> tuple[Facet, ...]:
    """How many hits each kind, year and department has; a facet already chosen is a chip, not a choice."""
    matching = SearchEntry.objects.filter(tsv__matches=expression)
    facets = []
    if not filters.has("kind"):
        facets.append(Facet("kind", _LABELS["kind"], _kinds(_counts(matching, "kind"))))
    if not filters.has("year"):
        years = sorted(_counts(matching, "year").items(), reverse=True)
        facets.append(
            Facet("year", _LABELS["year"], tuple(FacetValue(str(year), f"{year}年", n) for year, n in years[:_SHOWN]))
        )
    if not filters.has("department"):
        facets.append(Facet("department", _LABELS["department"], _departments(_counts(matching, "department_id"))))
    return tuple(facet for facet in facets if facet.options)


def _counts(matching: "QuerySet[SearchEntry]", field: str) -> dict[Any, int]:
    return dict(matching.order_by().values_list(field).annotate(hits=Count("pk")))


def _kinds(counts: dict[str, int]) -> tuple[FacetValue, ...]:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(FacetValue(kind, sources.label_of(kind), n) for kind, n in ordered[:_SHOWN])


def _departments(counts: dict[int | None, int]) -> tuple[FacetValue, ...]:
    keyed = {key: n for key, n in counts.items() if key is not None}
    ordered = sorted(keyed.items(), key=lambda pair: (-pair[1], pair[0]))[:_SHOWN]
    names = _department_names({key for key, _n in ordered})
    return tuple(FacetValue(str(key), names[key], n) for key, n in ordered if key in names)
