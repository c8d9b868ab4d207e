"""Taking items over: once, repeatably, one bad file by itself."""

import dataclasses
import datetime as dt

import pytest

from disclosure.models import Item
from disclosure.services.importing import ImportedItem, Outcome, take
from portal.kernel.publishing.services import drafting, release
from tests.factories.people import DepartmentFactory
from tests.factories.taxonomy import ColumnFactory

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 3, 2, 1, tzinfo=dt.UTC)
SOURCE = ImportedItem(
    source_key="folder/a.md",
    title="关于公租房的公告",
    body="正文。",
    organ="云州市住房和城乡建设局",
    formed_on=dt.date(2025, 6, 3),
)


@pytest.fixture
def taking():
    department, column = DepartmentFactory(), ColumnFactory()

    def run(source=SOURCE, *, publish=True, by=None):
        return take(
            source=source,
            department=department,
            column=column,
            by=by,
            at=AT,
            publish=publish,
            published_at=dt.datetime(2025, 6, 9, 1, tzinfo=dt.UTC),
        )

    return run


def test_a_file_comes_in_with_the_moment_it_was_published(taking):
    taken = taking()

    assert taken.outcome is Outcome.CREATED
    assert taken.item.published_at == dt.datetime(2025, 6, 9, 1, tzinfo=dt.UTC)
    assert taken.item.index_number.endswith("/2025-00001")


def test_a_second_run_changes_nothing(taking):
    taking()

    assert taking().outcome is Outcome.UNCHANGED
    assert Item.objects.count() == 1


def test_other_content_updates_and_stays_public(taking, desk):
    taking()

    taken = taking(dataclasses.replace(SOURCE, body="改正后的正文。"), by=desk.clerk)

    assert taken.outcome is Outcome.UPDATED
    item = Item.objects.get()
    assert (item.state, item.body) == ("published", "改正后的正文。")
    assert item.published_at == dt.datetime(2025, 6, 9, 1, tzinfo=dt.UTC)


def test_a_draft_run_may_be_published_later(taking):
    assert taking(publish=False).item.published_at is None

    assert taking().item.state == "published"


def test_what_people_work_on_or_withdrew_is_left_alone(taking, desk):
    item = taking().item
    other = dataclasses.replace(SOURCE, body="别的正文。")
    drafting.revise(thing=item, by=desk.clerk, at=AT)
    assert taking(other).outcome is Outcome.REFUSED

    drafting.discard(thing=item, by=desk.clerk, at=AT)
    release.withdraw(thing=item, reason="有误", by=desk.office, at=AT)
    taken = taking(other)
    assert (taken.outcome, taken.reason) == (Outcome.REFUSED, "该条目已撤回，不再导入")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"formed_on": None}, "成文日期"),
        ({"formed_on": dt.date(2027, 1, 1)}, "不能晚于今天"),
        ({"title": "题" * 301}, "最多 300 个字"),
        ({"body": "坏\x00文件"}, "控制字符"),
    ],
)
def test_a_bad_file_is_refused_in_words_and_leaves_nothing(taking, changes, words):
    taken = taking(dataclasses.replace(SOURCE, **changes))

    assert taken.outcome is Outcome.REFUSED
    assert words in taken.reason
    assert Item.objects.count() == 0
