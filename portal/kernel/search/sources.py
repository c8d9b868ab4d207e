"""Who can be found: each room and app registers its searchable kinds here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models

MAX_TITLE = 300
# As much as a title that holds all that was asked for weighs: what has ended comes after what has not.
BELOW_CURRENT = -120


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """What the index needs to know of one thing; `body` is plain text, `rank_boost` moves equals apart (-20 … 20, or
    `BELOW_CURRENT` for what no longer applies).

    `pages` stands in for `body` where a text has pages; `belongs_to` is the title of what the thing is a part of;
    column, topics and audiences are keys. Without `dated` the day is for the order only and is told to nobody.
    """

    title: str
    body: str
    url: str
    published_on: date
    number: str = ""
    index_number: str = ""
    department_id: int | None = None
    column_id: int | None = None
    topics: tuple[int, ...] = ()
    audiences: tuple[int, ...] = ()
    validity: str = ""
    year: int | None = None
    rank_boost: int = 0
    pages: tuple[str, ...] = ()
    belongs_to: str = ""
    file_url: str = ""
    dated: bool = True

    @property
    def shown_year(self) -> int | None:
        return (self.year or self.published_on.year) if self.dated else None


@dataclass(frozen=True, slots=True)
class SearchSource:
    """A searchable kind 「类型」: its model, its label for readers, and how one of its things becomes a document.

    `public` gives the things everybody may see at a moment; left out, it is the manager's adjective `public(at=…)`.
    `day` names the column of the day they are listed by: an index made anew has those of few days on few pages.
    """

    kind: str
    label: str
    model: type[models.Model]
    document: Callable[[Any], SearchDocument]
    public: Callable[[datetime], "models.QuerySet[Any]"] | None = None
    day: str = "pk"

    def public_things(self, at: datetime) -> "models.QuerySet[Any]":
        if self.public is not None:
            return self.public(at)
        manager: Any = self.model._default_manager
        return manager.public(at=at)


class UnknownSource(LookupError):
    """A thing whose kind nobody registered."""


_sources: dict[str, SearchSource] = {}


def register(source: SearchSource) -> None:
    """Adds a kind; registering it again replaces it, so that imports may run twice."""
    _sources[source.kind] = source


def all_sources() -> tuple[SearchSource, ...]:
    return tuple(_sources.values())


def source_of(thing: models.Model) -> SearchSource:
    """The source a thing belongs to."""
    for source in _sources.values():
        if isinstance(thing, source.model):
            return source
    raise UnknownSource(f"没有登记可检索的类型：{type(thing).__name__}")


def is_searchable(model: type[models.Model]) -> bool:
    return any(issubclass(model, source.model) for source in _sources.values())


def key_of(thing: models.Model) -> int:
    """The number a thing has in the index; of a UUID the leading bits, which sort as it does."""
    return key_of_pk(thing.pk)


def key_of_pk(pk: int | UUID) -> int:
    """The same of a primary key."""
    return pk.int >> 65 if isinstance(pk, UUID) else pk


def having_keys(model: type[models.Model], keys: Sequence[int]) -> models.Q:
    """The things behind some numbers of the index."""
    if not isinstance(model._meta.pk, models.UUIDField):
        return models.Q(pk__in=keys)
    having = models.Q(pk__in=())
    for key in keys:
        having |= models.Q(pk__range=(UUID(int=key << 65), UUID(int=(key << 65) | ((1 << 65) - 1))))
    return having


def label_of(kind: str) -> str:
    source = _sources.get(kind)
    return source.label if source else kind


def labels() -> dict[str, str]:
    """Every registered kind with its label."""
    return {source.kind: source.label for source in _sources.values()}


def is_known(kind: str) -> bool:
    return kind in _sources
