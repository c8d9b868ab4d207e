"""The gallery: every component in the states it must hold in, on a page of its own."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse

from portal.kernel.ui.gallery import acting, finding, measuring, reading
from portal.kernel.ui.gallery.shelf import Component, Shelf, State

SHELVES: tuple[Shelf, ...] = (finding.SHELF, reading.SHELF, acting.SHELF, measuring.SHELF)
COMPONENTS: dict[str, Component] = {each.name: each for shelf in SHELVES for each in shelf.components}
#: Pieces of other components, seen on the pages of the whole.
PARTS = frozenset({"columns", "facet_groups", "file_lines", "mark_shape", "page_files", "tool_icon", "tree_nodes"})

__all__ = ["COMPONENTS", "PARTS", "SHELVES", "Component", "Shelf", "State", "nodes", "says"]


def says(name: str) -> str:
    """What the component's own first line says of itself and its context."""
    source = (Path(settings.BASE_DIR) / "templates" / "components" / f"{name}.html").read_text(encoding="utf-8")
    return source.partition("#}")[0].removeprefix("{#").strip()


def nodes(current: str) -> list[dict[str, Any]]:
    """The shelves as the tree beside each page."""
    return [
        {
            "label": shelf.title,
            "url": reverse("ui:styleguide"),
            "children": [
                {"label": each.title, "url": reverse("ui:component", args=[each.name]), "current": each.name == current}
                for each in shelf.components
            ],
        }
        for shelf in SHELVES
    ]
