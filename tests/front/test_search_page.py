"""The search page."""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from portal.kernel.search.tally import tally


@pytest.fixture
def _documents(tmp_path: Path, db: None) -> None:
    for n in range(23):
        text = f"关于停车管理第{n}项的通知\n各处室：\n请做好停车场、停车位的管理。\n{2020 + n % 3}年5月20日\n"
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
    call_command("import_documents", str(tmp_path), "--as", "policies.document", "--publish", verbosity=0)


@pytest.mark.usefixtures("_documents")
def test_results_facets_and_the_next_page(client: Client) -> None:
    first = client.get("/search/", {"q": "停车"})
    text = first.content.decode()
    more = client.get("/search/", {"q": "停车", "cursor": first.context["found"].next_cursor})

    assert "共 23 条" in text
    assert "?q=%E5%81%9C%E8%BD%A6&amp;year=2021" in text
    assert len(first.context["found"].hits) == 20
    assert len(more.context["found"].hits) == 3
    assert "回到第一页" in more.content.decode()


@pytest.mark.usefixtures("_documents")
def test_a_chosen_year_is_a_chip_that_can_be_taken_off(client: Client) -> None:
    text = client.get("/search/", {"q": "停车", "year": "2021"}).content.decode()

    assert "共 8 条" in text
    assert '<a href="?q=%E5%81%9C%E8%BD%A6"><span class="visually-hidden">去掉条件：</span>年份：2021年' in text


@pytest.mark.usefixtures("_documents")
def test_a_filter_typed_among_the_words_can_be_taken_off_too(client: Client) -> None:
    text = client.get("/search/", {"q": "停车 年份:2021", "order": "date"}).content.decode()

    assert "共 8 条" in text
    taken_off = (
        '<a href="?q=%E5%81%9C%E8%BD%A6&amp;order=date"><span class="visually-hidden">去掉条件：</span>年份：2021年'
    )
    assert taken_off in text


@pytest.mark.usefixtures("_documents")
def test_nothing_found_offers_ways_on(client: Client) -> None:
    text = client.get("/search/", {"q": "飞船票价"}).content.decode()

    assert "没有找到相关内容" in text
    assert "分别查找：" in text
    assert "可以依法申请公开" in text


@pytest.mark.parametrize("text", ["", "！？", "😀", '"', "x" * 2000, "'; DROP TABLE x; --", "\x00\x1b", "<b>x</b>"])
def test_anything_typed_gets_a_page(client: Client, db: None, text: str) -> None:
    answer = client.get("/search/", {"q": text})

    assert answer.status_code == 200
    assert "<b>x</b>" not in answer.content.decode()


def test_a_forged_page_mark_is_refused(client: Client, db: None) -> None:
    assert client.get("/search/", {"q": "停车", "cursor": "r1;2"}).status_code == 400


def test_the_page_sets_no_cookie(client: Client, db: None) -> None:
    assert not client.get("/search/", {"q": "停车"}).cookies


@pytest.mark.usefixtures("_documents")
def test_a_search_answered_from_the_kept_page_is_counted_like_the_first(client: Client, settings, monkeypatch) -> None:
    settings.PAGE_CACHE_SECONDS = 60
    cache.clear()
    counted = []
    monkeypatch.setattr(tally, "searched", lambda text, *, found, on: counted.append((text, found)))

    for words in ("停车", "停车", "飞船"):
        client.get("/search/", {"q": words})
    cache.clear()

    assert counted == [("停车", True), ("停车", True), ("飞船", False)]
