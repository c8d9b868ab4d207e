"""What is looked for, counted without persons."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from portal.kernel.search.insight import all_frequent, insight
from portal.kernel.search.models import QueryCount
from portal.kernel.search.services import insight as affairs
from portal.kernel.search.tally import Tally, countable

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("物業  服務", "物业 服务"),
        ("\uff22\uff29\uff2d", "bim"),
        ("沪房〔2024〕66号", "沪房(2024)66号"),
        ("110101199003074530", ""),
        ("张三 1101 0119 9003 0745 30", ""),
        ("13800138000", ""),
        ("138-0013-8000", ""),
        ("021 6321 5555", ""),
        ("zhang@example.com", ""),
        ("物" * 41, ""),
        ("！？", ""),
        ("", ""),
        ("物业\x00", "物业"),
    ],
)
def test_a_wording_is_counted_in_one_spelling_and_not_at_all_when_it_may_be_somebodys(text: str, counted: str) -> None:
    assert countable(text) == counted


def test_counts_are_added_up_when_they_are_written(db: None) -> None:
    first, second = Tally(), Tally()
    first.searched("物业", found=True, on=DAY)
    first.searched("物業", found=True, on=DAY)
    first.searched("飞船", found=False, on=DAY)
    second.searched("物业", found=True, on=DAY)

    assert (first.write(), second.write(), first.write()) == (2, 1, 0)

    assert list(QueryCount.objects.order_by("words").values_list("words", "searches", "empty", "opened")) == [
        ("物业", 3, 0, 0),
        ("飞船", 1, 1, 0),
    ]


def test_an_opened_hit_counts_for_the_wording_that_led_to_it(db: None) -> None:
    tally = Tally()
    tally.searched("物业", found=True, on=DAY)
    mark = tally.mark("物业", on=DAY)
    tally.write()

    assert tally.opened(mark)
    assert not tally.opened("made-up")
    assert not tally.opened(f"{mark}x")
    tally.write()

    assert QueryCount.objects.get().opened == 1


def test_a_flood_of_wordings_does_not_fill_the_memory(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.kernel.search.tally.MOST_KEPT", 2)
    tally = Tally()

    for words in ("甲", "乙", "丙", "甲"):
        tally.searched(words, found=True, on=DAY)
    tally.write()

    assert dict(QueryCount.objects.values_list("words", "searches")) == {"甲": 2, "乙": 1}


def counted(words: str, searches: int, *, empty: int = 0, opened: int = 0, day: date = DAY) -> None:
    QueryCount.objects.create(day=day, words=words, searches=searches, empty=empty, opened=opened)


def test_rare_wordings_are_counted_and_never_shown(db: None) -> None:
    counted("公租房", 4, opened=3)
    counted("公租房", 6, opened=5, day=DAY + timedelta(days=1))
    counted("飞船", 6, empty=6)
    counted("某某家的邻居", 4, empty=4)

    seen = insight(first=DAY, last=DAY + timedelta(days=1))

    assert (seen.searches, seen.empty, seen.opened, seen.hidden) == (20, 10, 8, 4)
    assert [(each.words, each.searches, each.opened_each) for each in seen.top] == [
        ("公租房", 10, "0.8"),
        ("飞船", 6, "0.0"),
    ]
    assert [(each.words, each.empty) for each in seen.in_vain] == [("飞船", 6)]
    assert (seen.empty_share, seen.opened_each) == ("50.0%", "0.40")
    assert [each.words for each in all_frequent(first=DAY, last=DAY)] == ["飞船"]


def test_a_period_without_searches_is_empty(db: None) -> None:
    seen = insight(first=DAY, last=DAY)

    assert (seen.searches, seen.hidden, seen.top, seen.empty_share) == (0, 0, (), "–")


def test_rare_wordings_are_forgotten_after_a_month_and_all_after_four_hundred_days(db: None) -> None:
    counted("罕见", 4, day=DAY - timedelta(days=31))
    counted("新近罕见", 4, day=DAY - timedelta(days=30))
    counted("常见", 5, day=DAY - timedelta(days=399))
    counted("常见", 9, day=DAY - timedelta(days=401))

    assert affairs.forget(on=DAY) == 2

    assert set(QueryCount.objects.values_list("words", "day")) == {
        ("新近罕见", DAY - timedelta(days=30)),
        ("常见", DAY - timedelta(days=399)),
    }


def test_counts_that_contradict_each_other_are_refused_by_name(db: None) -> None:
    with pytest.raises(IntegrityError, match="search_query_counts_agree"), transaction.atomic():
        counted("物业", 1, empty=2)
    counted("物业", 1)
    with pytest.raises(IntegrityError, match="search_query_counted_once_a_day"):
        counted("物业", 1)
