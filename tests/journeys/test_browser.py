"""Every type of page in a real browser, over the trial's content: answers, scripts, widths, accessibility."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from portal.front.demo.bureau import PASSWORD
from tests.journeys.reader import Opened, violations
from tests.journeys.tour import Stop, public_tour, staff_tour

# The mark `django_db` has the test database made; what the server shows is committed by the fixture `site`.
# One worker shows them all: the content of the trial takes longer to load than a page to look at.
pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.xdist_group("browser")]
WIDTHS = (1280, 390)
#: Pages looked at in every reading mode; the others share their parts.
KEY_PAGES = {
    *("home", "platform", "disclosure-detail", "policies-list", "policies-detail", "consultations-detail"),
    *("search-hits", "requests-new", "workdays-answer", "workdays-refused", "login"),
}
MODES = ("elder", "dark", "contrast", "contrast.dark")


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
