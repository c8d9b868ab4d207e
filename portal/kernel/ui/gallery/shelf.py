"""What a gallery page is made of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class State:
    """A component with one set of contents."""

    title: str
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Component:
    """A file of templates/components with what it is for and the states it must hold in.

    `states` is called for each look, since forms and days are made anew. A component of every page has no states:
    its gallery page already wears it.
    """

    name: str
    title: str
    what: str
    states: Callable[[], Iterable[State]] = tuple
    #: Class of the list that the component is a row of.
    row_of: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Components that serve one purpose."""

    title: str
    components: tuple[Component, ...]
