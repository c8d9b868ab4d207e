"""Filters with counts. They are kept until something is published again, as ours are, in Django's own cache."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.core.cache import cache
from django.db.models import Case, CharField, Count, Max, QuerySet, Value, When
from django.db.models.functions import ExtractYear

KEPT_SECONDS = 3600
_LABELS = {
    "validity": "有效性",
    "normative": "文件性质",
    "topic": "主题分类",
    "audience": "适用对象",
    "year": "发布年份",
    "department": "责任部门",
    "kind": "类别",
}
_FIELDS = {
    "validity": "validity_now",
    "normative": "is_normative",
    "topic": "topics__name",
    "audience": "audiences__name",
    "year": "year",
    "department": "department__name",
    "kind": "kind",
}
LIST_FACETS = ("validity", "normative", "topic", "audience", "year", "department")
SEARCH_FACETS = ("kind", "topic", "department", "validity", "year")


class Option(NamedTuple):
    label: str
    count: int
    query: str
    chosen: bool


def narrowed(papers: QuerySet[Any], chosen: Mapping[str, str], *, without: str = "") -> QuerySet[Any]:
    """What is left by every filter but one."""
    for name, value in chosen.items():
        if value and name != without:
            papers = _worded(papers, name).filter(**{_FIELDS[name]: value})
    return papers


def facets(
    place: str, papers: QuerySet[Any], chosen: Mapping[str, str], names: Sequence[str], words: str = ""
) -> list[tuple[str, list[Option]]]:
    """Each filter with its values, how many each would leave, and the way there."""
    changed = papers.model.objects.aggregate(last=Max("last_published_at"), number=Count("pk"))
    key = f"facets:{place}:{urlencode({**chosen, 'q': words, **changed, 'on': _today()})}"
    found = cache.get(key)
    if found is None:
        found = [(_LABELS[name], _options(papers, chosen, name, words)) for name in names]
        cache.set(key, found, KEPT_SECONDS)
    return found


def chips(chosen: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """What is chosen, with the way to do without it."""
    return [
        (_LABELS[name], value, urlencode({**{each: v for each, v in chosen.items() if v}, name: ""}))
        for name, value in chosen.items()
        if value
    ]


def _options(papers: QuerySet[Any], chosen: Mapping[str, str], name: str, words: str) -> list[Option]:
    field = _FIELDS[name]
    left = _worded(narrowed(papers, chosen, without=name), name).exclude(**{field: None}).order_by()
    rows = left.values_list(field).annotate(number=Count("pk")).order_by("-number", field)
    given = {each: value for each, value in {"q": words, **chosen}.items() if value}
    return [
        Option(
            _label(papers, name, value),
            number,
            urlencode({**given, name: "" if str(value) == chosen[name] else value}),
            str(value) == chosen[name],
        )
        for value, number in rows
    ]


def _label(papers: QuerySet[Any], name: str, value: Any) -> str:
    if name == "normative":
        return "行政规范性文件" if value else "其他政策文件"
    return str(dict(papers.model.Kind.choices)[value]) if name == "kind" else str(value)


def _worded(papers: QuerySet[Any], name: str) -> QuerySet[Any]:
    if name == "year":
        return papers.annotate(year=ExtractYear("issued_on"))
    return papers.annotate(validity_now=_validity()) if name == "validity" else papers


def _validity() -> Case:
    today = _today()
    return Case(
        When(ended_on__lte=today, then=Value("废止")),
        When(expires_on__lt=today, then=Value("失效")),
        When(effective_on__gt=today, then=Value("尚未施行")),
        When(amended_on__lte=today, then=Value("已修改")),
        default=Value("现行有效"),
        output_field=CharField(),
    )


def _today() -> date:
    return date.today()  # noqa: DTZ011, TID251 - as the manual does
