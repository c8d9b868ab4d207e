"""Rendered pages are kept for readers who bring nothing of their own, and never outlive what they show."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory

from disclosure.filters import ItemFilter
from policies.filters import DocumentFilter
from portal.kernel.publishing import content_version
from portal.kernel.publishing.conditional import public_page
from portal.kernel.publishing.kept_pages import KNOWN_WORDS
from portal.kernel.search import filters as search_filters

pytestmark = pytest.mark.django_db


class Page:
    """A view that counts how often it was rendered."""

    def __init__(self) -> None:
        self.rendered = 0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.rendered += 1
        return HttpResponse(f"第{self.rendered}次")


@pytest.fixture(autouse=True)
def keeping(settings):
    settings.PAGE_CACHE_SECONDS = 60
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def page() -> Page:
    return Page()


def ask(page, path="/policies/", *, cookies=None, **extra) -> HttpResponse:
    request = RequestFactory().get(path, **extra)
    request.COOKIES.update(cookies or {})
    return public_page(page)(request)


def test_it_renders_a_page_once_for_all_anonymous_readers(page):
    answers = [ask(page), ask(page)]

    assert page.rendered == 1
    assert [answer.content.decode() for answer in answers] == ["第1次", "第1次"]
    assert answers[0]["ETag"] == answers[1]["ETag"]


def test_it_renders_anew_after_a_release(page):
    ask(page)

    content_version.bump()

    assert ask(page).content.decode() == "第2次"


@pytest.mark.parametrize("path", ["/policies/?utm_source=x", "/policies/?q=a&invented=1"])
def test_it_keeps_nothing_under_an_invented_word(page, path):
    ask(page, path)
    ask(page, path)

    assert page.rendered == 2


def test_it_keeps_a_page_for_each_way_of_reading(page):
    ask(page)

    assert ask(page, cookies={"reading": "dark"}).content.decode() == "第2次"
    assert ask(page, cookies={"reading": "dark"}).content.decode() == "第2次"


@pytest.mark.parametrize("cookie", [settings.SESSION_COOKIE_NAME, "messages", "anything"])
def test_it_neither_reads_nor_fills_for_a_reader_with_a_cookie_of_his_own(page, cookie):
    ask(page)

    assert ask(page, cookies={cookie: "1"}).content.decode() == "第2次"
    assert ask(page).content.decode() == "第1次"


def test_it_keeps_pages_of_two_host_names_apart(page, settings):
    settings.ALLOWED_HOSTS = ["one.test", "two.test"]
    ask(page, HTTP_HOST="one.test")

    assert ask(page, HTTP_HOST="two.test").content.decode() == "第2次"


def test_it_never_keeps_a_form_with_its_token():
    tokens = []

    def form(request: HttpRequest) -> HttpResponse:
        tokens.append(get_token(request))
        return HttpResponse(tokens[-1])

    for _ in range(2):
        ask(form)

    assert len(tokens) == 2


@pytest.mark.parametrize("status", [404, 410, 500])
def test_it_keeps_only_pages_that_are_there(status):
    rendered = []

    def gone(request: HttpRequest) -> HttpResponse:
        rendered.append(1)
        return HttpResponse("", status=status)

    ask(gone)
    ask(gone)

    assert len(rendered) == 2


def test_every_filter_of_a_public_list_is_known():
    of_lists = {*ItemFilter.base_filters, *DocumentFilter.base_filters, "cursor"}
    of_the_search = {*search_filters.NAMES, "q", "cursor", "order", "exact"}

    assert of_lists | of_the_search <= KNOWN_WORDS


def test_the_proxy_knows_the_same_query_words():
    rules = (Path(settings.BASE_DIR) / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    listed = re.search(r'"~\^\(\?:\(\?:([a-z|_]+)\)=', rules)

    assert listed
    assert set(listed[1].split("|")) == KNOWN_WORDS


def test_the_proxy_keeps_a_page_for_a_second_and_sends_nobody_an_older_one():
    rules = (Path(settings.BASE_DIR) / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    pages = rules[rules.index("location / {") :]

    assert re.findall(r"proxy_cache_valid (.+);", pages) == ["200 404 410 1s"]
    assert "proxy_cache_background_update" not in rules
