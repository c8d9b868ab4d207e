"""The ways to narrow a search. Each value of each way is a lexeme to filter by and a number to count by."""

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from django.db import models

from portal.kernel.people.models import Department
from portal.kernel.search import engine, lexemes, sources
from portal.kernel.search.sources import SearchDocument
from portal.kernel.taxonomy.models import Audience, Column, Topic
from portal.kernel.ui import marks

_BITS = 27
# Seconds.
_KEPT_FOR = 60.0


# Each is itself and no other, so that it is found by where it is and not by all it holds.
@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """One way to narrow: the parameter in the address, the word for readers, the letter of its lexemes."""

    name: str
    label: str
    letter: str
    model: type[models.Model] | None = None

    def lexeme(self, key: object) -> str:
        return lexemes.facet(self.letter, key)

    def number(self, key: object) -> int:
        """The value as one integer; what has no number of its own is hashed, few words that never meet."""
        value = key if isinstance(key, int) else crc32(str(key).encode())
        return (WAYS.index(self) + 1) << _BITS | value % (1 << _BITS)


WAYS = (
    Way("kind", "类型", "k"),
    Way("column", "栏目", "o", Column),
    Way("topic", "主题", "t", Topic),
    Way("department", "部门", "d", Department),
    Way("year", "年份", "y"),
    Way("validity", "有效性", "v"),
    Way("audience", "适用对象", "a", Audience),
)
BY_NAME = {way.name: way for way in WAYS}


def keys_of(kind: str, document: SearchDocument) -> dict[str, tuple[Any, ...]]:
    """The values of a document, by the name of the way."""
    return {
        "kind": (kind,),
        "column": _some(document.column_id),
        "topic": document.topics,
        "department": _some(document.department_id),
        "year": _some(document.shown_year),
        "validity": _some(document.validity),
        "audience": document.audiences,
    }


def lexemes_of(kind: str, document: SearchDocument) -> set[str]:
    """What the row can be filtered by."""
    keys = keys_of(kind, document)
    found = {way.lexeme(key) for way in WAYS for key in keys[way.name]}
    return found | lexemes.day_lexemes(document.published_on)


def numbers_of(kind: str, document: SearchDocument) -> list[int]:
    """What the row is counted under."""
    keys = keys_of(kind, document)
    return sorted({way.number(key) for way in WAYS for key in keys[way.name]})


def way_of(number: int) -> tuple[Way, int]:
    """The way a number belongs to, and the value in it."""
    return WAYS[(number >> _BITS) - 1], number & ((1 << _BITS) - 1)


@dataclass(frozen=True, slots=True)
class Named:
    """A value as the address writes it and as readers are told."""

    value: str
    text: str
    key: object


# Way and number → until when in monotonic seconds, and the value; None for what no longer exists.
_kept: dict[tuple[str, int], tuple[float, Named | None]] = {}


def forget() -> None:
    """The next question looks for all names anew."""
    _kept.clear()


def named(wanted: Mapping[Way, Collection[int]]) -> Mapping[Way, Mapping[int, Named]]:
    """The values behind some numbers of each way; what no longer exists is left out.

    A process remembers names for a minute: a column that gets another name is shown with it soon enough.
    """
    at = time.monotonic()
    stored = [way for way in wanted if way.model]
    unknown = {
        way: numbers
        for way in stored
        if (numbers := [number for number in wanted[way] if _kept.get((way.name, number), (0.0, None))[0] < at])
    }
    if unknown:
        rows = engine.ask(" UNION ALL ".join(map(_names_of, unknown)), list(unknown.values()))
        there = {(name, key): Named(value, text, key) for name, key, value, text in rows}
        looked_for = [(way.name, number) for way, numbers in unknown.items() for number in numbers]
        _kept.update({each: (at + _KEPT_FOR, there.get(each)) for each in looked_for})
    found = {way: {} if way.model else _known(way, wanted[way]) for way in wanted}
    for way in stored:
        found[way].update((number, name) for number in wanted[way] if (name := _kept[way.name, number][1]))
    return found


def _names_of(way: Way) -> str:
    assert way.model is not None  # noqa: S101 - asked of ways with a table only
    words = "id::text, coalesce(nullif(short_name, ''), name)" if way.model is Department else "slug, name"
    return f"SELECT '{way.name}', id, {words} FROM {way.model._meta.db_table} WHERE id = ANY(%s)"  # noqa: S608


def _known(way: Way, wanted: Collection[int]) -> dict[int, Named]:
    """The values of a way that has no table."""
    if way.name == "year":
        return {year: Named(str(year), f"{year}年", year) for year in wanted}
    words = sources.labels() if way.name == "kind" else marks.words("validity")
    low = (1 << _BITS) - 1
    return {
        number: Named(code, label, code)
        for code, label in words.items()
        if (number := way.number(code) & low) in wanted
    }


def asked(way: Way, value: str) -> Named | None:
    """The value an address names; None when it makes no sense."""
    row: Any = None
    match way.name:
        case "kind":
            return Named(value, sources.label_of(value), value) if sources.is_known(value) else None
        case "validity":
            label = marks.words("validity").get(value)
            return Named(value, label, value) if label else None
        case "year":
            fits = value.isascii() and value.isdigit() and len(value) == 4
            return Named(value, f"{value}年", value) if fits else None
        case "department":
            row = Department.objects.filter(pk=int(value)).first() if _is_key(value) else None
        case _:
            fits = value.isprintable() and len(value) <= 60
            row = way.model._default_manager.filter(slug=value).first() if way.model and fits else None
    return _named_row(row) if row else None


def _named_row(row: Any) -> Named:
    if isinstance(row, Department):
        return Named(str(row.pk), row.label, row.pk)
    return Named(row.slug, row.name, row.pk)


def _some(value: Any) -> tuple[Any, ...]:
    return (value,) if value else ()


def _is_key(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 18
