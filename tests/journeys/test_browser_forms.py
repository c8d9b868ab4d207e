"""Applying, searching and commenting in a real browser: without JavaScript, by the keyboard alone, for every reader."""

import re

import pytest
from playwright.sync_api import Page

from tests.journeys.reader import Opened, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.xdist_group("browser")]
RESIDENT_ID = "11010519491231002X"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PHONE = {"width": 390, "height": 900}


def go_on(page: Page, to: str) -> None:
    page.click("button[value=on]")
    page.wait_for_url(f"**/requests/new/{to}/**")


def asked(page: Page) -> None:
    """From the home page to the first question."""
    page.goto("/")
    page.click("a.door:has-text('申请公开')")
    page.click("main a[href='/requests/new/']")
    page.fill("#asked", "青川区公共租赁住房配租结果")
    page.press("#asked", "Enter")
    page.click("main form[method=post] button:has-text('提出申请')")
    page.wait_for_url("**/requests/new/information/")


def to_identity(page: Page) -> None:
    page.fill("[name=description]", "2025年青川区公共租赁住房配租结果")
    page.click("button[value=on]")
    if page.url.endswith("/public/"):
        page.click("main .actions .btn")
    page.check("[value=person]")
    go_on(page, "identity")


def to_check(page: Page) -> None:
    asked(page)
    to_identity(page)
    page.fill("[name=applicant_name]", "李明")
    page.fill("[name=identity_number]", RESIDENT_ID)
    go_on(page, "delivery")
    page.check("[value=pick_up]")
    go_on(page, "contact")
    page.fill("[name=phone]", "13800138000")
    go_on(page, "check")


def test_a_request_is_filed_and_followed_without_javascript(opened: Opened):
    page = opened(java_script_enabled=False, viewport=PHONE).new_page()
    asked(page)
    to_identity(page)
    page.set_input_files("[name=uploads]", {"name": "证明.pdf", "mimeType": "application/pdf", "buffer": PDF})
    page.fill("[name=applicant_name]", "李明")
    page.click("button[value=on]")
    assert "证件号码：请填写此项" in page.inner_text(".error-summary")
    assert page.input_value("[name=applicant_name]") == "李明"
    assert "证明.pdf" in page.inner_text("#files")

    page.click("button[value=back]")
    page.wait_for_url("**/applicant/")
    page.go_back()
    assert page.url.endswith("/identity/?review=1")
    assert page.input_value("[name=applicant_name]") == "李明"
    page.fill("[name=identity_number]", RESIDENT_ID)
    go_on(page, "delivery")
    page.check("[value=email]")
    go_on(page, "contact")
    page.fill("[name=phone]", "13800138000")
    page.click("button[value=on]")
    assert "您选择以电子邮件获取，请填写电子邮箱" in page.inner_text(".error-summary")
    page.fill("[name=email]", "li@example.com")
    go_on(page, "check")
    page.click(".summary-list a[href*='id_phone']")
    page.fill("[name=phone]", "13900139000")
    go_on(page, "check")
    for words in ("2025年青川区公共租赁住房配租结果", "13900139000", "证明.pdf"):
        assert words in page.inner_text("main")
    page.click("button:has-text('提交申请')")

    page.wait_for_url("**/requests/receipt/")
    number, secret = (page.inner_text(place).strip() for place in (".receipt-number", ".receipt code"))
    assert number.startswith("YK")
    assert page.locator(".strip-days .day-due").count() == 1

    page.goto("/requests/status/")
    page.fill("[name=number]", number)
    page.fill("[name=secret]", secret)
    page.click("main button[type=submit]")
    assert number in page.inner_text("main")


def test_the_keyboard_alone_files_a_request(opened: Opened):
    page = opened().new_page()
    page.goto("/requests/new/")
    page.focus("#asked")
    page.keyboard.type("租赁住房配租结果清册")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    press(page, "提出申请")
    type_into(page, "description", "2025年青川区公共租赁住房配租结果")
    press(page, "继续")
    if page.url.endswith("/public/"):
        press(page, "都不是，继续申请")
    choose_first(page, "applicant_kind")
    press(page, "继续")
    type_into(page, "applicant_name", "李明")
    type_into(page, "identity_number", RESIDENT_ID)
    press(page, "继续")
    choose_first(page, "delivery_form")
    press(page, "继续")
    type_into(page, "phone", "13800138000")
    type_into(page, "email", "li@example.com")
    press(page, "继续")
    press(page, "提交申请")

    assert page.url.endswith("/requests/receipt/")


def tab_to(page: Page, found: str) -> None:
    """Tabs until the focused thing is the wanted one; two hundred times is once around any page."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate(f"(() => {{ const here = document.activeElement; return {found}; }})()"):
            visible = page.evaluate("getComputedStyle(document.activeElement).outlineStyle !== 'none'")
            assert visible, f"no focus ring on {found}"
            return
    pytest.fail(f"the keyboard does not reach {found} on {page.url}")


def type_into(page: Page, name: str, text: str) -> None:
    tab_to(page, f"here.name === '{name}'")
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def choose_first(page: Page, name: str) -> None:
    tab_to(page, f"here.name === '{name}'")
    page.keyboard.press("Space")


def press(page: Page, label: str) -> None:
    tab_to(page, f"/^(BUTTON|A)$/.test(here.tagName) && here.textContent.trim().includes('{label}')")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_what_is_typed_is_saved_while_one_types(opened: Opened):
    context = opened()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    asked(page)
    with page.expect_response("**/autosave/") as saving:
        page.type("[name=document_number]", "云建发〔2025〕12号")

    assert saving.value.status == 200
    page.wait_for_function("document.querySelector('#saved').textContent.includes('已保存')")
    fresh = context.new_page()
    fresh.goto("/requests/new/information/")
    assert fresh.input_value("[name=document_number]") == "云建发〔2025〕12号"
    assert complaints == []


def test_searching_works_without_javascript(opened: Opened):
    page = opened(java_script_enabled=False).new_page()
    page.goto("/")
    page.fill("main [name=q]", "公租房")
    page.press("main [name=q]", "Enter")

    assert page.locator(".row-item").count() > 0
    page.click(".facets-wide .facet a >> nth=0")
    assert page.locator(".chosen a").count() > 0
    page.click(".row-item a >> nth=0")
    assert page.locator("h1").count() == 1


def test_an_opinion_on_one_clause_is_given_without_javascript(opened: Opened):
    page = opened(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto("/consultations/?standing=open")
    page.click(".countdown a >> nth=0")
    page.click("a[href*='?clause='] >> nth=0")
    quoted = page.inner_text(".clause-quoted")
    page.fill("[name=text]", "好")
    page.click("main form[method=post] button[type=submit]")
    assert "至少5个字" in page.inner_text(".error-summary")
    assert page.inner_text(".clause-quoted") == quoted

    page.fill("[name=text]", "建议把申请材料减少为三份。")
    page.click("main form[method=post] button[type=submit]")
    page.wait_for_url("**/consultations/receipts/**")
    assert re.match(r"YJ-", page.inner_text(".receipt-number"))


@pytest.mark.parametrize("mode", ["", "elder", "contrast.dark"])
def test_every_page_of_the_form_is_accessible_and_fits_its_window(opened: Opened, mode: str):
    page = opened(mode=mode, viewport=PHONE).new_page()
    found: dict[str, object] = {}

    def look(name: str) -> None:
        said = violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        if said or wide:
            found[name] = (wide, said)

    asked(page)
    look("information")
    to_identity(page)
    page.set_input_files("[name=uploads]", {"name": "空.pdf", "mimeType": "application/pdf", "buffer": b"x"})
    page.click("button[value=on]")
    look("identity with errors")
    for slug in ("applicant", "delivery", "contact"):
        page.goto(f"/requests/new/{slug}/")
        look(slug)
    page.goto("/requests/new/")
    page.click("button:has-text('删除这份草稿')")
    to_check(page)
    look("check")
    page.click("button:has-text('提交申请')")
    number = page.inner_text(".receipt-number").strip()
    look("receipt")
    page.goto(f"/requests/status/{number}/")
    look("status")

    assert number.startswith("YK")
    assert found == {}


def test_suggestions_come_with_the_first_step_into_the_search_field(opened: Opened):
    page = opened().new_page()
    page.goto("/")
    assert not page.evaluate("'htmx' in window"), "most readers of the home page search for nothing"

    page.fill("#search-large", "住房")

    option = page.locator("#search-large-options [role=option]").first
    option.wait_for()
    page.press("#search-large", "ArrowDown")
    assert option.get_attribute("aria-selected") == "true"
    page.type("#search-large", "保障")
    page.press("#search-large", "Escape")
    page.press("#search-large", "Enter")
    page.wait_for_url("**/search/?q=*")
