"""The list, the page of an item, the catalogue."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from portal.kernel.publishing.services import release
from portal.kernel.ui import panels
from tests.factories.attachments import attached
from tests.factories.disclosure import ElementFactory, ItemFactory, MatterFactory
from tests.factories.people import DepartmentFactory
from tests.factories.taxonomy import AudienceFactory, ColumnFactory, TopicFactory

pytestmark = pytest.mark.django_db
LIST = "/disclosure/"


def listed(client, **query):
    return re.findall(r'href="/disclosure/(\d+)/"', client.get(LIST, query).content.decode())


def on(day):
    return dt.datetime(2026, 1, day, 2, tzinfo=dt.UTC)


def test_the_newest_stands_first(client):
    old, new = (
        ItemFactory(published=True, released_at=on(5), formed_on=dt.date(2026, 1, 4)),
        ItemFactory(published=True, released_at=on(6), formed_on=dt.date(2026, 1, 4)),
    )

    assert listed(client) == [str(new.pk), str(old.pk)]


def test_filters_narrow_by_column_with_everything_below_topic_department_audience_year_and_matter(client):
    top = ColumnFactory(slug="top")
    topic, audience = TopicFactory(slug="zufang"), AudienceFactory(slug="zuke")
    department, matter = DepartmentFactory(code="D-X"), MatterFactory()
    chosen = ItemFactory(
        published=True,
        column=ColumnFactory(parent=top),
        topics=[topic],
        audiences=[audience],
        department=department,
        matter=matter,
        formed_on=dt.date(2025, 12, 30),
        released_at=dt.datetime(2025, 12, 31, 15, 59, tzinfo=dt.UTC),
    )
    ItemFactory(published=True, released_at=dt.datetime(2026, 3, 3, 1, tzinfo=dt.UTC))

    for query in (
        {"column": "top"},
        {"topic": "zufang"},
        {"audience": "zuke"},
        {"department": "D-X"},
        {"year": "2025"},
        {"matter": matter.pk},
    ):
        assert listed(client, **query) == [str(chosen.pk)], query


def test_the_year_is_the_year_in_shanghai(client):
    item = ItemFactory(
        published=True, formed_on=dt.date(2025, 12, 30), released_at=dt.datetime(2025, 12, 31, 16, tzinfo=dt.UTC)
    )

    assert listed(client, year="2026") == [str(item.pk)]
    assert listed(client, year="2025") == []


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"column": "nothing"}, "没有这个选项"),
        ({"department": "x' OR 1=1"}, "没有这个选项"),
        ({"year": "二〇二六"}, "四位数的年份"),
        ({"year": "99999999999"}, "9000"),
        ({"year": "1e3000"}, ""),
        ({"matter": "-1"}, ""),
        ({"cursor": "forged"}, ""),
        ({"column": "a\x00b"}, ""),
    ],
)
def test_a_filter_or_cursor_that_makes_no_sense_is_a_400_with_words(client, query, words):
    response = client.get(LIST, query)

    assert response.status_code == 400
    assert words in response.content.decode()


def test_unknown_parameters_and_page_numbers_are_ignored(client):
    item = ItemFactory(published=True)

    assert listed(client, page="1000000", utm_source="x") == [str(item.pk)]


def test_the_list_is_paged_without_loss_or_repetition(client):
    column = ColumnFactory()
    department = DepartmentFactory()
    made = [ItemFactory(published=True, column=column, department=department) for _ in range(45)]

    seen, query = [], {}
    while True:
        page = client.get(LIST, query).content.decode()
        seen += re.findall(r'href="/disclosure/(\d+)/"', page)
        following = re.search(r'rel="next" href="\?cursor=([^"&]+)"', page)
        if not following:
            break
        query = {"cursor": following[1].replace("%3A", ":")}

    assert seen == [str(item.pk) for item in reversed(made)]


def test_the_list_costs_the_same_for_few_and_many(client, django_assert_num_queries):
    queries = 6  # content version, page, four facets
    ItemFactory(published=True)
    with django_assert_num_queries(queries):
        client.get(LIST)

    for _ in range(12):
        ItemFactory(published=True, topics=[TopicFactory()])
    with django_assert_num_queries(queries):
        client.get(LIST)


def test_an_empty_list_says_what_to_do(client):
    page = client.get(LIST).content.decode()

    assert "没有符合条件的条目" in page


def test_anonymous_pages_set_no_cookie_and_answer_304_until_something_is_released(client, desk):
    item = ItemFactory(published=True)
    for address in (LIST, item.get_absolute_url(), reverse("disclosure:catalogue")):
        first = client.get(address)
        assert not first.cookies
        again = client.get(address, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304

    release.withdraw(thing=item, reason="有误", by=desk.office, at=on(20).replace(year=2027))
    stale = client.get(LIST, headers={"if-none-match": first["ETag"]})
    assert stale.status_code == 200


def test_the_page_shows_the_head_block_the_text_and_the_files(client, desk):
    topic = TopicFactory(name="住房保障")
    item = ItemFactory(
        created_by=desk.clerk,
        document_number="云建〔2026〕12号",
        summary="全年计划",
        topics=[topic],
        body="第一条 全年筹集一万套。\n\n<script>alert(1)</script>",
    )
    file = attached(item, "计划表.pdf")
    desk.publish(item)

    page = client.get(item.get_absolute_url()).content.decode()

    for words in (
        item.index_number,
        "住房保障",
        "云州市住房和城乡建设局",
        "2026年2月2日",
        item.title,
        "云建〔2026〕12号",
        "2026年3月3日",
        "主动公开",
        "计划表.pdf",
        file.sha256[:16],
        "此件公开发布",
        'id="art-1"',
        'name="ArticleTitle"',
        'name="PubDate" content="2026-03-03 09:00"',
        'name="ContentSource" content="云州市住房和城乡建设局"',
    ):
        assert words in page
    assert "<script>alert" not in page


def test_the_page_shows_what_upper_apps_contribute(client, monkeypatch):
    monkeypatch.setattr(panels, "_makers", panels.defaultdict(list))
    item = ItemFactory(published=True)
    asked = []

    panels.register("disclosure.item", lambda request, thing: asked.append(thing))
    client.get(item.get_absolute_url())

    assert asked == [item]


def test_the_catalogue_shows_every_matter_with_its_elements_and_items(client, django_assert_num_queries):
    matter = MatterFactory(name="年度建设计划", limit_workdays=7)
    ElementFactory(matter=matter, name="开工套数")
    ElementFactory(matter=matter, name="投资金额", required=False)
    ItemFactory(published=True, matter=matter)
    ItemFactory(matter=matter)
    MatterFactory(catalogue=matter.catalogue, is_active=False, name="停用的事项")

    with django_assert_num_queries(4):
        page = client.get(reverse("disclosure:catalogue")).content.decode()

    for words in ("年度建设计划", "●开工套数", "○投资金额", "7 个工作日", "市级、县级", f'?matter={matter.pk}">1<'):
        assert words in page
    assert "停用的事项" not in page


def test_feeds_name_the_column_and_link_to_items(client):
    top = ColumnFactory(slug="a20-03", name="规划信息")
    item = ItemFactory(published=True, column=ColumnFactory(parent=top))
    ItemFactory(published=True)

    rss = client.get(reverse("disclosure:column-feed", args=["a20-03"])).content.decode()
    atom = client.get(reverse("disclosure:atom")).content.decode()

    assert "规划信息" in rss
    assert rss.count("<item>") == 1
    assert item.get_absolute_url() in rss
    assert atom.count("<entry>") == 2
    assert client.get(reverse("disclosure:column-feed", args=["unknown"])).status_code == 404
