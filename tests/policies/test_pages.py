"""The library and its pages show each reader what is his, and everything about a policy in one place."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from policies.services import relations, service_links
from portal.kernel.links.models import LinkUse
from portal.kernel.publishing.services import release, targeting
from tests.factories.attachments import attached
from tests.factories.papers import picture
from tests.factories.people import UserFactory
from tests.factories.policies import DocumentFactory, FaqFactory, InterpretationFactory
from tests.factories.publishing import RELEASED_AT
from tests.factories.taxonomy import AudienceFactory, TopicFactory

pytestmark = pytest.mark.django_db
NOW = RELEASED_AT + dt.timedelta(days=1)
LIST = reverse("policies:list")


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def text(response):
    return response.content.decode()


def full(desk, **kwargs):
    """A document with everything on its page."""
    document = DocumentFactory(**kwargs)
    service_links.add(
        document=document, title="公租房申请", url="https://services.example.gov.cn/1", by=None, at=RELEASED_AT
    )
    attached(document, "附件一.pdf")
    release.import_published(thing=document, by=None, at=RELEASED_AT, source="测试")
    InterpretationFactory(document=document, title="一图读懂", published=True)
    FaqFactory(document=document, title="谁可以申请？", published=True)
    return document


def test_the_page_carries_validity_companions_files_and_articles(client, desk):
    document = full(desk, title="住房保障办法")

    page = text(client.get(document.get_absolute_url()))

    for piece in (
        "现行有效",
        "一图读懂",
        "谁可以申请？",
        "公租房申请",
        "https://services.example.gov.cn/1",
        "附件一.pdf",
        'id="art-2"',
        document.document_number,
    ):
        assert piece in page


def test_relations_are_shown_in_both_directions(client, desk):
    old, new = DocumentFactory(title="旧办法", published=True), DocumentFactory(title="新办法")
    relations.relate(
        document=new, kind="replaces", to=old, effective_on=dt.date(2026, 3, 1), by=desk.clerk, at=RELEASED_AT
    )
    desk.publish(new)

    old_page, new_page = text(client.get(old.get_absolute_url())), text(client.get(new.get_absolute_url()))

    assert "被替代" in old_page
    assert "新办法" in old_page
    assert "本文件自2026年3月1日起废止，不再适用，见《新办法》。" in old_page
    assert "替代" in new_page
    assert "旧办法" in new_page


def test_an_unpublished_companion_is_hidden_through_every_door(client, desk):
    document = DocumentFactory(published=True)
    interpretation = desk.sign(InterpretationFactory(document=document, title="未公布的解读"))
    FaqFactory(document=document, title="未公布的问题")
    draft = DocumentFactory(title="未公布的文件")
    relations.relate(document=draft, kind="basis", to=document, by=desk.clerk, at=RELEASED_AT)

    doors = [
        document.get_absolute_url(),
        LIST,
        reverse("policies:feed"),
        reverse("policies:interpretation-feed"),
        reverse("api:policies-documents-list"),
        reverse("api:policies-documents-detail", args=[document.pk]),
        reverse("api:policies-interpretations-list"),
        reverse("api:policies-faqs-list"),
        "/sitemap.xml",
    ]

    for door in doors:
        response = client.get(door)
        assert response.status_code == 200, door
        assert "未公布" not in text(response), door
    assert client.get(interpretation.get_absolute_url()).status_code == 404
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(reverse("policies:text", args=[draft.pk])).status_code == 404
    assert client.get(reverse("api:policies-documents-detail", args=[draft.pk])).status_code == 404
    assert client.get(reverse("api:policies-interpretations-detail", args=[interpretation.pk])).status_code == 404


def test_a_targeted_document_reaches_its_reader_through_page_list_and_api(client, desk):
    reader = UserFactory()
    document = DocumentFactory(title="定向的通知", targeted=True)
    targeting.grant(thing=document, user=reader, by=desk.clerk, at=RELEASED_AT)
    desk.publish(document)
    doors = [document.get_absolute_url(), LIST, reverse("api:policies-documents-list")]

    assert [("定向的通知" in text(client.get(door))) for door in doors] == [False, False, False]
    client.force_login(UserFactory())
    assert [("定向的通知" in text(client.get(door))) for door in doors] == [False, False, False]
    client.force_login(reader)
    assert [("定向的通知" in text(client.get(door))) for door in doors] == [True, True, True]
    assert "定向的通知" not in text(client.get(reverse("policies:feed")))


def test_a_withdrawn_document_answers_410_without_its_title(client, desk):
    document = desk.publish(DocumentFactory(title="误发的通知"))
    release.withdraw(thing=document, reason="内容有误", by=desk.office, at=NOW)

    page = client.get(document.get_absolute_url())
    api = client.get(reverse("api:policies-documents-detail", args=[document.pk]))

    assert page.status_code == api.status_code == 410
    assert "内容有误" in text(page)
    assert "误发的通知" not in text(page)
    assert "内容有误" in text(api)


def test_the_interpretation_page_leads_to_its_document(client):
    interpretation = InterpretationFactory(document=DocumentFactory(published=True), published=True)

    page = text(client.get(interpretation.get_absolute_url()))

    assert interpretation.document.get_absolute_url() in page
    assert "现行有效" in page


def test_filters_narrow_and_are_chips_and_counts(client):
    topic, audience = TopicFactory(name="住房保障"), AudienceFactory(name="新市民")
    DocumentFactory(title="甲", topics=[topic.pk], audiences=[audience.pk], published=True)
    DocumentFactory(title="乙", is_normative=True, expires_on=dt.date(2026, 3, 1), published=True)

    def titles(query):
        return [row["title"] for row in client.get(f"{LIST}?{query}").context["rows"]]

    assert titles("validity=lapsed") == ["乙"]
    assert titles("validity=in_force") == ["甲"]
    assert titles(f"topic={topic.slug}") == ["甲"]
    assert titles(f"audience={audience.slug}") == ["甲"]
    assert titles("normative=true") == ["乙"]
    assert sorted(titles("year=2026")) == ["乙", "甲"]
    assert titles("year=2025") == []
    response = client.get(f"{LIST}?validity=lapsed")
    assert response.context["chips"] == [{"name": "validity", "label": "有效性", "value": "失效"}]
    facet = response.context["facets"][0]
    assert [(option.label, option.count, option.chosen) for option in facet.options] == [
        ("现行有效", 1, False),
        ("失效", 1, True),
    ]


@pytest.mark.parametrize("query", ["validity=maybe", "year=soon", "year=9999999999", "topic=none", "department=none"])
def test_a_filter_that_makes_no_sense_is_told(client, query):
    DocumentFactory(published=True)

    page = client.get(f"{LIST}?{query}")
    api = client.get(f"{reverse('api:policies-documents-list')}?{query}")

    assert page.status_code == 200
    assert page.context["errors"]
    assert api.status_code == 400


def test_a_forged_cursor_is_a_bad_request(client):
    assert client.get(f"{LIST}?cursor=1000000").status_code == 400
    assert client.get(f"{reverse('api:policies-documents-list')}?cursor=1000000").status_code == 400


def test_the_api_tells_the_same_as_the_page(client, desk):
    document = full(desk, topics=[TopicFactory().pk])

    data = client.get(reverse("api:policies-documents-detail", args=[document.pk])).json()

    assert (data["validity"], data["validity_label"]) == ("in_force", "现行有效")
    assert [each["title"] for each in data["interpretations"]] == ["一图读懂"]
    assert [each["question"] for each in data["faqs"]] == ["谁可以申请？"]
    assert data["services"] == [{"title": "公租房申请", "url": "https://services.example.gov.cn/1"}]
    assert [each["name"] for each in data["attachments"]] == ["附件一.pdf"]


def test_service_links_are_registered_for_the_patrol(desk):
    document = full(desk)

    assert LinkUse.objects.filter(source_id=document.pk).values_list("kind", flat=True).get() == "service"


def test_the_plain_text_is_the_words_alone(client):
    document = DocumentFactory(title="办法", body="<p>第一条 甲&amp;乙。</p><p>第二条 丙。</p>", published=True)

    response = client.get(reverse("policies:text", args=[document.pk]))

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "第一条 甲&乙。\n\n第二条 丙。" in " ".join(text(response).split(" ")).replace("\u3000", " ")


def test_script_in_a_body_does_not_run(client):
    document = DocumentFactory(body="<p>甲<script>alert(1)</script></p>", published=True)

    assert "alert(1)" not in text(client.get(document.get_absolute_url()))


def test_anonymous_pages_set_no_cookie(client, desk):
    document = full(desk)

    for door in (LIST, document.get_absolute_url()):
        assert not client.get(door).cookies


def test_the_list_costs_the_same_for_one_and_for_twenty(client, desk, django_assert_max_num_queries):
    for _ in range(5):
        full(desk)

    with django_assert_max_num_queries(8):
        client.get(LIST)


def test_the_list_whose_counts_are_kept_asks_for_the_version_the_rows_and_what_belongs_to_them(
    client, desk, settings, django_assert_num_queries
):
    settings.COUNTS_CACHE_SECONDS = 60
    full(desk)
    client.get(LIST)

    with django_assert_num_queries(3):
        client.get(LIST)


def test_the_page_stays_within_its_queries(client, desk, django_assert_max_num_queries):
    document = full(desk)
    for _ in range(3):
        other = DocumentFactory()
        relations.relate(document=other, kind="basis", to=document, by=desk.clerk, at=RELEASED_AT)
        release.import_published(thing=other, by=None, at=RELEASED_AT, source="测试")

    with django_assert_max_num_queries(9):
        client.get(document.get_absolute_url())


def test_the_api_list_costs_the_same_for_many(client, desk, django_assert_max_num_queries):
    for _ in range(5):
        full(desk, topics=[TopicFactory().pk])

    with django_assert_max_num_queries(6):
        client.get(reverse("api:policies-documents-list"))


def test_a_graphic_interpretation_shows_its_picture_once_it_is_out(client, desk):
    document = DocumentFactory(published=True)
    graphic = InterpretationFactory(document=document, form="graphic")
    shown = attached(graphic, "一图读懂.png", picture(40, 20))
    release.import_published(thing=graphic, by=None, at=RELEASED_AT, source="测试")
    hidden = attached(graphic, "改稿.png", picture(40, 21))

    for address in (document.get_absolute_url(), graphic.get_absolute_url()):
        page = text(client.get(address))
        assert f'src="{shown.get_absolute_url()}"' in page
        assert str(hidden.pk) not in page
