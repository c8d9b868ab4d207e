"""Every type of page in a real browser, over the trial's content: answers, scripts, widths, accessibility."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from portal.front.demo.bureau import PASSWORD
from tests.journeys.reader import READABLE, READABLE_WITH_EASE, Opened, too_wide, violations
from tests.journeys.tour import Stop, public_tour, staff_tour

# The mark `django_db` has the test database made; what the server shows is committed by the fixture `site`.
# One worker shows them all: the content of the trial takes longer to load than a page to look at.
pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.xdist_group("browser")]
MODES = ("elder", "dark", "contrast", "contrast.dark")

#: How many points of a drawing have a colour.
PAINTED = """canvas => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let painted = 0;
  for (let at = 3; at < data.length; at += 4) painted += data[at] > 0;
  return painted;
}"""


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

    def visit(self, stop: Stop, note: str) -> bool:
        """Opens the page; whether it is the one that was expected."""
        self._where, self._auditing = f"{stop.name} ({note})", False
        answer = self.page.goto(stop.path)
        if answer is None or answer.status != stop.status:
            self.complaints.append(f"{self._where}: {stop.path} answers {answer and answer.status}")
            return False
        return True

    def audit(self, note: str = "", *, rules: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> None:
        """What axe says of the page as it is set now."""
        self._auditing = True
        said = violations(self.page, rules=rules, without=without)
        self.complaints += [f"{self._where} {note}: {each}" for each in said]

    def measure(self, *widths: int) -> None:
        """Whether it fits its window."""
        self.complaints += [f"{self._where}: {each}" for each in too_wide(self.page, *widths)]


def test_every_public_page_has_no_barrier_in_normal_dark_and_contrast(opened: Opened):
    context = opened()
    walk = Walk(context.new_page())

    for stop in public_tour(read(context)):
        if walk.visit(stop, "1280"):
            walk.audit()
            # Dark and contrast change colours and nothing else, so the page need not be fetched again for them.
            walk.page.emulate_media(color_scheme="dark")
            walk.audit("dark", rules=READABLE)
            walk.page.evaluate("document.documentElement.dataset.contrast = 'high'")
            walk.audit("contrast.dark", rules=READABLE_WITH_EASE)
            walk.page.emulate_media(color_scheme="light")
            walk.audit("contrast", rules=READABLE_WITH_EASE)

    assert not walk.complaints, "\n".join(walk.complaints)


@pytest.mark.parametrize("mode", ["", "elder"])
def test_every_public_page_fits_a_telephone_and_has_no_barrier_for_the_old(opened: Opened, mode: str):
    context = opened(mode=mode, viewport={"width": 390, "height": 900})
    walk = Walk(context.new_page())

    for stop in public_tour(read(context)):
        if walk.visit(stop, mode or "telephone"):
            if mode:
                # The colours are those of the normal page, where they were looked at.
                walk.audit(without=READABLE)
            walk.measure(320, 390)

    assert not walk.complaints, "\n".join(walk.complaints)


@pytest.mark.parametrize("mode", ["dark", "contrast", "contrast.dark"])
def test_the_cookie_sets_the_same_colours_as_were_looked_at(opened: Opened, mode: str):
    page = opened(mode=mode).new_page()
    page.goto("/")

    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert paper == {"dark": "rgb(20, 25, 31)", "contrast": "rgb(255, 255, 255)"}.get(mode, "rgb(0, 0, 0)")
    assert violations(page, rules=READABLE if mode == "dark" else READABLE_WITH_EASE) == []


@pytest.mark.parametrize("mode", ["", "dark"])
def test_charts_are_drawn_from_their_tables_when_they_come_into_view(opened: Opened, mode: str):
    page = opened(mode=mode).new_page()
    walk = Walk(page)
    walk.visit(Stop("home", "/"), mode or "charts")
    drawings = page.locator(".chart-drawing")
    wanted = drawings.count()
    assert wanted
    assert page.locator(".chart-drawing canvas").count() == 0

    for drawing in drawings.all():
        drawing.scroll_into_view_if_needed()
        canvas = drawing.locator("canvas")
        canvas.wait_for()
        # Bars and lines of the page's blue, not an empty sheet.
        assert page.evaluate(PAINTED, canvas.element_handle()) > 200

    assert page.locator(".chart-drawing canvas").count() == wanted
    assert not walk.complaints, "\n".join(walk.complaints)


@pytest.mark.parametrize(("width", "mode"), [(1280, ""), (390, ""), (390, "elder")])
def test_the_desks_answer_and_fit_their_window(opened: Opened, width: int, mode: str):
    context = opened(mode=mode, viewport={"width": width, "height": 900})
    walk = Walk(signed_in(context, "office"))

    for stop in staff_tour(read(context)):
        if walk.visit(stop, f"{width} {mode}"):
            walk.measure(width)
            if width == 1280:
                walk.audit()

    assert not walk.complaints, "\n".join(walk.complaints)
