"""The word index asked for many rows: sampled counts and lists by windows of days give what a full walk gives."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from portal.kernel.people.models import Department
from portal.kernel.search import engine, finding, lexemes, listing, ranking, relevance, selectors, sources
from portal.kernel.search.engine import Tally
from portal.kernel.search.models import SearchEntry, SearchSample
from portal.kernel.search.ranking import Candidate, Place
from portal.kernel.search.sources import BELOW_CURRENT, SearchSource
from tests.kernel.search.conftest import document_of

FIRST = date(2024, 1, 1)
DAYS = 40


@pytest.fixture
def rows(db: None) -> list[Place]:
    """Eighty rows with one word, two a day, every fourth in the sample; newest first."""
    entries = SearchEntry.objects.bulk_create(
        SearchEntry(
            # Of their own choice: on which of many hits headings are counted is a lot drawn from this number.
            id=number + 1,
            kind="tests.thing",
            object_id=number,
            published_on=FIRST + timedelta(days=number // 2),
            facets=[number % 2],
            tsv=lexemes.document_vector(
                title="",
                body="物业",
                number="",
                facets=lexemes.day_lexemes(FIRST + timedelta(days=number // 2)),
            ),
        )
        for number in range(2 * DAYS)
    )
    SearchSample.objects.bulk_create(
        SearchSample(entry=entry, facets=entry.facets, tsv=entry.tsv) for entry in entries[::4]
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_searchentry")
    rows = SearchEntry.objects.order_by("-published_on", "-id").values_list("pk", "published_on")
    return [Place(0, day.toordinal(), pk) for pk, day in rows]


@pytest.mark.parametrize("dense", [1, 60])
def test_the_newest_are_listed_by_days_as_they_are_by_a_full_walk(
    rows: list[Place], monkeypatch: pytest.MonkeyPatch, dense: int
) -> None:
    monkeypatch.setattr(listing, "_DENSE", dense)

    assert listing.newest("'物业'", 7, tallied=Tally(80, rows=80)) == rows[:7]
    assert listing.newest("'物业'", 7, tallied=Tally(80, rows=80), beyond=rows[9]) == rows[10:17]
    assert listing.newest("'物业'", 7, tallied=Tally(80, rows=80), beyond=rows[75]) == rows[76:]


@pytest.mark.parametrize("dense", [1, 60])
def test_turning_back_the_oldest_of_what_is_newer_are_listed(
    rows: list[Place], monkeypatch: pytest.MonkeyPatch, dense: int
) -> None:
    monkeypatch.setattr(listing, "_DENSE", dense)
    expected = rows[12:19][::-1]

    assert listing.newest("'物业'", 7, tallied=Tally(80, rows=80), beyond=rows[19], backward=True) == expected


def test_a_wrong_estimate_only_costs_time(rows: list[Place]) -> None:
    assert listing.newest("'物业'", 7, tallied=Tally(80_000, about=True, rows=80)) == rows[:7]
    assert listing.newest("'飞船'", 7, tallied=Tally(80_000, about=True, rows=80)) == []


def test_a_small_table_is_asked_without_a_probe(rows: list[Place]) -> None:
    assert engine.probe(["'物业'", "'飞船'"]) == (80, [None, None])


def test_a_probe_estimates_each_question_from_its_sample(rows: list[Place], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MANY", 10)
    monkeypatch.setattr(engine, "PROBE", 4)
    monkeypatch.setattr(engine, "SAMPLED", 4)

    assert engine.probe(["'物业'", "'~20240101'", "'飞船'"]) == (80, [80, 4, 0])


def test_one_walk_of_the_sample_counts_and_heads(rows: list[Place], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every fourth row is in it, all of them under the same heading."""
    monkeypatch.setattr(engine, "SAMPLED", 4)

    assert engine.recount("'物业'", headed=True) == (80, {0: 80})
    assert engine.recount("'物业'", headed=False) == (80, {})
    assert engine.recount("'飞船'", headed=True) == (0, {})


def test_one_walk_counts_heads_and_lists(rows: list[Place]) -> None:
    gathered = engine.gather("'物业'", "'^物业'", 5, titles=3, headed=80)

    assert (gathered.total, gathered.newest, gathered.titled) == (80, rows[:5], [])
    assert (gathered.heads, gathered.one_of) == ({0: 40, 1: 40}, 1)
    assert engine.gather("'飞船'", "'^飞船'", 5, titles=3, headed=80) == engine.Gathered(0, [], [], {})
    assert engine.gather("'物业'", "'^物业'", 5, titles=3, headed=0).heads == {}


@pytest.mark.parametrize(("headed", "one_of"), [(40, 2), (27, 3)])
def test_headings_of_many_hits_are_estimated_on_a_part_of_them(rows: list[Place], headed: int, one_of: int) -> None:
    """Every other number has the one heading, every other the other: whoever took each second would miss one."""
    gathered = engine.gather("'物业'", "'^物业'", 5, titles=3, headed=headed)

    assert gathered.one_of == one_of
    assert gathered.heads.keys() == {0, 1}
    assert 40 <= sum(gathered.heads.values()) <= 120


def test_the_newest_titles_come_with_the_walk(thing: Callable[..., Department]) -> None:
    thing("物业费公示", on="2024-05-01")
    thing("物业费调整", on="2024-05-02")
    thing("公示物业费", on="2024-05-03")
    thing("通知", "关于物业费。", on="2024-05-04")

    titled = engine.gather("'物业'", "'^物业'", 5, titles=2, headed=0).titled

    assert sorted((hit.title, date.fromordinal(hit.day)) for hit in titled) == [
        ("公示物业费", date(2024, 5, 3)),
        ("物业费调整", date(2024, 5, 2)),
    ]


def test_headings_of_very_many_hits_are_estimated_from_the_sample(
    rows: list[Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "SAMPLED", 4)

    assert engine.heads("'物业'", Tally(80, about=True, rows=80)) == {0: 80}
    assert engine.heads_of([rows[0].entry_id]) == {1: 1}


def test_estimated_counts_are_told_as_such(thing: Callable[..., Department], monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        thing(f"业主大会，主委，委员会{number}" if number % 2 else f"业主委员会{number}")
    monkeypatch.setattr(finding, "CHECKED_ALL", 2)
    monkeypatch.setattr(finding, "_CHECKED_FOR_SHARE", 4)

    found = selectors.search(text="业主委员会", order="date")

    assert (found.total, found.about, found.total_text) == (3, True, "约 3")
    assert [hit.title for hit in found.hits] == ["业主委员会4", "业主委员会2", "业主委员会0"]
    assert found.facets[0].about


@pytest.fixture
def streets(thing: Callable[..., Department], monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty notices that say 街, every third of them 楼 too, in a table that counts as large and is all sample."""
    monkeypatch.setattr(lexemes, "sample_lexemes", lambda key: {lexemes.sample(16)})
    for number in range(60):
        thing(
            f"公告{number:02}",
            f"东街{'高楼' if number % 3 == 0 else '空地'}。",
            on=f"2024-0{1 + number // 28}-{1 + number % 28:02}",
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_searchentry")
    monkeypatch.setattr(engine, "MANY", 10)
    monkeypatch.setattr(engine, "PROBE", 1)
    monkeypatch.setattr(engine, "SAMPLED", 1)
    monkeypatch.setattr(finding, "CHECKED_ALL", 5)


def test_a_common_character_is_read_for_in_the_newest_texts(streets: None) -> None:
    found = selectors.search(text="街", order="date", size=5)

    assert [hit.title for hit in found.hits] == ["公告59", "公告58", "公告57", "公告56", "公告55"]
    assert (found.total, found.about) == (60, True)
    assert selectors.search(text="街", size=5).total == 60
    (years,) = [facet for facet in found.facets if facet.name == "year"]
    assert [(option.value, option.count) for option in years.options] == [("2024", 60)]
    assert years.about


def test_common_characters_must_all_stand_there(streets: None) -> None:
    found = selectors.search(text="街 楼", order="date", size=4)
    following = selectors.search(text="街 楼", order="date", size=4, cursor=found.next_cursor)

    assert [hit.title for hit in found.hits] == ["公告57", "公告54", "公告51", "公告48"]
    assert [hit.title for hit in following.hits] == ["公告45", "公告42", "公告39", "公告36"]
    assert found.total == 20


def test_a_common_character_among_words_is_looked_for_in_their_hits(streets: None) -> None:
    assert [hit.title for hit in selectors.search(text="高楼 街", order="date", size=2).hits] == ["公告57", "公告54"]
    assert selectors.search(text="高楼 -街").total == 0
    assert selectors.search(text="空地 楼").notices


@pytest.mark.parametrize("order", ["date", "relevance"])
@pytest.mark.parametrize("excluded", ["楼", "高楼", "标题:楼 -高楼"])
def test_what_is_excluded_beside_a_common_character_stays_out(streets: None, order: str, excluded: str) -> None:
    found = selectors.search(text=f"街 -{excluded}", order=order, size=3)

    assert [hit.title for hit in found.hits] == ["公告59", "公告58", "公告56"]
    assert (found.total, found.about) == (40, True)


def test_a_character_beside_a_phrase_is_counted_once(streets: None) -> None:
    found = selectors.search(text="“东街高楼” 街", order="date", size=2)

    assert [hit.title for hit in found.hits] == ["公告57", "公告54"]
    assert found.total == 20


def test_a_page_that_reading_did_not_fill_leads_on(streets: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "_CHECKED_FIRST", 4)
    monkeypatch.setattr(finding, "_CHECKED_MOST", 4)
    titles, cursor = [], ""
    while True:
        page = selectors.search(text="街 楼", order="date", size=5, cursor=cursor)
        titles += [hit.title for hit in page.hits]
        cursor = page.next_cursor
        if not cursor:
            break

    assert titles == [f"公告{number:02}" for number in range(57, -1, -3)]


def test_what_is_nowhere_is_not_found_by_a_character(streets: None) -> None:
    assert selectors.search(text="囍").hits == ()


def test_a_phrase_is_found_behind_many_that_only_hold_its_pieces(
    thing: Callable[..., Department], monkeypatch: pytest.MonkeyPatch
) -> None:
    thing("业主委员会备案办法", on="2012-01-01")
    for number in range(6):
        thing(f"业主大会，主委，委员会{number}")
    monkeypatch.setattr(finding, "CHECKED_ALL", 2)
    monkeypatch.setattr(finding, "_CHECKED_FOR_SHARE", 2)

    found = selectors.search(text="业主委员会")

    assert [hit.title for hit in found.hits] == ["业主委员会备案办法"]
    assert (found.total, found.about, found.notices) == (1, False, ())


def test_every_sample_lies_within_the_one_before() -> None:
    samples = [lexemes.sample_lexemes(f"kind:{number}") for number in range(5000)]

    for wide, narrow in zip(lexemes.SAMPLES, lexemes.SAMPLES[1:], strict=False):
        assert all(lexemes.sample(wide) in found for found in samples if lexemes.sample(narrow) in found)
    assert 250 < sum(bool(found) for found in samples) < 375


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2024, 5, 3), date(2024, 5, 3), ["~20240503"]),
        (date(2024, 1, 1), date(2024, 12, 31), ["~2024"]),
        (date(2023, 11, 30), date(2025, 2, 1), ["~20231130", "~202312", "~2024", "~202501", "~20250201"]),
        (date(2024, 5, 4), date(2024, 5, 3), []),
    ],
)
def test_a_span_of_days_is_few_lexemes(first: date, last: date, expected: list[str]) -> None:
    assert lexemes.span_lexemes(first, last) == expected


def test_an_open_span_ends_somewhere() -> None:
    assert len(lexemes.span_lexemes(date.min, date.max)) == 250


def test_days_alone_are_asked_for_without_what_is_excluded(thing: Callable[..., Department]) -> None:
    thing("物业甲", on="2024-03-01")
    thing("住房乙", on="2024-03-02")
    thing("住房丙", on="2023-03-02")

    assert [hit.title for hit in selectors.search(text="2024年 -物业").hits] == ["住房乙"]
    assert [hit.title for hit in selectors.search(text="2024-03-02..2024-03-05 住房").hits] == ["住房乙"]


def test_pages_by_relevance_join_although_the_first_reads_no_texts(
    thing: Callable[..., Department], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(8):
        thing(f"物业规定{number}", on=f"2024-03-{1 + number:02}")
        thing(f"通知{number}", "关于物业的通知。", on=f"2024-05-{1 + number:02}")
    looked = []
    monkeypatch.setattr(relevance, "_with_texts", _noted(relevance._with_texts, looked))

    first = selectors.search(text="物业", size=3)
    assert looked == []
    pages, cursor = [first], first.next_cursor
    while cursor:
        pages.append(selectors.search(text="物业", size=3, cursor=cursor))
        cursor = pages[-1].next_cursor

    assert [hit.title for page in pages for hit in page.hits] == [
        *(f"物业规定{number}" for number in range(7, -1, -1)),
        *(f"通知{number}" for number in range(7, -1, -1)),
    ]
    back = selectors.search(text="物业", size=3, cursor=pages[1].previous_cursor)
    assert back.hits == first.hits


def test_what_is_in_force_comes_before_titles_of_what_is_not(
    thing: Callable[..., Department], kind: SearchSource
) -> None:
    ended = replace(kind, document=lambda row: replace(document_of(row), rank_boost=BELOW_CURRENT))
    thing("通知", "关于物业的通知。")
    sources.register(ended)
    for number in range(8):
        thing(f"关于停止执行物业规定的公告{number}")

    assert selectors.search(text="物业", size=3).hits[0].title == "通知"


def test_a_folded_title_that_is_no_hit_of_the_index_never_outweighs_one() -> None:
    apart = Candidate(1, 10, "通 知", in_title=False, own_number=False, boost=20)

    assert ranking.score(apart, phrase="通知", words=("通知",), newest=10) <= ranking.MOST_WITHOUT_TITLE


def test_all_of_a_few_hundred_hits_can_be_turned_to(
    thing: Callable[..., Department], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "TEXTS", 2)
    for number in range(7):
        thing(f"通知{number}", "关于物业的通知。")

    first = selectors.search(text="物业", size=5)
    second = selectors.search(text="物业", size=5, cursor=first.next_cursor)

    assert len(first.hits) + len(second.hits) == 7


def test_what_is_not_listed_by_relevance_is_said(
    thing: Callable[..., Department], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "TEXTS", 2)
    monkeypatch.setattr(finding, "CHECKED_ALL", 2)
    for number in range(7):
        thing(f"通知{number}", "关于物业的通知。")

    assert "只列出最相关的结果" in selectors.search(text="物业", size=5).notice


def test_a_title_that_says_nothing_else_is_first_however_old(
    thing: Callable[..., Department], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "TITLES", 3)
    monkeypatch.setattr(relevance, "TITLES", 3)
    monkeypatch.setattr(finding, "CHECKED_ALL", 3)
    thing("物业管理条例", on="2010-01-01")
    for number in range(6):
        thing(f"关于贯彻物业管理条例的通知{number}")

    assert selectors.search(text="物业管理条例", size=2).hits[0].title == "物业管理条例"


def _noted(call: Callable[..., Any], notes: list[Any]) -> Callable[..., Any]:
    def noted(*values: Any) -> Any:
        notes.append(values)
        return call(*values)

    return noted
