"""Hidden is hidden at every door: list, page, API, feed, sitemap, attachment, search."""

import datetime as dt

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from disclosure.feeds import ItemSitemap
from disclosure.models import Item
from portal.kernel.publishing.models import Grant
from portal.kernel.publishing.services import drafting, release
from portal.kernel.search.selectors import search
from tests.factories.attachments import attached
from tests.factories.disclosure import ItemFactory
from tests.factories.people import StaffFactory, UserFactory
from tests.factories.publishing import RELEASED_AT

pytestmark = pytest.mark.django_db
LATER = RELEASED_AT + dt.timedelta(days=1)
WORD = "琉璃瓦"


class Doors:
    """Whether an item shows through each door to this client."""

    def __init__(self, client, item, file):
        self.client, self.item, self.file = client, item, file

    def list(self):
        return WORD in self.client.get(reverse("disclosure:list")).content.decode()

    def page(self):
        return self.client.get(self.item.get_absolute_url()).status_code == 200

    def api_list(self):
        return WORD in self.client.get("/api/v1/disclosure/items").content.decode()

    def api_page(self):
        return self.client.get(f"/api/v1/disclosure/items/{self.item.pk}").status_code == 200

    def rss(self):
        return WORD in self.client.get(reverse("disclosure:rss")).content.decode()

    def atom(self):
        address = reverse("disclosure:column-atom", args=[self.item.column.slug])
        return WORD in self.client.get(address).content.decode()

    def sitemap(self):
        return self.item.pk in [item.pk for item in ItemSitemap().items()]

    def attachment(self):
        return self.client.get(self.file.get_absolute_url()).status_code == 200

    def search(self):
        return search(text=WORD, filters={}, cursor="", size=20).total > 0

    def catalogue_count(self):
        return f"?matter={self.item.matter_id}" in self.client.get(reverse("disclosure:catalogue")).content.decode()


ALL_DOORS = ("list", "page", "api_list", "api_page", "rss", "atom", "sitemap", "attachment", "search")
PERSONAL_DOORS = ("list", "page", "api_list", "api_page", "attachment")


@pytest.fixture
def opened(client, desk):
    """An item with an attachment, in the state asked for, and its doors."""

    def make(state, **changes):
        item = ItemFactory(title=f"{WORD}供应情况", created_by=desk.clerk, **changes)
        file = attached(item)
        if state != "draft":
            desk.submit(item)
        if state in ("approved", "scheduled"):
            desk.approve(desk.review(item))
        if state == "scheduled":
            release.schedule(
                thing=item, planned_at=dt.datetime(2099, 1, 1, tzinfo=dt.UTC), by=desk.office, at=RELEASED_AT
            )
        if state in ("published", "withdrawn", "revised"):
            desk.release(desk.approve(desk.review(item)))
        if state == "withdrawn":
            release.withdraw(thing=item, reason="数据有误，更正后重新公开", by=desk.office, at=LATER)
        if state == "revised":
            drafting.revise(thing=item, by=desk.clerk, at=LATER)
            drafting.save_draft(thing=item, data={"title": "尚未公开的改稿"}, by=desk.clerk, at=LATER)
        return Doors(client, item, file)

    return make


@pytest.mark.parametrize("door", ALL_DOORS)
def test_what_is_public_shows_through_every_door(opened, door):
    assert getattr(opened("published"), door)()


@pytest.mark.parametrize("door", ALL_DOORS)
@pytest.mark.parametrize("state", ["draft", "submitted", "approved", "scheduled", "withdrawn"])
def test_what_is_not_public_shows_through_no_door(opened, state, door):
    assert not getattr(opened(state), door)()


@pytest.mark.parametrize("door", ALL_DOORS)
def test_while_being_revised_the_public_text_stays_and_the_draft_is_hidden(opened, client, door):
    doors = opened("revised")

    assert getattr(doors, door)()
    assert "改稿" not in client.get(doors.item.get_absolute_url()).content.decode()


def targeted(opened, reader=None):
    doors = opened("draft")
    Item.objects.filter(pk=doors.item.pk).update(targeted=True)
    if reader:
        Grant.objects.create(
            subject_type=ContentType.objects.get_for_model(Item), subject_id=doors.item.pk, user=reader
        )
    doors.item.refresh_from_db()
    return doors


@pytest.mark.parametrize("door", ALL_DOORS)
def test_what_is_for_somebody_else_shows_through_no_door(opened, client, desk, door):
    doors = targeted(opened, reader=UserFactory())
    desk.publish(doors.item)
    client.force_login(UserFactory())

    assert not getattr(doors, door)()


@pytest.mark.parametrize("door", PERSONAL_DOORS)
def test_what_is_for_a_reader_shows_through_his_doors_only(opened, client, desk, door):
    reader = UserFactory()
    doors = targeted(opened, reader=reader)
    desk.publish(doors.item)
    client.force_login(reader)

    assert getattr(doors, door)()
    assert not doors.rss()
    assert not doors.sitemap()
    assert not doors.search()


def test_a_page_for_one_reader_is_never_kept_by_a_proxy(opened, client, desk):
    reader = UserFactory()
    doors = targeted(opened, reader=reader)
    desk.publish(doors.item)
    client.force_login(reader)

    assert "no-store" in client.get(doors.item.get_absolute_url())["Cache-Control"]


def test_hidden_and_absent_look_the_same(opened, client):
    item = opened("draft").item
    hidden, absent = client.get(f"/disclosure/{item.pk}/"), client.get("/disclosure/999999/")

    assert hidden.status_code == absent.status_code == 404
    assert hidden.content.decode().replace(f"/{item.pk}/", "/999999/") == absent.content.decode()


def test_staff_see_no_drafts_on_public_pages(opened, client):
    doors = opened("draft")
    client.force_login(StaffFactory())

    assert not doors.page()
    assert not doors.list()


def test_a_withdrawn_item_leaves_a_tombstone_with_number_date_and_reason_only(opened, client):
    item = opened("withdrawn").item

    response = client.get(item.get_absolute_url())
    page = response.content.decode()
    answer = client.get(f"/api/v1/disclosure/items/{item.pk}")

    assert response.status_code == answer.status_code == 410
    assert item.index_number in page
    assert "2026年3月4日" in page
    assert "数据有误，更正后重新公开" in page
    assert WORD not in page
    assert WORD not in answer.content.decode()
    assert "数据有误" in answer.json()["errors"][0]["detail"]


def test_a_withdrawn_item_for_few_leaves_no_tombstone_for_others(opened, client, desk):
    doors = targeted(opened, reader=UserFactory())
    desk.publish(doors.item)
    release.withdraw(thing=doors.item, reason="数据有误", by=desk.office, at=LATER)

    assert client.get(doors.item.get_absolute_url()).status_code == 404
