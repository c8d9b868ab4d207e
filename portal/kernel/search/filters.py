"""Narrowing: reading the wishes of an address, and counting what each further wish would leave."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.kernel.search.facets import BY_NAME, WAYS, Named, Way, asked, named, way_of
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


def facets_of(numbers: Mapping[int, int], filters: Filters, *, about: bool) -> tuple[Facet, ...]:
    """The choices that remain, from the hits of each facet number; what is already chosen is a chip, not a choice."""
    counts: dict[Way, dict[int, int]] = defaultdict(dict)
    chosen = {chip.name for chip in filters.chosen}
    for number, hits in numbers.items():
        way, value = way_of(number)
        if way.name not in chosen:
            counts[way][value] = hits
    shown = {way: _most(way, counts[way]) for way in WAYS if counts[way]}
    names = named(shown)
    facets = (
        _facet(way, ((names[way].get(value), counts[way][value]) for value in values), about=about)
        for way, values in shown.items()
    )
    return tuple(facet for facet in facets if facet.options)


def _facet(way: Way, values: Iterable[tuple[Named | None, int]], *, about: bool) -> Facet:
    options = (FacetValue(name.value, name.text, hits) for name, hits in values if name)
    return Facet(way.name, way.label, tuple(options), about)


def _most(way: Way, counts: Mapping[int, int]) -> list[int]:
    """The values shown of a way: the latest years, of others those with most hits."""
    if way.name == "year":
        return sorted(counts, reverse=True)[:SHOWN]
    return sorted(counts, key=lambda value: (-counts[value], value))[:SHOWN]
