"""A real browser, where there is one. CI sets REQUIRE_BROWSER so that a missing browser fails instead of hiding."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from portal.kernel.deadlines.services import calendar
from tests.journeys.reader import Opened

CANDIDATES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str | None:
    """The chromium named in CHROMIUM, or the first one on the path."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    return next((path for path in map(shutil.which, CANDIDATES) if path), None)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: they fill the database for a whole file and empty it again."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = find_chromium()
    if executable is None:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail("REQUIRE_BROWSER is set, but no chromium was found.")
        pytest.skip("NO BROWSER: install chromium to run the browser tests.")
    # Playwright keeps an event loop in this thread; Django's guard against that is meant for servers.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield chromium
        chromium.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def site(browser: Browser, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The trial's content behind a real server, loaded once for all tests in a browser."""
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
