"""Pieces of pages are made once for the same values, and never shown for others."""

from dataclasses import dataclass

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils.safestring import SafeString

from portal.kernel.ui import pieces
from portal.kernel.ui.addresses import address_of
from portal.kernel.ui.pieces import piece

EMPTY = "components/empty.html"


@pytest.fixture(autouse=True)
def nothing_kept():
    pieces._kept.clear()
    yield
    pieces._kept.clear()


@dataclass(frozen=True)
class Option:
    label: str
    value: str
    count: int
    chosen: bool = False


@dataclass(frozen=True)
class Facet:
    label: str
    name: str
    options: tuple[Option, ...]


YEARS = Facet("年份", "year", (Option("2026年", "2026", 3), Option("2025年", "2025", 1)))


def render(source: str, address: str = "/list/", **context: object) -> str:
    return engines["django"].from_string("{% load ui %}" + source).render(context, RequestFactory().get(address))


def test_it_is_made_once_for_the_same_values():
    assert piece(EMPTY, title="没有文件") is piece(EMPTY, title="没有文件")


def test_it_is_made_anew_for_other_values():
    assert "没有问答" in piece(EMPTY, title="没有问答")
    assert "没有文件" in piece(EMPTY, title="没有文件")


def test_text_that_is_safe_does_not_open_the_door_to_the_same_text_that_is_not():
    bold = "<b>甲</b>"
    assert bold in piece(EMPTY, title=SafeString(bold))

    assert bold not in piece(EMPTY, title=bold)


def test_a_number_is_not_taken_for_a_truth():
    tabs = '{% kept_piece "components/search_field.html" id=id %}'

    assert 'id="1"' in render(tabs, id=1)
    assert 'id="True"' in render(tabs, id=True)


def test_what_cannot_be_a_key_is_made_each_time():
    assert "可以搜索" in piece(EMPTY, title="无", links=[("可以搜索", "/search/")])
    assert not pieces._kept


def test_a_long_piece_is_not_kept():
    piece(EMPTY, title="长" * pieces.LONGEST)

    assert not pieces._kept


def test_no_more_are_kept_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(pieces, "MOST_KEPT", 3)

    for number in range(9):
        piece(EMPTY, title=f"第{number}")

    assert len(pieces._kept) == 3


def test_links_of_filters_keep_what_the_page_was_asked_and_start_paging_anew():
    html = render("{% facet_groups facets %}", "/list/?q=%E4%BD%8F&topic=a&cursor=x", facets=[YEARS])

    assert 'href="?q=%E4%BD%8F&amp;topic=a&amp;year=2026"' in html
    assert "cursor" not in html


def test_links_of_filters_are_those_of_this_page_and_not_of_the_page_before():
    render("{% facet_groups facets %}", "/list/?topic=a", facets=[YEARS])

    assert "topic" not in render("{% facet_groups facets %}", "/list/", facets=[YEARS])


def test_a_chosen_filter_links_to_its_removal():
    chosen = Facet("年份", "year", (Option("2026年", "2026", 3, chosen=True),))

    html = render("{% facet_groups facets %}", "/list/?year=2026&topic=a", facets=(chosen,))

    assert 'href="?topic=a" aria-current="true"' in html


def test_rows_are_those_of_the_component_with_their_heading():
    rows = [{"title": "甲<乙", "url": "/policies/1/", "validity": "lapsed", "chips": [("办", "/do/", "do")]}]

    html = render("{% document_rows rows level=2 %}", rows=rows)

    assert '<h2 class="row-title"><a href="/policies/1/">甲&lt;乙</a></h2>' in html
    assert "失效" in html
    assert '<a class="chip chip-do" href="/do/">办</a>' in html


@pytest.mark.django_db
def test_the_column_of_this_page_is_marked_on_this_page_only():
    here = render("{% column_links %}", "/policies/7/")
    there = render("{% column_links %}", "/consultations/")

    assert 'href="/policies/" aria-current="page"' in here
    assert 'href="/policies/" aria-current="page"' not in there


def test_addresses_are_those_of_the_routes():
    assert address_of("policies:detail")(7) == "/policies/7/"
    assert address_of("policies:interpretation")(8) == "/policies/interpretations/8/"
