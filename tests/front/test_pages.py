"""The portal's own pages: home, platform, columns, departments, calculator, health, site map, errors."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection
from django.template.loader import get_template
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.front.views import health
from portal.kernel.deadlines.services import calendar
from portal.kernel.people.models import Duty
from portal.kernel.publishing.services import release
from portal.kernel.ui.moment import now
from portal.kernel.ui.preferences import COOKIE
from requests_app.views import access
from tests.factories.disclosure import ItemFactory
from tests.factories.people import DepartmentFactory, StaffFactory, UserFactory
from tests.factories.policies import DocumentFactory, FaqFactory, InterpretationFactory
from tests.factories.publishing import Desk
from tests.factories.taxonomy import ColumnFactory

pytestmark = pytest.mark.django_db


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def test_home_offers_search_and_four_doors_before_anything_else(client):
    home = page(client, "/").partition("<main")[2]

    places = [
        home.index(words) for words in ('id="search-large"', "查政策", "看公开", "申请公开", "提意见", "最新政策")
    ]
    assert places == sorted(places)


def test_home_shows_the_newest_policies_with_their_chips_and_the_news_of_the_columns(client):
    document = DocumentFactory(published=True, title="云州市住房租赁条例实施细则")
    InterpretationFactory(published=True, document=document)
    FaqFactory(published=True, document=document)
    column = ColumnFactory(slug="notices", name="通知公告")
    item = ItemFactory(published=True, column=column)
    hidden = ItemFactory(column=column)

    home = page(client, "/")

    for words in ("云州市住房租赁条例实施细则", "解读", "问答", "现行有效", item.title):
        assert words in home
    assert hidden.title not in home


def test_home_costs_the_same_for_few_and_many(client, django_assert_num_queries):
    column = ColumnFactory(slug="notices")

    def publish() -> None:
        ItemFactory(published=True, column=column)
        InterpretationFactory(published=True, document=DocumentFactory(published=True))

    publish()
    page(client, "/")
    with CaptureQueriesContext(connection) as few:
        page(client, "/")
    for _ in range(12):
        publish()

    with django_assert_num_queries(len(few)):
        page(client, "/")


def test_home_reads_only_its_policies_anew_and_shows_a_release_in_the_next_request(
    client, settings, django_assert_num_queries
):
    settings.COUNTS_CACHE_SECONDS = 60
    column = ColumnFactory(slug="notices")
    ItemFactory(published=True, column=column)
    DocumentFactory(published=True)
    page(client, "/")

    with django_assert_num_queries(3):
        page(client, "/")
    item = ItemFactory(published=True, column=column, title="关于清明节期间业务办理安排的通知")
    assert item.title in page(client, "/")
    release.withdraw(thing=item, reason="内容有误", by=Desk().office, at=now())
    assert item.title not in page(client, "/")


def test_an_invented_column_makes_no_home_of_its_own(client, settings, django_assert_num_queries):
    settings.COUNTS_CACHE_SECONDS = 60
    ItemFactory(published=True)
    page(client, "/")

    with django_assert_num_queries(2):
        page(client, "/?column=invented")


def test_an_unchanged_home_is_not_sent_twice_and_sets_no_cookie(client):
    first = client.get("/")

    assert not first.cookies
    assert client.get("/", headers={"if-none-match": first["ETag"]}).status_code == 304


def test_home_in_another_reading_mode_is_another_page(client):
    plain = client.get("/")
    client.cookies["reading"] = "elder"

    elder = client.get("/", headers={"if-none-match": plain["ETag"]})

    assert elder.status_code == 200
    assert 'data-size="elder"' in elder.content.decode()


def test_the_platform_has_the_tree_the_guide_and_what_is_new(client):
    ColumnFactory(slug="guide", name="政府信息公开指南")
    parent = ColumnFactory(slug="statutory", name="法定主动公开内容")
    column = ColumnFactory(slug="a20-03", name="规划信息", parent=parent)
    item = ItemFactory(published=True, column=column)

    shown = page(client, reverse("front:platform"))

    for words in ("规划信息", "工作机构", "联系电话", item.title, "/columns/a20-03/"):
        assert words in shown


def test_a_column_shows_everything_below_it_newest_first_and_an_inactive_one_is_gone(client):
    parent = ColumnFactory(slug="top")
    child = ColumnFactory(slug="below", parent=parent)
    old, new = (
        ItemFactory(published=True, column=child, released_at=dt.datetime(2026, 3, day, 2, tzinfo=dt.UTC))
        for day in (3, 4)
    )
    elsewhere = ItemFactory(published=True)
    ColumnFactory(slug="closed", is_active=False)

    shown = page(client, "/columns/top/")

    assert shown.index(new.title) < shown.index(old.title)
    assert elsewhere.title not in shown
    page(client, "/columns/closed/", 404)


def test_departments_stand_with_duties_head_address_hours_and_telephone(client):
    DepartmentFactory(
        name="住房保障处",
        duties_text="负责公共租赁住房管理。",
        head_name="安居",
        address="公开路 1 号",
        hours="工作日 9:00—17:30",
        telephone="0000-1",
    )
    DepartmentFactory(name="已撤并处", duties_text="无", is_active=False)

    shown = page(client, reverse("front:departments"))

    for words in ("住房保障处", "负责公共租赁住房管理。", "安居", "公开路 1 号", "工作日 9:00—17:30", "0000-1"):
        assert words in shown
    assert "已撤并处" not in shown


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"received": "2022-13-45", "workdays": "20"}, "填写起算日"),
        ({"received": "2022-09-30", "workdays": "0"}, "最少为 1"),
        ({"received": "2022-09-30", "workdays": "251"}, "最多为 250"),
        ({"received": "2022-09-30", "workdays": "二十"}, "应当是整数"),
        ({"received": "", "workdays": ""}, "请填写起算日"),
    ],
)
def test_the_calculator_says_what_is_wrong_and_keeps_what_was_typed(client, query, words):
    response = client.get("/workdays/", query)

    assert response.status_code == 400
    assert words in response.content.decode()
    assert f'value="{query["workdays"]}"' in response.content.decode() or not query["workdays"]


def test_the_calculator_answers_with_the_date_every_day_and_the_same_answer_for_programs(client):
    calendar.seed()

    shown = page(client, "/workdays/?received=2022-09-30&workdays=20")

    assert "20 个工作日的最后一天" in shown
    assert "/api/v1/workdays/due?received=2022-09-30" in shown.replace("&amp;", "&")
    assert "国庆" in shown


def test_the_site_map_leads_to_every_column_and_service(client):
    ColumnFactory(slug="a20-08", name="行政事业性收费")

    shown = page(client, reverse("front:site-map"))

    for address in ("/columns/a20-08/", "/policies/", "/requests/", "/consultations/", "/workdays/"):
        assert f'href="{address}"' in shown


def test_the_sitemap_lists_public_addresses_only(client):
    public, draft = ItemFactory(published=True), ItemFactory()
    document = DocumentFactory(published=True)

    index = page(client, "/sitemap.xml")
    items = page(client, "/sitemap-items.xml")

    assert "sitemap-items.xml" in index
    assert public.get_absolute_url() in items
    assert f"{draft.pk}/<" not in items
    assert document.get_absolute_url() in page(client, "/sitemap-policies.xml")


def test_robots_keep_out_of_desks_and_personal_pages(client):
    rules = page(client, "/robots.txt")

    for path in ("/admin/", "/workbench/", "/requests/status/", "/search/"):
        assert f"Disallow: {path}\n" in rules
    assert "Allow: /search/$\n" in rules
    assert "Sitemap: http://testserver/sitemap.xml" in rules


@pytest.mark.parametrize("address", ["/privacy/", "/accessibility/", "/feeds/", "/preferences/", "/accounts/login/"])
def test_pages_about_the_site_answer(client, address):
    assert "<h1" in page(client, address)


def test_an_absent_address_is_the_same_page_as_a_hidden_one_and_json_for_programs(client):
    draft = ItemFactory()

    hidden = page(client, f"/disclosure/{draft.pk}/", 404)
    absent = page(client, "/disclosure/987654/", 404)
    answer = client.get(f"/api/v1/disclosure/items/{draft.pk}")

    assert hidden.replace(f"/{draft.pk}/", "") == absent.replace("/987654/", "")
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["code"] == "not_found"


def test_readiness_fails_when_the_database_is_away_and_health_does_not(client, monkeypatch):
    def away(connection):
        raise DatabaseError

    monkeypatch.setattr(health, "MigrationExecutor", away)

    assert client.get("/readyz").status_code == 503
    assert client.get("/readyz").json()["database"] == "away"
    assert client.get("/healthz").status_code == 200


def test_the_workbench_is_for_staff(client):
    assert client.get("/workbench/")["Location"].startswith("/accounts/login/")

    client.force_login(UserFactory())
    assert client.get("/workbench/").status_code == 403


def test_each_signer_finds_on_the_workbench_what_waits_for_him_and_the_clerk_what_he_handed_in(client):
    desk = Desk()
    item = ItemFactory(created_by=desk.clerk, title="等待审签的公告")

    def bench(user):
        client.force_login(user)
        return page(client, "/workbench/")

    assert "等待审签的公告" not in bench(desk.secrecy)
    desk.submit(item)
    assert "待保密审查" in bench(desk.secrecy)
    assert "等待审签的公告" in bench(desk.clerk)
    assert "等待审签的公告" not in bench(desk.office)

    desk.review(item)
    assert "等待审签的公告" not in bench(desk.secrecy)
    assert "等待审签的公告" in bench(desk.office)

    desk.approve(item)
    assert "待发布" in bench(desk.office)
    assert "等待审签的公告" not in bench(desk.leader)


def test_the_workbench_lists_deadlines_of_ones_own_department_late_ones_first(client):
    ours, theirs = DepartmentFactory(), DepartmentFactory()
    clerk = StaffFactory(department=ours, duties=[(Duty.CLERK, ours)])
    mine, other = ItemFactory(department=ours), ItemFactory(department=theirs)
    client.force_login(clerk)

    shown = page(client, "/workbench/")

    # Formed in February, due twenty working days later: long past.
    assert mine.index_number in shown
    assert other.index_number not in shown
    assert shown.index("逾期") < shown.index(mine.index_number)


def test_the_trial_is_loaded_nowhere_but_in_the_trial():
    from django.core.management import CommandError, call_command

    with override_settings(TRIAL=False), pytest.raises(CommandError, match="试用环境"):
        call_command("load_demo")


def test_the_privacy_statement_names_every_cookie_the_site_may_set(client, settings):
    shown = page(client, "/privacy/")

    own = (COOKIE, settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
    for name in (*own, access.DRAFT_COOKIE, access.RECEIPT_COOKIE, access.ACCESS_COOKIE):
        assert f"<code>{name}</code>" in shown


@pytest.mark.parametrize("code", ["400", "403", "404", "410", "429", "500", "503"])
def test_every_page_of_trouble_has_a_search_field(code, rf):
    request = None if code in {"400", "500", "503"} else rf.get("/lost/")

    shown = get_template(f"{code}.html").render({}, request)

    assert 'action="/search/"' in shown
    assert 'name="q"' in shown


@pytest.mark.parametrize("code", ["400", "500", "503"])
def test_trouble_with_the_database_asks_it_nothing(code, django_assert_num_queries):
    with django_assert_num_queries(0):
        get_template(f"{code}.html").render()
