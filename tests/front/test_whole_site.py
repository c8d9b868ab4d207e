"""Feeds, calendar and sitemap of the whole site: only what is public, at the same cost however much there is."""

import datetime as dt
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from portal.front.views import sitemap
from portal.kernel.publishing.services import release
from portal.kernel.ui.moment import now, today
from tests.factories.consultations import ConsultationFactory
from tests.factories.disclosure import ItemFactory
from tests.factories.people import DepartmentFactory
from tests.factories.policies import DocumentFactory, InterpretationFactory
from tests.factories.publishing import RELEASED_AT, Desk
from tests.factories.taxonomy import ColumnFactory

pytestmark = pytest.mark.django_db
LATER = now() + dt.timedelta(days=30)
FEEDS = (
    "/feeds/all.rss",
    "/feeds/all.atom",
    "/disclosure/feed.rss",
    "/disclosure/feed.atom",
    "/disclosure/feeds/top.rss",
    "/disclosure/feeds/top.atom",
    "/policies/feed/",
    "/policies/feed.atom",
    "/policies/interpretations/feed/",
    "/policies/interpretations/feed.atom",
    "/consultations/feed/",
    "/consultations/feed.atom",
    "/consultations/calendar.ics",
    "/sitemap.xml",
    "/sitemap-items.xml",
    "/sitemap-policies.xml",
    "/sitemap-interpretations.xml",
    "/sitemap-consultations.xml",
    "/sitemap-pages.xml",
)


def make(**how: object) -> list:
    column = (
        ColumnFactory.create(slug="top")
        if not ColumnFactory._meta.model.objects.filter(slug="top")
        else (ColumnFactory._meta.model.objects.get(slug="top"))
    )
    document = DocumentFactory(title="法规文件", **how)
    return [
        ItemFactory(title="公开条目", column=column, **how),
        document,
        InterpretationFactory(title="解读文章", document=document, **how),
        ConsultationFactory(title="征求意见", **how),
    ]


def addresses(text: str) -> list[str]:
    """The locations of a sitemap, in order."""
    return [each.text or "" for each in ElementTree.fromstring(text).iter() if each.tag.endswith("loc")]  # noqa: S314


def test_the_whole_feed_mixes_the_kinds_newest_first(client: Client):
    item, document, interpretation, consultation = make(published=True)

    feed = client.get("/feeds/all.rss")

    assert feed["Content-Type"].startswith("application/rss+xml")
    for thing in (item, document, interpretation, consultation):
        assert f"http://testserver{thing.get_absolute_url()}</link>" in feed.text
    for kind in ("主动公开", "政策文件", "政策解读", "意见征集"):
        assert f"<category>{kind}</category>" in feed.text
    atom = ElementTree.fromstring(client.get("/feeds/all.atom").text)  # noqa: S314
    moments = [each.text for each in atom.iter("{http://www.w3.org/2005/Atom}published")]
    assert moments == sorted(moments, reverse=True)
    assert len(moments) == 4


def test_nothing_that_is_not_public_is_in_any_of_them(client: Client):
    desk = Desk()
    drafts = make()
    scheduled = desk.sign(make()[0])
    release.schedule(thing=scheduled, planned_at=LATER, by=desk.office, at=RELEASED_AT)
    targeted = make(published=True, targeted=True)
    withdrawn = make(published=True)
    for thing in withdrawn:
        release.withdraw(thing=thing, reason="内容有误", by=desk.office, at=LATER)

    for address in FEEDS:
        page = client.get(address)
        assert page.status_code == 200, address
        for thing in (*drafts, scheduled, *targeted, *withdrawn):
            assert thing.get_absolute_url() not in page.text, address
            assert thing.title not in page.text.replace("<title>", ""), address


@pytest.mark.parametrize("address", FEEDS)
def test_the_cost_does_not_grow_with_what_is_public(client: Client, address: str, django_assert_num_queries):
    make(published=True)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(4):
        make(published=True)

    with django_assert_num_queries(len(few)):
        client.get(address)


def test_the_calendar_holds_open_consultations_and_their_last_days(client: Client):
    day = today()
    soon = ConsultationFactory(published=True, opens_on=day, closes_on=day + dt.timedelta(days=40))

    calendar = Calendar.from_ical(client.get("/consultations/calendar.ics").content)

    events = {str(each["summary"]): each for each in calendar.walk("VEVENT")}
    event = events[f"意见征集截止：{soon.title}"]
    assert event["dtstart"].dt == soon.closes_on
    assert str(event["url"]) == f"http://testserver{soon.get_absolute_url()}"


def test_the_sitemap_is_cut_by_keys_and_says_when_each_part_changed(client: Client, monkeypatch):
    first, second = (DocumentFactory(published=True) for _ in range(2))
    monkeypatch.setattr(sitemap, "PART", second.pk)

    index = client.get("/sitemap.xml")

    parts = [each for each in addresses(index.text) if "policies" in each]
    assert parts == ["http://testserver/sitemap-policies.xml", "http://testserver/sitemap-policies-1.xml"]
    assert "<lastmod>" in index.text
    assert addresses(client.get("/sitemap-policies.xml").text) == [f"http://testserver{first.get_absolute_url()}"]
    assert addresses(client.get("/sitemap-policies-1.xml").text) == [f"http://testserver{second.get_absolute_url()}"]


def test_a_part_that_holds_nothing_is_not_found(client: Client):
    for address in ("/sitemap-policies-9.xml", "/sitemap-nothing.xml", "/sitemap-pages-1.xml"):
        assert client.get(address).status_code == 404
    assert client.get("/sitemap-policies.xml").status_code == 200


def test_the_sitemap_names_pages_columns_and_departments(client: Client):
    ColumnFactory(slug="a20-08")
    department = DepartmentFactory(duties_text="负责住房保障。")
    hidden = DepartmentFactory(duties_text="负责住房保障。", is_active=False)

    found = addresses(client.get("/sitemap-pages.xml").text)

    assert "http://testserver/" in found
    assert "http://testserver/columns/a20-08/" in found
    assert f"http://testserver/departments/{department.pk}/" in found
    assert f"http://testserver/departments/{hidden.pk}/" not in found


def test_the_page_of_feeds_leads_to_all_of_them(client: Client):
    ColumnFactory(slug="top")

    page = client.get("/feeds/").text

    for address in FEEDS[:13]:
        assert f'href="{address}"' in page


def test_a_department_says_what_it_does_published_and_asks(client: Client):
    own = DepartmentFactory(
        name="住房保障处",
        duties_text="负责住房保障。",
        head_name="范里",
        telephone="0000-12345601",
        hours="工作日 9:00—17:00",
    )
    shown = [
        ItemFactory(published=True, department=own, title="公租房房源公示"),
        DocumentFactory(published=True, department=own, title="公租房管理办法"),
        ConsultationFactory(published=True, department=own, title="公租房管理办法征求意见"),
    ]
    hidden = ItemFactory(department=own, title="尚未公开的条目")
    other = ItemFactory(published=True, title="别的部门的条目")

    page = client.get(f"/departments/{own.pk}/")

    for words in ("负责住房保障。", "范里", "0000-12345601", "9:00—17:00", *(thing.title for thing in shown)):
        assert words in page.text
    assert hidden.title not in page.text
    assert other.title not in page.text
    assert not page.cookies
    client.cookies["reading"] = "hant"
    assert "范里" in client.get(f"/departments/{own.pk}/").text


def test_a_department_that_is_closed_or_says_nothing_of_itself_has_no_page(client: Client):
    for gone in (DepartmentFactory(duties_text="负责。", is_active=False), DepartmentFactory(duties_text="")):
        assert client.get(f"/departments/{gone.pk}/").status_code == 404


def test_a_department_costs_the_same_for_few_and_many(client: Client, django_assert_num_queries):
    own = DepartmentFactory(duties_text="负责住房保障。")

    def publish() -> None:
        document = DocumentFactory(published=True, department=own)
        InterpretationFactory(published=True, department=own, document=document)
        ItemFactory(published=True, department=own)
        ConsultationFactory(published=True, department=own)

    publish()
    client.get(f"/departments/{own.pk}/")
    with CaptureQueriesContext(connection) as few:
        client.get(f"/departments/{own.pk}/")
    for _ in range(3):
        publish()

    with django_assert_num_queries(len(few)):
        client.get(f"/departments/{own.pk}/")
