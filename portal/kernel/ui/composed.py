"""Questions composed once: a page asked for all day composes its SQL the first time and only fills in values later.

Half the time of a page of many small questions went into composing them. The queryset stays the one place that says
what is asked; what is kept is the text it made, and a text that depends on a value is refused when it is composed.
"""

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)
# Two values of each sort that no page is asked with: where the parameters change from one to the other, a value goes.
_STAND_INS: Mapping[type, Callable[[int, int], Any]] = {
    int: lambda turn, at: 2_100_000_000 + 1000 * turn + at,
    list: lambda turn, at: [2_100_000_000 + 1000 * turn + at],
    date: lambda turn, at: date(9000 + turn, 1, 1 + at),
    datetime: lambda turn, at: datetime(9100 + turn, 1, 1 + at, tzinfo=UTC),
}


class NotComposable(Exception):
    """The question takes another form with other values, or computes with them: it must be composed each time."""


@dataclass(frozen=True, slots=True)
class _Composition:
    """The compiler that has done its work, its text, and for each parameter its name among the values or itself."""

    rows: QuerySet[Any]
    compiler: Any
    sql: str
    names: tuple[str | None, ...]
    params: tuple[Any, ...]

    def filled(self, values: Mapping[str, Any]) -> QuerySet[Any]:
        compiler = copy.copy(self.compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        params = tuple(values[name] if name else own for name, own in zip(self.names, self.params, strict=True))
        compiler.as_sql = lambda *_, **__: (self.sql, params)
        rows = self.rows.all()
        rows.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]  # one that has composed
        return rows


class Composed(Generic[Row]):
    """A question that is asked with values and perhaps by a reader; made by `composed`."""

    def __init__(self, build: Callable[..., QuerySet[Row]], sorts: Mapping[str, type]) -> None:
        self._build = build
        self._sorts = sorts
        self._kept: _Composition | None = None

    def ask(self, *, reader: object | None = None, **values: Any) -> list[Row]:
        """The rows for these values. What a signed-in reader may see has a form of its own, composed for him."""
        if reader is not None:
            return list(self._build(reader=reader, **values))
        if self._kept is None:
            self._kept = self._composed()
        return list(self._kept.filled(values))

    def first(self, *, reader: object | None = None, **values: Any) -> Row | None:
        """The only row, or the first of a question that is in order."""
        return next(iter(self.ask(reader=reader, **values)), None)

    def _composed(self) -> _Composition:
        first, second = (
            {name: _STAND_INS[sort](turn, at) for at, (name, sort) in enumerate(self._sorts.items())} for turn in (1, 2)
        )
        rows = self._build(**first)
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        again, others = self._build(**second).query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
        if sql != again or len(params) != len(others):
            raise NotComposable
        names = tuple(_name_of(one, other, first, second) for one, other in zip(params, others, strict=True))
        return _Composition(rows, compiler, sql, names, tuple(params))


def _name_of(one: Any, other: Any, first: Mapping[str, Any], second: Mapping[str, Any]) -> str | None:
    """Which value this parameter is; None for what is part of the question itself."""
    if one == other:
        return None
    for name in first:
        if (one, other) == (first[name], second[name]):
            return name
    raise NotComposable


def composed(**sorts: type) -> Callable[[Callable[..., QuerySet[Row]]], Composed[Row]]:
    """`@composed(pk=int, at=datetime)` over a function that makes the queryset of these values and of a `reader`."""
    return lambda build: Composed(build, sorts)
