"""Which models are published, and what each adds to the act of publication."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model

from portal.kernel.attachments import visibility
from portal.kernel.people.models import User
from portal.kernel.publishing.models import Publishable
from portal.kernel.publishing.permissions import can_inspect


@dataclass(frozen=True, slots=True)
class ReleaseContext:
    """The circumstances of one release, for gates that must know what goes out together."""

    at: datetime
    by: User | None
    together: frozenset[tuple[type[Model], int]] = frozenset()

    def includes(self, thing: Model) -> bool:
        return (type(thing), thing.pk) in self.together


Gate = Callable[[Any], list[str]]
ContextGate = Callable[[Any, ReleaseContext], list[str]]
#: Called as effect(thing, by=…, at=…) inside the release transaction.
Effect = Callable[..., object]


@dataclass(frozen=True, slots=True)
class ServiceUse:
    """An outbound link that lies outside the text (an online service behind a 办 button)."""

    url: str
    label: str
    kind: str = "service"


@dataclass(frozen=True, slots=True)
class PublishableType:
    """A model that may become public. ``approval_levels`` of None takes PUBLISHING_APPROVAL_LEVELS (default 3)."""

    model: type[Publishable]
    label: str
    code: str
    gates: tuple[Gate, ...] = ()
    context_gates: tuple[ContextGate, ...] = ()
    on_release: tuple[Effect, ...] = ()
    on_withdraw: tuple[Effect, ...] = ()
    on_discard: tuple[Effect, ...] = ()
    extra_links: Callable[[Any], Iterable[ServiceUse]] | None = None
    approval_levels: int | None = None


class NotRegistered(LookupError):
    """The model was never registered as publishable."""


@dataclass(slots=True)
class _Register:
    by_model: dict[type[Publishable], PublishableType] = field(default_factory=dict)


_register = _Register()


def register(kind: PublishableType) -> None:
    """Called from ``contributions.py``; also lets the attachments of these things follow their visibility."""
    taken = {known.code: model for model, known in _register.by_model.items()}
    if taken.get(kind.code, kind.model) is not kind.model:
        raise ValueError(f"the code {kind.code} is taken by {taken[kind.code].__name__}")
    _register.by_model[kind.model] = kind
    visibility.register(kind.model, _reader_may_see, needs_release=True, inspect=_clerk_may_inspect)


def type_of(thing: Publishable | type[Publishable]) -> PublishableType:
    model = thing if isinstance(thing, type) else type(thing)
    try:
        return _register.by_model[model]
    except KeyError:
        raise NotRegistered(f"{model.__name__} is not registered with portal.kernel.publishing") from None


def all_types() -> tuple[PublishableType, ...]:
    return tuple(_register.by_model.values())


def type_by_code(code: str) -> PublishableType:
    for kind in _register.by_model.values():
        if kind.code == code:
            return kind
    raise NotRegistered(code)


def _reader_may_see(subject: Model, user: object, at: datetime) -> bool:
    return type(subject)._default_manager.all().public(at=at, to=user).filter(pk=subject.pk).exists()  # type: ignore[attr-defined]  # the queryset of Publishable


def _clerk_may_inspect(subject: Model, user: object) -> bool:
    return can_inspect(user, subject)
