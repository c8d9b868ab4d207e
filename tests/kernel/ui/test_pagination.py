"""Cursor paging: every row once, in both directions, also between equals and nulls; nothing forged is believed."""

from datetime import timedelta

import pytest
from django.core import signing
from django.db.models import QuerySet

from portal.kernel.people.models import User
from portal.kernel.ui.moment import now
from portal.kernel.ui.pagination import SALT, BadCursor, keyset_page

pytestmark = pytest.mark.django_db
ORDER = ("-last_login", "-pk")


@pytest.fixture
def people() -> QuerySet[User]:
    """Eleven people: three logins shared by several, three who never came."""
    first = now()
    for index in range(11):
        last_login = None if index < 3 else first + timedelta(days=index // 3)
        User.objects.create(username=f"person{index:02}", last_login=last_login)
    return User.objects.filter(username__startswith="person")


def walk(people: QuerySet[User], order: tuple[str, ...], size: int) -> list[int]:
    seen, cursor = [], None
    while cursor != "":
        page = keyset_page(people, order=order, cursor=cursor, size=size)
        seen += [person.pk for person in page]
        cursor = page.next_cursor
    return seen


@pytest.mark.parametrize("order", [ORDER, ("last_login", "pk"), ("last_login", "-pk"), ("-username",)])
@pytest.mark.parametrize("size", [1, 2, 3, 20])
def test_shows_every_row_once_in_order(people: QuerySet[User], order: tuple[str, ...], size: int) -> None:
    assert walk(people, order, size) == list(people.order_by(*order).values_list("pk", flat=True))


@pytest.mark.parametrize("order", [ORDER, ("last_login", "pk")])
def test_the_way_back_shows_the_same_pages(people: QuerySet[User], order: tuple[str, ...]) -> None:
    first = keyset_page(people, order=order, cursor=None, size=4)
    second = keyset_page(people, order=order, cursor=first.next_cursor, size=4)
    third = keyset_page(people, order=order, cursor=second.next_cursor, size=4)

    again = keyset_page(people, order=order, cursor=third.previous_cursor, size=4)
    top = keyset_page(people, order=order, cursor=again.previous_cursor, size=4)

    assert again.items == second.items
    assert top.items == first.items
    assert top.previous_cursor == ""
    assert third.next_cursor == ""


def test_an_empty_list_leads_nowhere(people: QuerySet[User]) -> None:
    page = keyset_page(people.none(), order=ORDER, cursor=None)

    assert (len(page), page.next_cursor, page.previous_cursor) == (0, "", "")


def test_a_row_added_on_top_shifts_nothing(people: QuerySet[User]) -> None:
    first = keyset_page(people, order=("-pk",), cursor=None, size=4)
    expected = list(people.order_by("-pk").values_list("pk", flat=True))[4:8]
    User.objects.create(username="person99")

    second = keyset_page(people, order=("-pk",), cursor=first.next_cursor, size=4)

    assert [person.pk for person in second] == expected


@pytest.mark.parametrize("cursor", ["x", "1000000", "W10:abc:def", "\x00", "é", "a" * 10_000])
def test_refuses_a_cursor_it_did_not_make(people: QuerySet[User], cursor: str) -> None:
    with pytest.raises(BadCursor):
        keyset_page(people, order=ORDER, cursor=cursor)


def test_refuses_the_cursor_of_another_list(people: QuerySet[User]) -> None:
    other = keyset_page(people, order=("-pk",), cursor=None, size=2).next_cursor

    with pytest.raises(BadCursor):
        keyset_page(people, order=ORDER, cursor=other)


@pytest.mark.parametrize(
    "content", [[], [list(ORDER), 0, [["x", "y"], 1]], {"a": 1}, [list(ORDER), 0, [["t", "no"], 1]]]
)
def test_refuses_a_signed_cursor_that_makes_no_sense(people: QuerySet[User], content: object) -> None:
    with pytest.raises(BadCursor):
        keyset_page(people, order=ORDER, cursor=signing.dumps(content, salt=SALT))


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (-5, 1), (1_000_000, 11)])
def test_keeps_the_size_of_a_page_within_reason(people: QuerySet[User], asked: int, given: int) -> None:
    assert len(keyset_page(people, order=ORDER, cursor=None, size=asked)) == given
