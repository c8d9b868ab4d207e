"""Photographs every type of page of a running trial: `python -m benchmarks.screenshots URL FOLDER [NAME...]`."""

import argparse
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
#: Only when asked for: wishes that meet.
MORE_MODES = {"elder-dark": "elder.dark", "contrast": "contrast", "contrast-dark": "contrast.dark"}
SETTLING_MS = 250
#: The office sees the most.
STAFF = "office"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def main() -> int:
    """Writes one PNG for each page, width and mode, a contact sheet of each mode, and `index.html` with all of them."""
    asked = _asked()
    url, folder, names = asked.url, asked.folder, set(asked.names)
    folder.mkdir(parents=True, exist_ok=True)
    made: dict[str, list[str]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for mode in asked.mode or MODES:
            cookie = (MODES | MORE_MODES)[mode]
            of_mode: dict[str, list[str]] = {}
            for width in asked.width or WIDTHS:
                for name, picture in photograph(browser, url.rstrip("/"), folder, mode, cookie, width, names):
                    made.setdefault(name, []).append(picture)
                    of_mode.setdefault(name, []).append(picture)
                    print(picture, flush=True)
            print(contact_sheet(browser, folder, mode, of_mode))
        browser.close()
    (folder / "index.html").write_text(album(url, made), encoding="utf-8")
    print(folder / "index.html")
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.screenshots", description=__doc__)
    parser.add_argument("url")
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", help="only these pages of the tour")
    parser.add_argument("--mode", action="append", choices=[*MODES, *MORE_MODES], help="only this way of reading")
    parser.add_argument("--width", action="append", type=int, help="only this width of the window")
    return parser.parse_args()


def contact_sheet(browser: Browser, folder: Path, mode: str, made: dict[str, list[str]]) -> Path:
    """The heads of all pages of a mode side by side in one picture, set and photographed by the browser itself."""
    cells = "".join(
        f"<figure><figcaption>{name}</figcaption><div>"
        + "".join(f"<span class='w{_width_of(picture)}'><img src='{picture}' alt=''></span>" for picture in pictures)
        + "</div></figure>"
        for name, pictures in made.items()
    )
    style = (
        "body{margin:24px;display:grid;grid-template-columns:repeat(4,auto);gap:24px;"
        "font:14px sans-serif;background:#8a929b}"
        "figure{margin:0}div{display:flex;gap:6px}span{display:block;height:460px;overflow:hidden;background:#fff}"
        "img{display:block;width:100%}.w1280{width:400px}.w390{width:150px}"
    )
    page = folder / f"contact-{mode}.html"
    page.write_text(f"<!DOCTYPE html><meta charset='utf-8'><style>{style}</style>{cells}", encoding="utf-8")
    context = browser.new_context(viewport={"width": 2400, "height": 1200})
    sheet = context.new_page()
    sheet.goto(page.resolve().as_uri())
    picture = folder / f"contact-{mode}.png"
    sheet.screenshot(path=picture, full_page=True)
    context.close()
    page.unlink()
    return picture


def _width_of(picture: str) -> str:
    return picture.rpartition("-")[2].removesuffix(".png")


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
        # Charts are drawn when they come into view.
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_timeout(SETTLING_MS)
        page.evaluate("scrollTo(0, 0)")
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


def album(url: str, made: dict[str, list[str]]) -> str:
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
    sys.exit(main())
