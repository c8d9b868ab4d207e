"""Photographs every type of page of a running trial: `python -m benchmarks.screenshots URL FOLDER [NAME...]`."""

import html
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from portal.front.demo.bureau import PASSWORD
from tests.journeys.tour import Stop, public_tour, staff_tour

WIDTHS = (1280, 390)
MODES = {"normal": "", "elder": "elder", "dark": "dark"}
#: The office sees the most.
STAFF = "office"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def main(url: str, folder: Path, names: set[str]) -> int:
    """Writes one PNG for each page, width and mode, and `index.html` with all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    made: dict[str, list[str]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for mode, cookie in MODES.items():
            for width in WIDTHS:
                for name, picture in photograph(browser, url.rstrip("/"), folder, mode, cookie, width, names):
                    made.setdefault(name, []).append(picture)
                    print(picture)
        browser.close()
    (folder / "index.html").write_text(contact_sheet(url, made), encoding="utf-8")
    print(folder / "index.html")
    return 0


def photograph(
    browser: Browser, url: str, folder: Path, mode: str, cookie: str, width: int, names: set[str]
) -> Iterator[tuple[str, str]]:
    """All pages at one width in one mode."""
    context = browser.new_context(
        base_url=url, locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": width, "height": 900}
    )
    if cookie:
        context.add_cookies([{"name": "reading", "value": cookie, "url": url}])
    page = context.new_page()

    def shoot(stop: Stop) -> tuple[str, str]:
        page.goto(stop.path)
        picture = f"{stop.name}-{mode}-{width}.png"
        page.screenshot(path=folder / picture, full_page=True)
        return stop.name, picture

    def wanted(stops: tuple[Stop, ...]) -> list[Stop]:
        return [stop for stop in stops if stop.status and (not names or stop.name in names)]

    for stop in wanted(public_tour(lambda path: read(context, path))):
        yield shoot(stop)
    page.goto("/accounts/login/")
    page.fill("[name=login]", STAFF)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/workbench/")
    for stop in wanted(staff_tour(lambda path: read(context, path))):
        yield shoot(stop)
    context.close()


def read(context: BrowserContext, path: str) -> str:
    """The text of a page that is there."""
    answer = context.request.get(path)
    return answer.text() if answer.ok else ""


def contact_sheet(url: str, made: dict[str, list[str]]) -> str:
    """One page with every picture, a row for each type of page."""
    rows = "\n".join(
        f"<h2 id='{name}'>{name}</h2><div>"
        + "".join(
            f"<a href='{picture}'><img src='{picture}' alt='{picture}' loading='lazy'></a>" for picture in pictures
        )
        + "</div>"
        for name, pictures in sorted(made.items())
    )
    style = "body{font:16px sans-serif;margin:24px}div{display:flex;gap:12px;overflow:auto;align-items:flex-start}"
    style += "img{height:480px;border:1px solid #ccc}"
    return (
        f"<!DOCTYPE html><html lang='zh-CN'><meta charset='utf-8'><title>{html.escape(url)}</title>"
        f"<style>{style}</style><h1>{html.escape(url)}</h1>\n{rows}\n</html>\n"
    )


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), set(sys.argv[3:])))
