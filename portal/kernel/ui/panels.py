"""Panels: how an upper app shows itself on a lower app's page without the lower one knowing it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Panel:
    """A titled block with its own template, placed by the page that owns the slot."""

    title: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    anchor: str = ""


PanelMaker = Callable[[HttpRequest, Model], Panel | None]

_makers: dict[str, list[PanelMaker]] = defaultdict(list)


def register(slot: str, panel: PanelMaker) -> None:
    """Adds a maker to a slot; panels stand in the order of registration, each maker once."""
    if panel not in _makers[slot]:
        _makers[slot].append(panel)


def collect(slot: str, request: HttpRequest, thing: Model) -> tuple[Panel, ...]:
    """The panels that have something to say about this thing."""
    made = (maker(request, thing) for maker in _makers.get(slot, ()))
    return tuple(panel for panel in made if panel is not None)
