"""What else is there about this."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from portal.kernel.people.models import Department
from portal.kernel.search import related
from portal.kernel.search.keywords import KEPT, keywords_of
from portal.kernel.search.models import SearchKinship
from portal.kernel.search.services import indexing, kinship
from portal.kernel.search.sources import SearchSource
from tests.factories.people import UserFactory

AT = datetime(2026, 1, 5, tzinfo=UTC)
Make = Callable[..., Department]
LIFTS = "既有多层住宅加装电梯，由业主协商，电梯井道、底坑和担架电梯的尺寸应当满足使用要求，资金由业主分摊。"
RENT = "公共租赁住房的租金标准、申请条件和轮候期限，由住房保障机构公布，租赁补贴按月发放。"


def like(thing: Department) -> list[str]:
    return [found.title for found in related.like(thing)]


@pytest.fixture
def lifts(thing: Make) -> Department:
    return thing("既有住宅加装电梯办法", LIFTS)


def test_keywords_are_the_words_a_text_is_about(db: None) -> None:
    found = keywords_of("既有住宅加装电梯办法", LIFTS)

    assert found[:2] == ["电梯", "住宅"]
    assert "应当" not in found
    assert len(keywords_of("", LIFTS + RENT)) == KEPT


@pytest.mark.parametrize("text", ["", "！？", "第一条", "\x00\ud800", "😀"])
def test_a_text_about_nothing_has_no_keywords(db: None, text: str) -> None:
    assert keywords_of("", text) == []


def test_things_about_the_same_lead_to_each_other(thing: Make, lifts: Department) -> None:
    guide = thing("加装电梯资金分摊指南", LIFTS.replace("应当", "可以"))
    rent = thing("公共租赁住房管理办法", RENT)

    kinship.compare(at=AT)

    assert like(lifts) == ["加装电梯资金分摊指南"]
    assert like(guide) == ["既有住宅加装电梯办法"]
    assert like(rent) == []


def test_what_is_taken_back_is_shown_no_more(thing: Make, lifts: Department) -> None:
    guide = thing("加装电梯资金分摊指南", LIFTS)
    kinship.compare(at=AT)

    indexing.remove(guide)

    assert like(lifts) == []
    assert like(guide) == []
    assert SearchKinship.objects.count() == 1


def test_a_new_thing_waits_for_its_comparison(thing: Make, lifts: Department) -> None:
    guide = thing("加装电梯资金分摊指南", LIFTS)

    assert like(guide) == []
    assert kinship.compare(at=AT, limit=1) == 1
    assert kinship.compare(at=AT) == 2
    assert not SearchKinship.objects.filter(others=None).exists()


def test_what_was_written_past_the_keywords_gets_them_later(thing: Make, lifts: Department) -> None:
    thing("加装电梯资金分摊指南", LIFTS)
    SearchKinship.objects.all().delete()

    assert kinship.note_missing(batch=1) == 2

    kinship.compare(at=AT)
    assert like(lifts) == ["加装电梯资金分摊指南"]


def test_changed_content_is_compared_anew(thing: Make, lifts: Department) -> None:
    thing("加装电梯资金分摊指南", LIFTS)
    kinship.compare(at=AT)
    lifts.name, lifts.duties_text = "公共租赁住房管理办法", RENT

    indexing.index(lifts)

    assert like(lifts) == []


def test_at_most_six_are_shown(thing: Make, lifts: Department) -> None:
    for n in range(9):
        thing(f"加装电梯指南{n}", LIFTS)

    kinship.compare(at=AT)

    assert len(like(lifts)) == 6


def test_any_text_has_its_like(thing: Make, lifts: Department, kind: SearchSource) -> None:
    thing("公共租赁住房管理办法", RENT)

    found = related.like_text("我想知道老小区加装电梯时业主怎样分摊资金，电梯井道有什么要求")

    assert [each.title for each in found] == ["既有住宅加装电梯办法"]
    assert related.like_text("加装电梯 业主 资金 分摊", kinds=["another.kind"]) == ()
    assert [each.title for each in related.like_text("加装电梯 业主 资金 分摊", kinds=[kind.kind])] == [
        "既有住宅加装电梯办法"
    ]


def test_what_is_never_searched_has_no_like(kind: SearchSource, db: None) -> None:
    assert related.like(UserFactory()) == ()


def test_a_page_pays_one_query(
    thing: Make, lifts: Department, django_assert_num_queries: Callable[..., object]
) -> None:
    for n in range(9):
        thing(f"加装电梯指南{n}", LIFTS)
    kinship.compare(at=AT)

    with django_assert_num_queries(1):  # type: ignore[attr-defined]  # the stubs do not know it
        related.like(lifts)
