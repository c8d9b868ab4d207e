"""What can be done with a search: taking it away, following it, subscribing to it; and who sees what at each door."""

import csv
import datetime as dt
import io
import re
from collections.abc import Callable
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from portal.kernel.attachments.services import extraction
from portal.kernel.delivery.models import OutboxLetter
from portal.kernel.people.models import Duty
from portal.kernel.publishing.services import release, targeting
from portal.kernel.search import exporting
from portal.kernel.search.models import QueryCount, SavedSearch, SynonymGroup
from portal.kernel.search.services.synonyms import save
from portal.kernel.search.tally import tally
from portal.kernel.ui import moment
from requests_app.services import pace
from tests.factories.attachments import attached
from tests.factories.people import StaffFactory, UserFactory
from tests.factories.policies import DocumentFactory
from tests.factories.publishing import DRAFTED_AT, RELEASED_AT, Desk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _counted_by_nobody_before(db: None) -> None:
    """The process still holds what the tests before it searched for."""
    tally.write()
    QueryCount.objects.all().delete()


@pytest.fixture
def desk() -> Desk:
    return Desk()


def body(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8")


DOORS: dict[str, Callable[[Client], str]] = {
    "page": lambda client: body(client.get("/search/", {"q": "物业"})),
    "facets": lambda client: str(client.get("/search/", {"q": "物业"}).context["found"].facets),
    "csv": lambda client: body(client.get("/search/export.csv", {"q": "物业"})),
    "rss": lambda client: body(client.get("/search/feed.rss", {"q": "物业"})),
    "atom": lambda client: body(client.get("/search/feed.atom", {"q": "物业"})),
    "api": lambda client: body(client.get("/api/v1/search", {"q": "物业"})),
}


@pytest.mark.parametrize("door", sorted(DOORS))
@pytest.mark.parametrize("reader", ["anonymous", "granted"])
def test_no_door_shows_what_not_everybody_may_see(client: Client, desk: Desk, door: str, reader: str) -> None:
    granted = StaffFactory(duties=[Duty.CLERK])
    if reader == "granted":
        client.force_login(granted)
    office = {name: DocumentFactory(title=f"物业{name}文件") for name in ("公开", "草稿", "待发", "撤回")}
    targeted = DocumentFactory(title="物业定向文件", targeted=True)
    targeting.grant(thing=targeted, user=granted, by=desk.clerk, at=DRAFTED_AT)
    for thing in (*office.values(), targeted):
        attached(thing, f"{thing.title}.txt", f"物业{thing.title}".encode())
    extraction.extract_pending()
    for thing in (office["公开"], office["撤回"], targeted):
        desk.publish(thing)
    release.schedule(
        thing=desk.sign(office["待发"]),
        planned_at=moment.now() + dt.timedelta(days=1),
        by=desk.office,
        at=moment.now(),
    )
    release.withdraw(thing=office["撤回"], reason="内容有误", by=desk.office, at=RELEASED_AT + dt.timedelta(hours=1))

    shown = DOORS[door](client)

    for name in ("草稿", "待发", "撤回", "定向"):
        assert f"{name}文件" not in shown
        assert name == "撤回" or office.get(name, targeted).department.name not in shown
    if door != "facets":
        assert "公开文件" in shown.replace("<mark>", "").replace("</mark>", "")


def test_what_was_planned_is_found_by_the_request_after_its_release(client: Client, desk: Desk) -> None:
    document = desk.sign(DocumentFactory(title="物业服务收费办法"))
    planned = moment.now() + dt.timedelta(seconds=1)
    release.schedule(thing=document, planned_at=planned, by=desk.office, at=moment.now())
    release.release_due(at=planned - dt.timedelta(microseconds=1))
    assert client.get("/search/", {"q": "物业"}).context["found"].total == 0

    release.release_due(at=planned)

    assert client.get("/search/", {"q": "物业"}).context["found"].total == 1


def test_a_table_for_spreadsheets_holds_what_the_page_shows(client: Client, desk: Desk) -> None:
    document = DocumentFactory(title="物业服务收费办法", document_number="云建〔2026〕7号", published=True)
    DocumentFactory(title="=HYPERLINK(物业)", published=True)

    answer = client.get("/search/export.csv", {"q": "物业"})
    text = body(answer)
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))

    assert text.startswith("\ufeff")
    assert "filename*=UTF-8''%E6%A3%80" in answer["Content-Disposition"]
    assert tuple(rows[0]) == exporting.HEAD
    assert {row[0] for row in rows[1:]} == {"物业服务收费办法", "'=HYPERLINK(物业)"}
    line = next(row for row in rows if row[0] == "物业服务收费办法")
    assert line[1:5] == ["政策文件", "云建〔2026〕7号", "现行有效", "2026-03-03"]
    assert line[7].endswith(document.get_absolute_url())
    assert line[7].startswith("http")


def test_a_workbook_holds_text_and_no_formulas(client: Client) -> None:
    DocumentFactory(title="=物业+1", published=True)

    answer = client.get("/search/export.xlsx", {"q": "物业"})
    content = b"".join(answer.streaming_content)
    sheet = ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()

    assert "=物业+1" in sheet
    assert "<f>" not in sheet


def test_an_export_follows_the_filters_reads_all_pages_and_stops_at_its_cap(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(5):
        DocumentFactory(title=f"物业{n}", published=True)
    monkeypatch.setattr("portal.kernel.search.selectors.MAX_PAGE_SIZE", 2)
    whole = body(client.get("/search/export.csv", {"q": "物业"})).splitlines()
    monkeypatch.setattr(exporting.lines, "__kwdefaults__", {"limit": 3})
    cut = body(client.get("/search/export.csv", {"q": "物业"})).splitlines()

    assert len(whole) == 6
    assert len(cut) == 5
    assert "只导出最新的" in cut[-1]
    assert client.get("/search/export.csv", {"q": "物业", "kind": "policies.faq"}).status_code == 400


def test_who_wants_the_word_itself_takes_away_and_follows_nothing_else(client: Client) -> None:
    DocumentFactory(title="公租房办法", published=True)
    DocumentFactory(title="公共租赁住房办法", published=True)
    officer = StaffFactory(duties=[Duty.DISCLOSURE_OFFICE])
    save(
        group=SynonymGroup(),
        words=("公租房", "公共租赁住房"),
        direction="both",
        note="",
        is_active=True,
        by=officer,
        at=RELEASED_AT,
    )
    asked = {"q": "公租房", "exact": "1"}

    page = client.get("/search/", asked).content.decode()

    assert "/search/export.csv?q=%E5%85%AC%E7%A7%9F%E6%88%BF&amp;exact=1" in page
    for door in ("/search/export.csv", "/search/feed.rss", "/search/feed.atom"):
        assert "公租房办法" in body(client.get(door, asked))
        assert "公共租赁住房办法" not in body(client.get(door, asked))
        assert "公共租赁住房办法" in body(client.get(door, {"q": "公租房"}))


def test_a_feed_waits_for_what_was_asked_and_a_table_says_what_it_holds_instead(client: Client) -> None:
    DocumentFactory(title="物业办法", published=True)

    feed = body(client.get("/search/feed.rss", {"q": "物业 飞船"}))
    table = body(client.get("/search/export.csv", {"q": "物业 飞船"})).splitlines()

    assert "物业办法" not in feed
    assert table[1].startswith("物业办法,")
    assert table[-1] == "没有同时含有全部检索词的内容，以下结果未包含“飞船”。"


@pytest.mark.parametrize("query", ["", "q=", "q=！？", "q=飞船", "q=-物业", "kind=nonsense"])
def test_an_export_of_nothing_is_refused_with_a_reason(client: Client, query: str) -> None:
    assert client.get(f"/search/export.csv?{query}").status_code == 400


def test_exports_are_limited(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(pace.RATES, "exports", "1/hour")
    client.get("/search/export.csv", {"q": "物业"})

    refused = client.get("/search/export.csv", {"q": "物业"})

    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert client.get("/search/export.exe", {"q": "物业"}).status_code == 404


def test_any_search_is_a_feed(client: Client) -> None:
    DocumentFactory(title="物业<服务>办法", body="物业 & 停车", published=True)

    rss, atom = client.get("/search/feed.rss", {"q": "物业"}), client.get("/search/feed.atom", {"q": "物业"})

    assert rss["Content-Type"].startswith("application/rss+xml")
    assert atom["Content-Type"].startswith("application/atom+xml")
    assert "物业&lt;服务&gt;办法" in body(rss)
    assert "“物业”" in body(rss)
    assert not rss.cookies
    assert client.get("/search/feed.rss", {"q": "飞船"}).status_code == 200
    assert client.get("/search/feed.json", {"q": "物业"}).status_code == 404


def test_a_feed_that_has_not_changed_is_not_sent_again(client: Client) -> None:
    DocumentFactory(title="物业办法", published=True)
    first = client.get("/search/feed.atom", {"q": "物业"})

    again = client.get("/search/feed.atom", {"q": "物业"}, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304


def test_searches_and_opened_hits_are_counted_without_cookies(client: Client) -> None:
    DocumentFactory(title="物业服务收费办法", published=True)
    page = client.get("/search/", {"q": "物业"})
    ping = re.search(r'ping="([^"]+)"', page.content.decode())[1]
    client.get("/search/", {"q": "飞船"})
    client.get("/search/", {"q": "13800138000"})

    assert client.post(ping).status_code == 204
    assert client.post("/search/opened/made-up/").status_code == 204
    tally.write()

    assert set(QueryCount.objects.values_list("words", "searches", "empty", "opened")) == {
        ("物业", 1, 0, 1),
        ("飞船", 1, 1, 0),
    }
    assert not page.cookies


def test_only_staff_read_what_is_looked_for(client: Client) -> None:
    assert client.get("/workbench/search/").status_code == 302
    client.force_login(UserFactory())
    assert client.get("/workbench/search/").status_code == 403
    client.force_login(StaffFactory(duties=[Duty.CLERK]))
    day = moment.today()
    QueryCount.objects.create(day=day, words="公租房", searches=9, empty=6)
    QueryCount.objects.create(day=day, words="某人", searches=2)

    page = client.get("/workbench/search/", {"first": day.isoformat(), "last": day.isoformat()}).content.decode()
    table = body(client.get("/workbench/search/", {"format": "csv"}))

    assert "公租房" in page
    assert "某人" not in page + table
    assert "公租房,9,6,0" in table
    assert client.get("/workbench/search/", {"format": "xlsx"}).status_code == 200
    assert client.get("/workbench/search/", {"first": "2026-13-99", "last": "x"}).status_code == 200
    assert client.get("/workbench/search/", {"first": "2026-03-02", "last": "2026-03-01"}).status_code == 200


def test_a_reader_without_account_subscribes_by_letter(client: Client) -> None:
    shown = client.get("/search/subscribe/", {"q": "物业"}).content.decode()
    sent = client.post("/search/subscribe/?q=物业", {"address": "reader@example.com", "website": ""})
    url = OutboxLetter.objects.get().context["url"]
    path = re.sub(r"^https?://[^/]+", "", url)

    assert "“物业”" in shown
    assert "reader@example.com" in sent.content.decode()
    assert "确认订阅" in client.get(path).content.decode()
    assert not SavedSearch.objects.exists()
    assert "订阅成功" in client.post(path).content.decode()
    saved = SavedSearch.objects.get()
    assert (saved.address, saved.words) == ("reader@example.com", "物业")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("q=物业 近三年", "“近三年”不作为订阅条件"),
        ("q=物业 年份:2024", "“2024年”不作为订阅条件"),
        ("q=物业 2024-05&year=2023", "“2024-05”“2023年”不作为订阅条件"),
    ],
)
def test_who_subscribes_is_told_that_days_do_not_count(client: Client, asked: str, said: str) -> None:
    shown = client.get(f"/search/subscribe/?{asked}").content.decode()
    wrong = client.post(f"/search/subscribe/?{asked}", {"address": "nonsense"}).content.decode()
    client.force_login(UserFactory())
    client.post(f"/search/subscribe/?{asked}")

    assert said in shown
    assert said in wrong
    assert "不作为订阅条件" not in client.get("/search/subscribe/?q=物业").content.decode()
    assert SavedSearch.objects.get().words == asked.split("&")[0].removeprefix("q=")


def test_the_list_of_subscriptions_and_the_link_of_the_letter_say_it_too(client: Client) -> None:
    client.post("/search/subscribe/?q=物业 近三年", {"address": "reader@example.com", "website": ""})
    path = re.sub(r"^https?://[^/]+", "", OutboxLetter.objects.get().context["url"])
    client.force_login(UserFactory())
    client.post("/search/subscribe/?q=物业 近三年")

    assert "“近三年”不作为订阅条件" in client.get(path).content.decode()
    assert "“近三年”不作为条件" in client.get("/search/subscriptions/").content.decode()


@pytest.mark.parametrize("data", [{"address": "nonsense"}, {"address": "a@example.com", "website": "x"}, {}])
def test_a_senseless_address_is_refused_kindly(client: Client, data: dict[str, str]) -> None:
    assert client.post("/search/subscribe/?q=物业", data).status_code == 422
    assert not OutboxLetter.objects.exists()


def test_a_subscription_to_nothing_is_refused(client: Client) -> None:
    assert "请先输入检索词" in client.get("/search/subscribe/").content.decode()
    assert client.post("/search/subscribe/", {"address": "a@example.com"}).status_code == 400
    assert client.get("/search/confirm/made-up/").status_code == 410
    assert client.get("/search/stop/made-up/").status_code == 404


def test_the_signed_in_subscribe_at_once_and_see_and_end_their_own(client: Client) -> None:
    reader, other = UserFactory(), UserFactory()
    client.force_login(reader)
    client.post("/search/subscribe/?q=物业&kind=policies.document")
    saved = SavedSearch.objects.get()
    listed = client.get("/search/subscriptions/").content.decode()

    assert (saved.user, saved.kind) == (reader, "policies.document")
    assert "政策文件" in listed
    client.force_login(other)
    assert client.post(f"/search/subscriptions/{saved.pk}/stop/").status_code == 404
    client.force_login(reader)
    client.post(f"/search/subscriptions/{saved.pk}/stop/")
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize("cursor", ["x", "r1.2", "db1.1", "rb9.99999999.1", "%00", "d" * 500])
@pytest.mark.parametrize("path", ["/search/"])
def test_a_made_up_page_mark_is_400(client: Client, path: str, cursor: str) -> None:
    assert client.get(f"{path}?q=物业&cursor={cursor}").status_code == 400


@pytest.mark.parametrize("text", ["", "x" * 2000, "！？。", '"' * 99, "' | !", "😀", "\x00", "-", "((("])
@pytest.mark.parametrize("path", ["/search/", "/search/feed.rss", "/search/export.csv", "/search/subscribe/"])
def test_no_door_fails_whatever_is_typed(client: Client, path: str, text: str) -> None:
    assert client.get(path, {"q": text, "year": "x", "column": "no-such", "strange": "1"}).status_code in (200, 400)


def test_what_no_longer_applies_comes_after_what_does_unless_asked_for(client: Client) -> None:
    ended = DocumentFactory(
        title="物业管理办法", document_number="云建〔2020〕9号", expires_on=dt.date(2026, 3, 1), published=True
    )
    current = DocumentFactory(title="关于加强住宅小区物业管理工作的若干意见", published=True)

    def order(**query: str) -> list[str]:
        return [hit.title for hit in client.get("/search/", query).context["found"].hits]

    assert order(q="物业管理") == [current.title, ended.title]
    assert order(q="云建〔2020〕9号")[0] == ended.title
    assert order(q="物业管理办法")[0] == ended.title
    assert order(q="物业管理", validity="lapsed") == [ended.title]


def test_pages_for_staff_and_subscribers_take_a_fixed_number_of_queries(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    reader = StaffFactory(duties=[Duty.CLERK])
    client.force_login(reader)
    for n in range(12):
        client.post(f"/search/subscribe/?q=物业{'甲乙丙丁戊己庚辛壬癸子丑'[n]}") if n < 9 else None
        QueryCount.objects.create(day=moment.today(), words=f"词{n}", searches=9, empty=6)

    with django_assert_max_num_queries(14):
        client.get("/workbench/search/")
    with django_assert_max_num_queries(14):
        client.get("/search/subscriptions/")
