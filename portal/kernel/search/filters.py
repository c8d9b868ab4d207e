"""Narrowing: reading the wishes of an address, and counting what each further wish would leave."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from portal.kernel.search.facets import BY_NAME, SAMPLE, SAMPLED_OF, WAYS, Way, asked, named, way_of
from portal.kernel.search.lexemes import quoted
from portal.kernel.search.models import SearchEntry
from portal.kernel.search.page import Chosen, Facet, FacetValue

NAMES = tuple(BY_NAME)
SHOWN = 12
_UNKNOWN = "有一项筛选条件无法识别，已忽略。"


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters in force and what of the wishes made no sense."""

    chosen: tuple[Chosen, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def lexemes(self) -> tuple[str, ...]:
        return tuple(BY_NAME[chip.name].lexeme(chip.key) for chip in self.chosen)

    def has(self, name: str) -> bool:
        return any(chip.name == name for chip in self.chosen)


def read(wishes: Mapping[str, object]) -> Filters:
    """Known filters with sensible values; the rest is left out and said."""
    chosen, notices = [], []
    for way in WAYS:
        value = str(wishes.get(way.name) or "").strip()
        if not value:
            continue
        found = asked(way, value)
        if found:
            chosen.append(Chosen(way.name, found.value, way.label, found.text, str(found.key)))
        else:
            notices.append(_UNKNOWN)
    return Filters(tuple(chosen), tuple(dict.fromkeys(notices)))


def count_facets(expression: str, filters: Filters, *, sampled: bool = False) -> tuple[Facet, ...]:
    """How many hits each value has; a facet already chosen is a chip, not a choice.

    `sampled` estimates from one row in sixteen: what a word in most of all texts can be asked in time.
    """
    if sampled:
        expression = f"({expression}) & {quoted(SAMPLE)}"
    counts: dict[Way, dict[int, int]] = defaultdict(dict)
    for number, hits in _counts(expression):
        way, value = way_of(number)
        if not filters.has(way.name):
            counts[way][value] = hits * SAMPLED_OF if sampled else hits
    facets = (_facet(way, counts[way], about=sampled) for way in WAYS if counts[way])
    return tuple(facet for facet in facets if facet.options)


def _facet(way: Way, counts: dict[int, int], *, about: bool) -> Facet:
    if way.name == "year":
        ordered = sorted(counts, reverse=True)[:SHOWN]
    else:
        ordered = sorted(counts, key=lambda value: (-counts[value], value))[:SHOWN]
    names = named(way, ordered)
    options = (FacetValue(names[each].value, names[each].text, counts[each]) for each in ordered if each in names)
    return Facet(way.name, way.label, tuple(options), about)


def _counts(expression: str) -> list[tuple[int, int]]:
    """All facets in one walk over the matching rows."""
    table = SearchEntry._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT number, count(*) FROM {table}, unnest(facets) AS number WHERE tsv @@ %s::tsquery GROUP BY number",  # noqa: S608
            [expression],
        )
        return list(cursor.fetchall())
