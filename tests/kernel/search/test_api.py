"""The search as an interface for programs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from portal.kernel.people.models import Department
from portal.kernel.search.models import SynonymGroup
from tests.factories.people import DepartmentFactory

Make = Callable[..., Department]


def ask(client: Client, **asked: object) -> Any:
    answer = client.get("/api/v1/search", asked)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_it_answers_with_hits_facets_and_the_next_page(client: Client, thing: Make) -> None:
    for n in range(3):
        thing(f"物业{n}", "住宅物业管理", on=f"2024-01-0{n + 1}")

    answer = ask(client, q="物业", size=2, order="date")
    rest = ask(client, q="物业", order="date", cursor=answer["next_cursor"])

    assert answer["total"] == 3
    assert [hit["title"] for hit in answer["hits"]] == ["物业2", "物业1"]
    assert answer["hits"][0]["snippet_html"] == "住宅<mark>物业</mark>管理"
    assert answer["hits"][0]["published_on"] == "2024-01-03"
    assert [hit["title"] for hit in rest["hits"]] == ["物业0"]
    assert answer["facets"][0]["options"] == [{"value": "tests.thing", "label": "测试内容", "count": 3}]


def test_it_speaks_the_language_of_the_page(client: Client, thing: Make) -> None:
    office = DepartmentFactory(name="物业处", short_name="物业处")
    thing("物业管理条例", on="2023-05-20", parent=office)
    thing("物业收费办法", on="2024-05-20", number="云建〔2024〕7号")
    thing("住宅公约", "物业", on="2024-08-20")

    def titles(text: str) -> list[str]:
        return [hit["title"] for hit in ask(client, q=text, order="date")["hits"]]

    assert titles("物业") == ["住宅公约", "物业收费办法", "物业管理条例"]
    assert titles("标题:物业") == ["物业收费办法", "物业管理条例"]
    assert titles("物业 -收费") == ["住宅公约", "物业管理条例"]
    assert titles("物业 2024年") == ["住宅公约", "物业收费办法"]
    assert titles("物业 2024年5月..2024年7月") == ["物业收费办法"]
    assert titles("物业 部门:物业处") == ["物业管理条例"]
    assert titles("物业 年份:2024") == ["住宅公约", "物业收费办法"]
    assert titles("2023年") == ["物业管理条例"]
    assert ask(client, q="云建[2024]7号")["bearers"][0]["title"] == "物业收费办法"


def test_it_says_what_it_looked_for_besides_and_what_may_have_been_meant(client: Client, thing: Make) -> None:
    thing("公共租赁住房管理办法")
    SynonymGroup.objects.create(words=["公租房", "公共租赁住房"], folded=["公租房", "公共租赁住房"])

    widened = ask(client, q="公租房")
    literal = ask(client, q="公租房", synonyms="false")

    assert widened["also"] == [{"word": "公租房", "others": ["公共租赁住房"]}]
    assert literal["also"] == []
    assert "管理办法" in ask(client, q="管里办法")["corrections"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"cursor": "x"},
        {"size": "0"},
        {"size": "1000000"},
        {"order": "sideways"},
        {"synonyms": "perhaps"},
        {"kind": "nonsense"},
        {"department": "9" * 30},
        {"year": "20x4"},
        {"topic": "没有"},
        {"validity": "forever"},
        {"colour": "red"},
    ],
)
def test_a_malformed_question_is_refused_with_the_field_named(
    client: Client, thing: Make, wrong: dict[str, str]
) -> None:
    answer = client.get("/api/v1/search", {"q": "物业", **wrong})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"] == next(iter(wrong))
    assert any("\u4e00" <= character <= "\u9fff" for character in answer.json()["errors"][0]["detail"])


def test_an_unknown_parameter_is_told_the_known_ones(client: Client, db: None) -> None:
    detail = client.get("/api/v1/search", {"depatment": "1"}).json()["errors"][0]["detail"]

    assert "department" in detail


def test_nothing_asked_is_answered_with_a_hint(client: Client, db: None) -> None:
    assert "请输入要查找的内容" in ask(client)["notices"][0]


@pytest.mark.parametrize("typed", ["物业", "wygl", "wuye"])
def test_it_suggests(client: Client, thing: Make, typed: str) -> None:
    made = thing("物业管理条例", is_active=False)

    answer = client.get("/api/v1/search/suggest", {"q": typed}).json()

    assert "物业管理" in [each["text"] for each in answer]
    if typed == "物业":
        assert {
            "kind": "title",
            "kind_label": "标题",
            "text": "物业管理条例",
            "fill": "物业管理条例",
            "url": f"/things/{made.pk}/",
        } in answer


@pytest.mark.parametrize("wrong", [{"size": "0"}, {"size": "x"}, {"prefix": "物业"}])
def test_a_malformed_keystroke_is_refused(client: Client, db: None, wrong: dict[str, str]) -> None:
    answer = client.get("/api/v1/search/suggest", wrong)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"] == next(iter(wrong))


def test_suggestions_are_kept_until_something_becomes_public(client: Client, db: None) -> None:
    first = client.get("/api/v1/search/suggest", {"q": "物业"})
    again = client.get("/api/v1/search/suggest", {"q": "物业"}, HTTP_IF_NONE_MATCH=first["ETag"])

    assert again.status_code == 304
    assert "must-revalidate" in first["Cache-Control"]


def test_the_language_is_documented(client: Client, db: None) -> None:
    schema = client.get("/api/schema/", HTTP_ACCEPT="application/json").json()

    search = schema["paths"]["/api/v1/search"]["get"]
    assert "近三年" in search["description"]
    assert {"q", "order", "size", "cursor", "synonyms", "kind", "department", "validity"} <= {
        parameter["name"] for parameter in search["parameters"]
    }
    assert "zfbz" in schema["paths"]["/api/v1/search/suggest"]["get"]["description"]
