"""It takes in what was public before, once, and knows its versions."""

import datetime as dt
from dataclasses import replace

import pytest

from policies.models import Document, Relation
from policies.services.importing import ImportedDocument, take
from portal.kernel.publishing.models import Version
from portal.kernel.publishing.services import drafting, release
from portal.kernel.search.models import SearchEntry
from tests.factories.people import DepartmentFactory
from tests.factories.publishing import RELEASED_AT

pytestmark = pytest.mark.django_db
ON = RELEASED_AT.date()
SOURCE = ImportedDocument(
    source_key="laws/物业.md",
    title="上海市住宅物业管理规定",
    body="第一条 为了规范。",
    history=("2004年8月19日通过", "2018年11月22日修正"),
    formed_on=dt.date(2018, 11, 22),
    effective_on=dt.date(2019, 1, 1),
)


@pytest.fixture
def office(db):
    return DepartmentFactory()


def bring(source, office, publish=True):
    return take(source=source, department=office, by=None, at=RELEASED_AT, publish=publish)


def validity(key):
    return Document.objects.with_validity(on=ON, at=RELEASED_AT).get(source_key=key).validity_code


def test_it_creates_publishes_and_indexes(office):
    taken = bring(SOURCE, office)

    document = taken.document
    assert (taken.outcome, document.state, document.published_at) == ("created", "published", RELEASED_AT)
    assert document.history == "2004年8月19日通过\n2018年11月22日修正"
    assert SearchEntry.objects.filter(object_id=document.pk).exists()


def test_a_second_time_nothing_changes(office):
    bring(SOURCE, office)
    versions = Version.objects.count()

    assert bring(SOURCE, office).outcome == "unchanged"
    assert Version.objects.count() == versions
    assert Document.objects.count() == 1


def test_other_content_updates_what_is_public(office):
    bring(SOURCE, office)

    taken = bring(replace(SOURCE, body="第一条 改。"), office)

    assert taken.outcome == "updated"
    assert Document.objects.get().body == "第一条 改。"
    assert Document.objects.get().state == "published"


def test_without_publish_it_stays_a_draft_and_may_be_published_later(office):
    assert bring(SOURCE, office, publish=False).document.state == "draft"
    assert bring(SOURCE, office, publish=False).outcome == "unchanged"

    assert bring(SOURCE, office).document.state == "published"


def test_what_people_are_working_on_is_left_alone(office, desk):
    document = bring(SOURCE, office).document
    drafting.revise(thing=document, by=desk.clerk, at=RELEASED_AT)

    taken = bring(replace(SOURCE, body="改"), office)

    assert (taken.outcome, "正在办理" in taken.reason) == ("refused", True)
    drafting.discard(thing=document, by=desk.clerk, at=RELEASED_AT)
    release.withdraw(thing=document, reason="误", by=desk.office, at=RELEASED_AT)
    assert bring(replace(SOURCE, body="改"), office).reason == "该文件已撤回，不再导入"


@pytest.mark.parametrize("order", [("old", "middle", "new"), ("new", "old", "middle"), ("middle", "new", "old")])
def test_of_several_versions_only_the_latest_is_current_in_whatever_order_they_come(office, order):
    sources = {
        "old": replace(SOURCE, source_key="old", formed_on=dt.date(2004, 8, 19), effective_on=dt.date(2004, 11, 1)),
        "middle": replace(
            SOURCE, source_key="middle", formed_on=dt.date(2010, 12, 23), effective_on=dt.date(2011, 4, 1)
        ),
        "new": replace(SOURCE, source_key="new"),
    }

    for name in order:
        bring(sources[name], office)

    assert [validity(name) for name in ("old", "middle", "new")] == ["amended", "amended", "in_force"]
    shown = dict(SearchEntry.objects.values_list("object_id", "text__validity"))
    assert [shown[Document.objects.get(source_key=name).pk] for name in ("old", "middle", "new")] == [
        "amended",
        "amended",
        "in_force",
    ]
    pairs = Relation.objects.values_list("from_document__source_key", "to_document__source_key", "effective_on")
    assert set(pairs) == {
        ("new", "middle", dt.date(2019, 1, 1)),
        ("middle", "old", dt.date(2011, 4, 1)),
    }
