"""The staff's desks in a real browser: no barrier in any reading mode, and all of it by keyboard."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.reader import Opened
from tests.journeys.test_browser import MODES, signed_in

LETTERS = re.compile(r"[A-Za-z]")
#: The fields that reach beyond the row they stand in, which shows nothing of what does.
CUT = """() => [...document.querySelectorAll(".form-row")].flatMap(row =>
  [...row.querySelectorAll("input, select, textarea")]
    .filter(field => field.getBoundingClientRect().right > row.getBoundingClientRect().right + 0.5)
    .map(field => field.name))"""

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("mode", ["", *MODES])
def test_workbench_and_admin_index_have_no_violation_in_any_mode(opened: Opened, mode: str):
    page = signed_in(opened(mode=mode), "office")
    found = {}
    for path in ("/workbench/", "/admin/"):
        page.goto(path)
        said = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        found[path] = [(each["id"], each["nodes"][0]["html"][:160]) for each in said]

    assert found == {"/workbench/": [], "/admin/": []}


def test_a_desk_on_a_telephone_cuts_no_field_and_leads_to_the_other_colours_once(opened: Opened):
    page = signed_in(opened(viewport={"width": 390, "height": 900}), "office")
    page.goto("/admin/disclosure/item/add/")

    cut = page.evaluate(CUT)

    assert cut == []
    assert page.locator("#user-tools :is(.to-dark, .to-light):visible").all_inner_texts() == ["深色"]


def test_choosers_and_calendars_drawn_by_scripts_are_chinese(opened: Opened):
    page = signed_in(opened(), "office")
    page.goto("/admin/consultations/consultation/add/")
    page.locator(".selector-available").first.wait_for()
    page.locator(".date-icon").first.click()

    choosers = page.locator(".selector :is(label, p, button):visible").all_inner_texts()
    calendar = page.locator(".calendarbox:visible").inner_text()

    assert "一二三四五六日" in "".join(calendar.split())
    assert [said for said in (*choosers, calendar) if LETTERS.search(said)] == []


def test_the_workbench_is_worked_by_keyboard_until_its_keys_are_turned_off(opened: Opened):
    page = signed_in(opened(), "office")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator("[data-act]").nth(1)
    assert second.evaluate("link => link === document.activeElement")

    page.keyboard.press("k")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "id_q"
    page.keyboard.type("j?")
    assert page.input_value("#id_q") == "j?"
    page.keyboard.press("Escape")

    page.keyboard.press("?")
    assert page.locator("#keys").get_attribute("open") is not None
    page.check("#keys-off")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.tagName") == "BODY"
