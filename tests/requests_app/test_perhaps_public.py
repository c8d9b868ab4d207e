"""An applicant who describes what is public already is shown it before he says who he is."""

import datetime as dt

import pytest
from django.test import Client

from portal.kernel.publishing.models import Grant
from portal.kernel.publishing.services import release
from portal.kernel.search.models import QueryCount, SearchText
from portal.kernel.search.tally import tally
from requests_app.selectors import ALREADY_PUBLIC, perhaps_public
from tests.factories.disclosure import ItemFactory
from tests.factories.people import UserFactory
from tests.factories.publishing import RELEASED_AT, Desk
from tests.requests_app.applying import answered, begun, page_of

pytestmark = pytest.mark.django_db
PUBLIC, NEXT = "/requests/new/public/", page_of("applicant")
TITLE = "既有住宅加装电梯资金分摊办法"
BODY = "既有多层住宅加装电梯，由业主协商，电梯井道和担架电梯的尺寸应当满足使用要求，资金由业主分摊。"
ACCOUNT = "我家住在六楼，想请问我们这样的老楼加装电梯时，各层业主之间的资金到底怎样分摊，住宅电梯井道有没有要求？"


@pytest.fixture
def item(db: None):
    return ItemFactory(title=TITLE, body=BODY, published=True)


def described(client: Client, account: str = ACCOUNT) -> str:
    begun(client)
    return str(answered(client, "information", description=account, document_number="")["Location"])


def test_it_shows_what_is_about_the_same_where_nothing_holds_the_words(client: Client, item) -> None:
    assert described(client) == PUBLIC

    page = client.get(PUBLIC)

    assert "可能已经公开，看看有没有您需要的" in page.text
    assert f'href="{item.get_absolute_url()}"' in page.text
    assert "都不是，继续申请" in page.text
    assert NEXT in page.text


def test_it_shows_five_at_most(client: Client, item) -> None:
    for _ in range(7):
        ItemFactory(title=TITLE, body=BODY, published=True)

    assert len(perhaps_public(ACCOUNT)) == ALREADY_PUBLIC == 5


def test_what_is_no_longer_in_force_comes_last(item) -> None:
    SearchText.objects.filter(entry__object_id=item.pk).update(validity="repealed")
    later = [ItemFactory(title=TITLE, body=BODY + "担架。" * more, published=True) for more in (1, 2)]

    found = [each.object_id for each in perhaps_public(ACCOUNT)]

    assert found[-1] == item.pk
    assert set(found) == {item.pk, *(each.pk for each in later)}


def test_it_goes_straight_on_where_nothing_is_alike(client: Client, item) -> None:
    assert described(client, "2025年明湖小区门前道路养护招标的评分记录") == NEXT


@pytest.mark.parametrize("state", ["draft", "scheduled", "targeted", "withdrawn"])
def test_what_not_everybody_may_see_is_never_shown(client: Client, state: str) -> None:
    desk = Desk()
    item = ItemFactory(title=TITLE, body=BODY, targeted=state == "targeted")
    if state == "targeted":
        Grant.objects.create(subject=item, user=UserFactory())
    if state == "scheduled":
        planned_at = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
        release.schedule(thing=desk.sign(item), planned_at=planned_at, by=desk.office, at=RELEASED_AT)
    if state in {"targeted", "withdrawn"}:
        desk.publish(item)
    if state == "withdrawn":
        release.withdraw(thing=item, reason="有误", by=desk.office, at=RELEASED_AT + dt.timedelta(hours=1))

    assert described(client) == NEXT
    assert TITLE not in client.get(PUBLIC).text
    assert perhaps_public(ACCOUNT) == ()


def test_the_account_is_neither_counted_nor_told_to_anybody(client: Client, item, caplog) -> None:
    tally.write()
    QueryCount.objects.all().delete()

    described(client)
    page = client.get(PUBLIC)

    tally.write()
    assert not QueryCount.objects.exists()
    assert page["Cache-Control"] == "private, no-store"
    assert "六楼" not in caplog.text
    assert "六楼" not in page.text


def test_looking_costs_the_same_for_few_and_for_many(client: Client, item, django_assert_max_num_queries) -> None:
    described(client)
    for _ in range(6):
        ItemFactory(title=TITLE, body=BODY, published=True)

    # The identity; the draft; what is alike: its limit of time (three), the entries, their words, their titles.
    with django_assert_max_num_queries(8):
        assert client.get(PUBLIC).status_code == 200
