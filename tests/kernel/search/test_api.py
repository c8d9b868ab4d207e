"""The search as an interface for programs."""

from collections.abc import Callable

import pytest
from django.test import Client

from portal.kernel.people.models import Department


def test_it_answers_with_hits_facets_and_the_next_page(client: Client, thing: Callable[..., Department]) -> None:
    for n in range(3):
        thing(f"物业{n}", "住宅物业管理", on=f"2024-01-0{n + 1}")

    answer = client.get("/api/v1/search", {"q": "物业", "size": 2, "order": "date"}).json()
    rest = client.get("/api/v1/search", {"q": "物业", "order": "date", "cursor": answer["next_cursor"]}).json()

    assert answer["total"] == 3
    assert [hit["title"] for hit in answer["hits"]] == ["物业2", "物业1"]
    assert answer["hits"][0]["snippet_html"] == "住宅<mark>物业</mark>管理"
    assert [hit["title"] for hit in rest["hits"]] == ["物业0"]
    assert answer["facets"][0]["options"] == [{"value": "tests.thing", "label": "测试内容", "count": 3}]


@pytest.mark.parametrize("wrong", [{"cursor": "x"}, {"size": "0"}, {"size": "1000000"}, {"order": "sideways"}])
def test_a_malformed_question_is_refused_with_the_field_named(
    client: Client, thing: Callable[..., Department], wrong: dict[str, str]
) -> None:
    answer = client.get("/api/v1/search", {"q": "物业", **wrong})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"] == next(iter(wrong))


def test_nothing_asked_is_answered_with_a_hint(client: Client, db: None) -> None:
    answer = client.get("/api/v1/search")

    assert answer.status_code == 200
    assert "请输入要查找的内容" in answer.json()["notices"][0]


def test_it_suggests_titles(client: Client, thing: Callable[..., Department]) -> None:
    thing("物业管理条例")

    assert client.get("/api/v1/search/suggest", {"prefix": "物业"}).json() == ["物业管理条例"]
