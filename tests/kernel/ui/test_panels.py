"""Panels: upper apps on lower pages."""

from collections.abc import Iterator

import pytest
from django.http import HttpRequest

from portal.kernel.people.models import User
from portal.kernel.ui import panels


@pytest.fixture
def slot() -> Iterator[str]:
    yield "tests.slot"
    panels._makers.pop("tests.slot", None)


def test_shows_in_the_order_of_registration_and_leaves_out_the_silent(slot: str) -> None:
    panels.register(slot, lambda request, thing: panels.Panel("征集", "x.html"))
    panels.register(slot, lambda request, thing: None)
    panels.register(slot, lambda request, thing: panels.Panel("采纳", "x.html"))

    shown = panels.collect(slot, HttpRequest(), User())

    assert [panel.title for panel in shown] == ["征集", "采纳"]


def test_a_maker_registered_twice_shows_once(slot: str) -> None:
    def maker(request: object, thing: object) -> panels.Panel:
        return panels.Panel("征集", "x.html")

    panels.register(slot, maker)
    panels.register(slot, maker)

    assert len(panels.collect(slot, HttpRequest(), User())) == 1


def test_an_unknown_slot_is_empty() -> None:
    assert panels.collect("tests.nowhere", HttpRequest(), User()) == ()
