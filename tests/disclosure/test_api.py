"""Items as an interface: the same words as the pages."""

import pytest

from tests.factories.attachments import attached
from tests.factories.disclosure import ItemFactory
from tests.factories.taxonomy import TopicFactory

pytestmark = pytest.mark.django_db
ITEMS = "/api/v1/disclosure/items"


def test_a_line_says_what_a_program_needs(client):
    item = ItemFactory(published=True, document_number="云建〔2026〕12号", summary="概述")

    answer = client.get(ITEMS).json()

    assert answer == {
        "next": None,
        "previous": None,
        "results": [
            {
                "id": item.pk,
                "index_number": item.index_number,
                "title": item.title,
                "document_number": "云建〔2026〕12号",
                "organ": "云州市住房和城乡建设局",
                "formed_on": "2026-02-02",
                "published_at": "2026-03-03T09:00:00+08:00",
                "summary": "概述",
                "department": {"code": item.department.code, "name": item.department.name},
                "column": {"slug": item.column.slug, "name": item.column.name},
                "url": item.get_absolute_url(),
            }
        ],
    }


def test_an_item_comes_with_text_topics_and_files(client, desk):
    item = ItemFactory(created_by=desk.clerk, topics=[TopicFactory(slug="zufang", name="租房")])
    file = attached(item)
    desk.publish(item)

    answer = client.get(f"{ITEMS}/{item.pk}").json()

    assert answer["body"] == item.body
    assert answer["topics"] == [{"slug": "zufang", "name": "租房"}]
    assert answer["attachments"] == [
        {
            "name": file.name,
            "url": file.get_absolute_url(),
            "size": file.size,
            "media_type": file.media_type,
            "sha256": file.sha256,
        }
    ]


def test_paging_goes_on_and_back(client):
    for _ in range(5):
        ItemFactory(published=True)

    first = client.get(ITEMS, {"size": 2}).json()
    second = client.get(first["next"]).json()
    back = client.get(second["previous"]).json()

    assert len(first["results"]) == len(second["results"]) == 2
    assert back["results"] == first["results"]


@pytest.mark.parametrize(
    ("query", "attr"),
    [
        ({"cursor": "forged"}, "cursor"),
        ({"size": "0"}, "size"),
        ({"size": "101"}, "size"),
        ({"size": "many"}, "size"),
        ({"column": "nothing"}, "column"),
        ({"year": "abc"}, "year"),
    ],
)
def test_a_malformed_question_is_a_400_that_names_the_parameter(client, query, attr):
    response = client.get(ITEMS, query)

    assert response.status_code == 400
    assert [error["attr"] for error in response.json()["errors"]] == [attr]


def test_filters_are_those_of_the_page(client):
    chosen, _ = ItemFactory(published=True), ItemFactory(published=True)

    answer = client.get(ITEMS, {"column": chosen.column.slug}).json()

    assert [line["id"] for line in answer["results"]] == [chosen.pk]


def test_nothing_can_be_written(client):
    item = ItemFactory(published=True)

    for method in ("post", "put", "patch", "delete"):
        response = getattr(client, method)(f"{ITEMS}/{item.pk}", content_type="application/json")
        assert response.status_code in (403, 405)


def test_the_list_costs_the_same_for_few_and_many(client, django_assert_num_queries):
    ItemFactory(published=True)
    with django_assert_num_queries(2):  # what is due, the items
        client.get(ITEMS)

    for _ in range(10):
        ItemFactory(published=True)
    with django_assert_num_queries(2):
        client.get(ITEMS)


@pytest.mark.parametrize("pk", ["999999", "99999999999999999999999", "abc"])
def test_what_is_not_there_is_a_404(client, pk):
    assert client.get(f"{ITEMS}/{pk}").status_code == 404
