"""Keyset paging: each page begins where the last one ended, however deep, at the cost of an index look-up."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.core import signing
from django.core.exceptions import BadRequest, FieldDoesNotExist
from django.db.models import Model, Q, QuerySet

SALT = "portal.ui.cursor"
MAX_SIZE = 100

Item = TypeVar("Item", bound=Model)


class BadCursor(BadRequest):
    """The cursor was not made by this site for this list; Django answers 400."""


@dataclass(frozen=True, slots=True)
class CursorPage(Generic[Item]):
    """One page of a list with the ways onward and back; empty strings where there is none."""

    items: tuple[Item, ...]
    next_cursor: str = ""
    previous_cursor: str = ""

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


@dataclass(frozen=True, slots=True)
class _Place:
    """A row's position in an order, and whether the page lies before or after it."""

    values: tuple[Any, ...]
    backward: bool


class KeysetPaginator(Generic[Item]):
    """Pages of `queryset` in `order`, which must end in a unique field.

    Null sorts as PostgreSQL has it by default, as the largest value, so that ordinary indexes serve the order.
    """

    def __init__(self, queryset: QuerySet[Item], *, order: Sequence[str], size: int = 20) -> None:
        self.queryset = queryset
        self.order = tuple(order)
        self.size = max(1, min(size, MAX_SIZE))

    def page(self, cursor: str | None) -> CursorPage[Item]:
        """The page at the cursor; the first one without a cursor."""
        place = self._read(cursor) if cursor else None
        backward = place is not None and place.backward
        rows = self.queryset.order_by(*(self._reversed() if backward else self.order))
        if place is not None:
            rows = rows.filter(self._beyond(place))
        found = list(rows[: self.size + 1])
        more, found = len(found) > self.size, found[: self.size]
        if backward:
            found.reverse()
        if not found:
            return CursorPage(())
        has_next = more if not backward else True
        has_previous = more if backward else place is not None
        return CursorPage(
            tuple(found),
            next_cursor=self._write(found[-1], backward=False) if has_next else "",
            previous_cursor=self._write(found[0], backward=True) if has_previous else "",
        )

    def _reversed(self) -> tuple[str, ...]:
        return tuple(name[1:] if name.startswith("-") else f"-{name}" for name in self.order)

    def _beyond(self, place: _Place) -> Q:
        """Rows after the place: equal in the first fields, beyond it in the next one."""
        condition, same = Q(pk__in=()), Q()
        for name, value in zip(self._reversed() if place.backward else self.order, place.values, strict=True):
            condition |= same & self._past(name, value)
            same &= Q(**{f"{name.lstrip('-')}__isnull": True}) if value is None else Q(**{name.lstrip("-"): value})
        return condition

    def _past(self, name: str, value: Any) -> Q:
        field = name.lstrip("-")
        if name.startswith("-"):
            return Q(**{f"{field}__isnull": False}) if value is None else Q(**{f"{field}__lt": value})
        if value is None:
            return Q(pk__in=())
        past = Q(**{f"{field}__gt": value})
        return past | Q(**{f"{field}__isnull": True}) if self._nullable(field) else past

    def _nullable(self, field: str) -> bool:
        if field == "pk":
            return False
        try:
            return bool(getattr(self.queryset.model._meta.get_field(field), "null", False))
        except FieldDoesNotExist:
            return False

    def _write(self, row: Item, *, backward: bool) -> str:
        values = [_packed(_value(row, name.lstrip("-"))) for name in self.order]
        return signing.dumps([list(self.order), int(backward), values], salt=SALT)

    def _read(self, cursor: str) -> _Place:
        try:
            order, backward, values = signing.loads(cursor, salt=SALT)
            if tuple(order) != self.order or len(values) != len(order):
                raise BadCursor("翻页链接不属于这个列表。")
            return _Place(tuple(_unpacked(value) for value in values), bool(backward))
        except (signing.BadSignature, ValueError, TypeError, KeyError) as error:
            raise BadCursor("翻页链接不完整或已失效。") from error


def keyset_page(
    queryset: QuerySet[Item], *, order: Sequence[str], cursor: str | None, size: int = 20
) -> CursorPage[Item]:
    """One page of a list; a cursor that this list did not issue raises BadCursor."""
    return KeysetPaginator(queryset, order=order, size=size).page(cursor)


def _value(row: Model, path: str) -> Any:
    value: Any = row
    for name in path.split("__"):
        value = None if value is None else getattr(value, name)
    return value


_READERS: dict[str, Callable[[str], Any]] = {
    "t": datetime.fromisoformat,
    "d": date.fromisoformat,
    "n": Decimal,
    "u": uuid.UUID,
}


def _packed(value: Any) -> Any:
    match value:
        case datetime():
            return ["t", value.isoformat()]
        case date():
            return ["d", value.isoformat()]
        case Decimal():
            return ["n", str(value)]
        case uuid.UUID():
            return ["u", str(value)]
        case None | int() | float() | str():
            return value
    raise TypeError(f"A list cannot be paged by {type(value).__name__}.")


def _unpacked(value: Any) -> Any:
    return _READERS[value[0]](value[1]) if isinstance(value, list) else value
