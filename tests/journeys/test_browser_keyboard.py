"""The public pages by keyboard alone: what Tab reaches, where Enter leads, and that focus is always seen."""

import pytest
from playwright.sync_api import Page

from tests.journeys.reader import Opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.xdist_group("browser")]
FOCUSED = "document.activeElement"
PHONE = {"width": 390, "height": 900}


def focused(page: Page) -> str:
    """The words of what has the focus."""
    return str(page.evaluate(f"({FOCUSED}.innerText || {FOCUSED}.getAttribute('aria-label') || '').trim()"))


def tab_to(page: Page, words: str, *, at_most: int = 60) -> None:
    """Presses Tab until these words have the focus, as a reader without a mouse does."""
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if words in focused(page):
            return
    pytest.fail(f"Tab does not reach {words!r} within {at_most} presses")


def test_the_first_stop_leads_past_the_head_to_the_text(opened: Opened):
    page = opened().new_page()
    page.goto("/policies/")

    page.keyboard.press("Tab")
    assert focused(page) == "跳到正文"
    assert page.locator(".skip-link").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate(f"document.querySelector('main').contains({FOCUSED})")


def test_searching_needs_no_mouse(opened: Opened):
    page = opened().new_page()
    page.goto("/")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(f"{FOCUSED}.name") == "q":
            break
    page.keyboard.type("公租房")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?**")

    page.focus("main h1, main input[name=q]")
    page.keyboard.press("Tab")
    assert page.locator(".row-item").count() > 0


def test_filtering_needs_no_mouse(opened: Opened):
    page = opened().new_page()
    page.goto("/policies/")
    tab_to(page, "现行有效")
    page.keyboard.press("Enter")
    page.wait_for_url("**/policies/?**")

    assert page.locator(".chosen a").count() > 0
    tab_to(page, "现行有效")
    page.keyboard.press("Enter")
    page.wait_for_function("!location.search.includes('validity')")


def test_the_menu_of_a_telephone_opens_and_closes_by_key(opened: Opened):
    page = opened(viewport=PHONE).new_page()
    page.goto("/")
    tab_to(page, "栏目")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"!!{FOCUSED}.closest('.columns-menu')")

    tab_to(page, "政策")
    page.keyboard.press("Enter")
    page.wait_for_url("**/policies/")


def test_every_stop_of_a_document_is_seen_and_none_is_a_trap(opened: Opened):
    page = opened().new_page()
    page.goto("/policies/")
    page.click("main .row-item a >> nth=0")
    page.wait_for_url("**/policies/*/")
    places: list[str] = []
    for _ in range(120):
        page.keyboard.press("Tab")
        place = page.evaluate(
            f"{FOCUSED} === document.body ? '' : [{FOCUSED}.outerHTML.slice(0, 120),"
            f" getComputedStyle({FOCUSED}).outlineStyle, {FOCUSED}.getClientRects().length].join('¦')"
        )
        if not place:
            break
        places.append(place)

    assert places[-1] != places[-2]
    assert len(places) < 120
    unseen = [place for place in places if place.split("¦")[-2:] not in (["solid", "1"], ["auto", "1"])]
    assert [place for place in unseen if not place.endswith(("¦solid¦2", "¦solid¦3"))] == []
