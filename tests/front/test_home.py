"""The home page below its doors: consultations with their days, the newest by column, figures, notices."""

import datetime as dt

import pytest

from portal.kernel.ui.moment import today
from tests.factories.consultations import ConsultationFactory
from tests.factories.disclosure import ItemFactory
from tests.factories.policies import DocumentFactory, InterpretationFactory
from tests.factories.requests_app import submitted
from tests.factories.taxonomy import ColumnFactory

pytestmark = pytest.mark.django_db


def main_of(client, address="/"):
    return client.get(address).content.decode().partition("<main")[2]


def test_the_tabs_are_links_that_narrow_the_newest_to_a_column_with_everything_below_it(client):
    column = ColumnFactory(slug="news", name="工作动态")
    ours = ItemFactory(published=True, column=ColumnFactory(slug="below-news", parent=column))
    theirs = ItemFactory(published=True)

    everything, narrowed = main_of(client), main_of(client, "/?column=news")

    assert 'href="/?column=news#news"' in everything
    assert ours.title in everything
    assert theirs.title in everything
    assert ours.title in narrowed
    assert theirs.title not in narrowed


@pytest.mark.parametrize("slug", ["no-such", "notices", "<script>"])
def test_a_column_that_is_no_tab_shows_all(client, slug):
    ColumnFactory(slug="notices")
    item = ItemFactory(published=True)

    shown = main_of(client, f"/?column={slug}")

    assert item.title in shown
    assert "<script>" not in shown


def test_notices_have_their_place_at_the_foot_of_the_page(client):
    notice = ItemFactory(published=True, column=ColumnFactory(slug="notices", name="通知公告"))

    shown = main_of(client)

    assert shown.rindex(notice.title) > shown.index('id="notices"')


def test_an_open_consultation_shows_its_days_as_ticks(client):
    day = today()
    ConsultationFactory(published=True, opens_on=day - dt.timedelta(days=4), closes_on=day + dt.timedelta(days=26))

    shown = main_of(client)

    assert "还有 <strong>27</strong> 天" in shown
    assert (shown.count("tick-gone"), shown.count("tick-left"), shown.count("tick-last")) == (4, 26, 1)


def test_the_figures_are_those_of_the_apps_and_say_of_which_day(client):
    InterpretationFactory(published=True, document=DocumentFactory(published=True))
    DocumentFactory(published=True)
    DocumentFactory()
    submitted(on=f"{today():%Y}-01-05")
    day = today()

    shown = main_of(client)

    assert "有解读的政策文件" in shown
    assert '<td class="num" data-value="1">1</td>' in shown
    assert f"截至 {day.year}年{day.month}月{day.day}日" in shown
    assert "正在办理" in shown


def test_without_anything_to_tell_the_figures_are_left_out(client):
    assert 'id="figures"' not in main_of(client)
