"""Every type of page in a real browser, over the trial's content: answers, scripts, widths, accessibility."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from portal.front.demo.bureau import PASSWORD
from portal.kernel.deadlines.services import calendar
from tests.journeys.tour import Stop, public_tour, staff_tour

# The mark `django_db` has the test database made; what the server shows is committed by the fixture `site`.
# One worker shows them all: the content of the trial takes longer to load than a page to look at.
pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.xdist_group("browser")]
WIDTHS = (1280, 390)
#: Pages looked at in every reading mode; the others share their parts.
KEY_PAGES = {
    *("home", "platform", "disclosure-detail", "policies-list", "policies-detail", "consultations-detail"),
    *("search-hits", "requests-person", "workdays-answer", "workdays-refused", "login"),
}
MODES = ("elder", "dark", "contrast", "contrast.dark")
SERIOUS = {"serious", "critical"}
RESIDENT_ID = "11010519491231002X"

Opened = Callable[..., BrowserContext]


@pytest.fixture(scope="module")
def site(browser: Browser, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The trial's content behind a real server, loaded once for all tests of this file."""
    with django_db_blocker.unblock(), override_settings(TRIAL=True):
        _empty()
        call_command("load_demo", verbosity=0)
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()
        _empty()


def _empty() -> None:
    """An empty database with the working-day calendar, as after the migrations."""
    assert connection.settings_dict["NAME"].startswith("test_")
    call_command("flush", verbosity=0, interactive=False)
    calendar.seed()


@pytest.fixture
def opened(browser: Browser, site: str) -> Iterator[Opened]:
    """Opens a reader's browser on the site; closed after the test."""
    contexts: list[BrowserContext] = []

    def open_context(*, mode: str = "", **options: object) -> BrowserContext:
        wishes: dict = {"viewport": {"width": 1280, "height": 900}, **options}
        context = browser.new_context(base_url=site, locale="zh-CN", timezone_id="Asia/Shanghai", **wishes)
        context.set_default_timeout(20_000)
        if mode:
            context.add_cookies([{"name": "reading", "value": mode, "url": site}])
        contexts.append(context)
        return context

    yield open_context
    for context in contexts:
        context.close()


def read(context: BrowserContext) -> Callable[[str], str]:
    """Pages as text, for the tour to find its way."""

    def text(path: str) -> str:
        answer = context.request.get(path)
        return answer.text() if answer.ok else ""

    return text


def signed_in(context: BrowserContext, username: str) -> Page:
    """A member of staff who came in by the door."""
    page = context.new_page()
    page.goto("/accounts/login/")
    page.fill("[name=login]", username)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/workbench/")
    return page


class Walk:
    """Visits pages and gathers every complaint, so that one run tells all of them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self._where = ""
        # Axe styles the page it looks at, which the policy rightly refuses; that is not the page's doing.
        self._auditing = False
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"{self._where}: script error {error}"))

    def _heard(self, message) -> None:
        # That a page which should be missing or refused is so is no error of its own.
        own_status = message.text.startswith("Failed to load resource") and message.location["url"] == self.page.url
        if message.type == "error" and not own_status and not self._auditing:
            self.complaints.append(f"{self._where}: console {message.text}")

    def visit(self, stop: Stop, note: str, *, axe: bool = True, rules: tuple[str, ...] = ()) -> None:
        self._where, self._auditing = f"{stop.name} ({note})", False
        answer = self.page.goto(stop.path)
        if answer is None or answer.status != stop.status:
            self.complaints.append(f"{self._where}: {stop.path} answers {answer and answer.status}")
            return
        wide, visible = self.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        if wide > visible:
            self.complaints.append(f"{self._where}: {wide} px of content in a window of {visible} px")
        if axe:
            self._auditing = True
            self.complaints += [f"{self._where}: {said}" for said in violations(self.page, rules=rules)]


def violations(page: Page, *, rules: tuple[str, ...] = ()) -> list[str]:
    """What axe finds serious or critical, with the first places; only these rules, if any are named."""
    options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{each['id']} ×{len(each['nodes'])}: " + " | ".join(node["html"][:160] for node in each["nodes"][:3])
        for each in found
        if each["impact"] in SERIOUS
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_every_public_page_answers_fits_its_window_and_offends_neither_the_policy_nor_axe(opened: Opened, width: int):
    context = opened(viewport={"width": width, "height": 900})
    walk = Walk(context.new_page())

    for stop in public_tour(read(context)):
        # The same markup at both widths; what differs is layout, which the key pages stand for.
        walk.visit(stop, str(width), axe=width == WIDTHS[0] or stop.name in KEY_PAGES)

    assert not walk.complaints, "\n".join(walk.complaints)


@pytest.mark.parametrize("mode", MODES)
def test_key_pages_are_accessible_in_every_reading_mode(opened: Opened, mode: str):
    context = opened(
        mode=mode, viewport={"width": 390, "height": 900} if mode == "elder" else {"width": 1280, "height": 900}
    )
    walk = Walk(context.new_page())

    for stop in public_tour(read(context)):
        if stop.name in KEY_PAGES:
            # Larger type moves things; the other modes change colours and nothing else.
            walk.visit(stop, mode, rules=() if mode == "elder" else ("color-contrast",))

    assert not walk.complaints, "\n".join(walk.complaints)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_desks_answer_and_fit_their_window(opened: Opened, width: int):
    context = opened(viewport={"width": width, "height": 900})
    walk = Walk(signed_in(context, "office"))

    for stop in staff_tour(read(context)):
        walk.visit(stop, str(width), axe=width == WIDTHS[0])

    assert not walk.complaints, "\n".join(walk.complaints)


def test_a_request_is_filed_and_followed_without_javascript(opened: Opened):
    page = opened(java_script_enabled=False, viewport={"width": 390, "height": 900}).new_page()
    page.goto("/")
    page.click("a.door:has-text('申请公开')")
    page.click("main a[href='/requests/new/']")
    page.click("main a[href*='as=person']")
    page.click("button:has-text('下一步')")
    assert "请填写此项" in page.inner_text("main")

    page.fill("[name=applicant_name]", "李明")
    page.fill("[name=identity_number]", RESIDENT_ID)
    page.fill("[name=phone]", "13800138000")
    page.fill("[name=description]", "2025年青川区公共租赁住房配租结果")
    page.check("[name=delivery_form] >> nth=2")
    page.click("button:has-text('下一步')")
    assert "2025年青川区公共租赁住房配租结果" in page.inner_text("main")
    page.click("button[value=submit]")

    assert page.url.endswith("/requests/receipt/")
    number, secret = (page.inner_text(place).strip() for place in (".receipt-number", ".receipt code"))
    assert number.startswith("YK")

    page.goto("/requests/status/")
    page.fill("[name=number]", number)
    page.fill("[name=secret]", secret)
    page.click("main button[type=submit]")
    assert number in page.inner_text("main")


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


def test_receipt_and_status_of_a_request_are_accessible(opened: Opened):
    page = opened().new_page()
    page.goto("/requests/new/?as=organisation")
    page.fill("[name=applicant_name]", "云州测试有限公司")
    page.select_option("[name=organisation_class]", index=1)
    page.fill("[name=identity_number]", "91110000600037341L")
    page.fill("[name=contact_name]", "周联络")
    page.fill("[name=phone]", "13800138000")
    page.fill("[name=description]", "全市加装电梯补贴发放明细")
    page.check("[name=delivery_form] >> nth=2")
    page.click("button:has-text('下一步')")
    found = {"check": violations(page)}
    page.click("button[value=submit]")
    number = page.inner_text(".receipt-number").strip()
    found["receipt"] = violations(page)
    page.goto(f"/requests/status/{number}/")
    found["status"] = violations(page)

    assert number in page.inner_text("main")
    assert {name: said for name, said in found.items() if said} == {}
