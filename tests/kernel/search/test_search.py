"""Finding."""

from collections.abc import Callable

import pytest
from django.db import connection

from portal.kernel.people.models import Department
from portal.kernel.search import engine, page, plan, selectors
from portal.kernel.search.models import SearchEntry
from portal.kernel.search.sources import SearchSource
from portal.kernel.ui.pagination import BadCursor
from tests.factories.people import DepartmentFactory

Make = Callable[..., Department]


def titles(text: str, **rest: object) -> list[str]:
    return [hit.title for hit in selectors.search(text=text, **rest).hits]  # type: ignore[arg-type]  # the stubs do not know it


BODIES = (
    "业主大会可以委托物业服务企业实施物业管理，停车位收费由业主大会决定。",
    "公共租赁住房的租金标准按照低于同地段市场租金的原则确定，详见沪府规〔2023〕2号。",
    "历史风貌保护区内的建设项目应当符合GB50016-2014和BIM技术标准。",
    "物业　服务；管理处应当公示。既有多层住宅加装电梯由居民自主协商。",
    "本办法自二〇二四年一月一日起施行，有效期五年。",
)


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5, 8])
def test_it_finds_exactly_what_stands_in_the_texts(thing: Make, length: int) -> None:
    made = {thing(f"T{n}", body).pk: body for n, body in enumerate(BODIES)}
    runs = [body[at : at + length] for body in BODIES for at in range(0, len(body) - length + 1, 3)]
    pieces = [piece for piece in runs if all("\u4e00" <= character <= "\u9fff" for character in piece)]
    assert len(pieces) > 10

    for piece in pieces:
        truth = {pk for pk, body in made.items() if piece in body}
        hits = {hit.object_id for hit in selectors.search(text=f'"{piece}"').hits}
        assert hits == truth, piece
        assert truth <= {hit.object_id for hit in selectors.search(text=piece).hits}, piece


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("物業管理", ["标题0"]),
        ("gb50016", ["标题2"]),
        ("\uff22\uff29\uff2d", ["标题2"]),
        ("沪府规[2023]2号", ["标题1"]),
        ("租金 停车", []),
        ("租金 公共", ["标题1"]),
        ("电梯 -物业", []),
        ("电梯", ["标题3"]),
    ],
)
def test_it_reads_words_in_any_spelling(thing: Make, text: str, expected: list[str]) -> None:
    for n, body in enumerate(BODIES):
        thing(f"标题{n}", body)
    found = selectors.search(text=text)

    assert [hit.title for hit in found.hits if not found.notices] == expected


def test_titles_come_before_texts_and_short_titles_before_long_ones(thing: Make) -> None:
    thing("停车收费办法", "物业管理" * 9, on="2025-01-01")
    thing("关于进一步加强本市住宅物业管理工作的若干意见的通知", on="2024-01-01")
    thing("住宅物业管理规定", on="2020-01-01")
    thing("物业管理条例", on="2018-01-01")

    assert titles("物业管理") == [
        "物业管理条例",
        "住宅物业管理规定",
        "关于进一步加强本市住宅物业管理工作的若干意见的通知",
        "停车收费办法",
    ]


def test_a_title_with_one_of_two_words_comes_before_a_title_with_none(thing: Make) -> None:
    thing("社会救助条例", "城市房屋", on="2025-01-01")
    thing("城市更新条例", "城市房屋", on="2018-01-01")

    assert titles("城市 房屋") == ["城市更新条例", "社会救助条例"]


@pytest.mark.parametrize("order", ["relevance", "date"])
def test_a_text_that_holds_only_the_pieces_of_a_long_word_is_not_shown_or_counted(thing: Make, order: str) -> None:
    thing("甲", "业主大会，主委，委员会。", on="2025-01-01")
    thing("乙", "业主委员会。", on="2018-01-01")

    found = selectors.search(text="业主委员会", order=order)

    assert [hit.title for hit in found.hits] == ["乙"]
    assert (found.total, found.facets[0].options[0].count) == (1, 1)


def test_by_date_the_newest_comes_first(thing: Make) -> None:
    thing("物业旧", on="2018-01-01")
    thing("物业新", on="2025-01-01")

    assert titles("物业", order="date") == ["物业新", "物业旧"]


def test_the_bearer_of_a_number_comes_before_those_citing_it(thing: Make) -> None:
    thing("解读", "沪房〔2024〕66号的解读", on="2025-01-01")
    thing("政务公开工作要点", "正文", number="沪房〔2024〕66号", on="2024-05-20")
    thing("别的文件", "正文", number="京房〔2024〕66号")

    assert titles("沪房(2024)66号") == ["政务公开工作要点", "解读"]


def test_a_quoted_phrase_must_stand_there_letter_for_letter(thing: Make) -> None:
    thing("甲", "物业费 业管处 管理")
    thing("乙", "物业管理")

    assert titles('"物业管理"') == ["乙"]
    assert titles('"物业管理"', order="date") == ["乙"]


@pytest.mark.parametrize(
    "phrase",
    [
        "人均15㎡",
        "15m2以上",
        "建筑面积144㎡以下",
        "建筑面积144m2以下",
        "启动Ⅱ级响应",
        "启动II级响应",
        "⑩其他情形",
        "高于30℃时",
        "其他……情形",
    ],
)
def test_a_quoted_phrase_is_found_whether_signs_are_written_as_one_or_several(thing: Make, phrase: str) -> None:
    thing("甲", "人均15㎡以上，建筑面积144㎡以下，启动Ⅱ级响应；⑩其他情形。高于30℃时，有其他……情形")
    thing("乙", "人均16㎡以上，建筑面积1144㎡以下，启动Ⅲ级响应；10 其他的情形。高于130度时，有其他情形")

    found = selectors.search(text=f"“{phrase}”")

    assert [hit.title for hit in found.hits] == ["甲"]
    assert "<mark>" in found.hits[0].snippet_html


@pytest.mark.parametrize("order", ["relevance", "date"])
@pytest.mark.parametrize("text", ["物业", '"物业"'])
def test_pages_follow_each_other_without_gap_or_repetition(thing: Make, order: str, text: str) -> None:
    made = {thing(f"物业{n}", on=f"2024-01-{1 + n % 3:02}").pk for n in range(11)}
    seen: list[int] = []
    cursor = ""
    while True:
        found = selectors.search(text=text, order=order, size=3, cursor=cursor)
        seen += [hit.object_id for hit in found.hits]
        cursor = found.next_cursor
        if not cursor:
            break

    assert len(seen) == 11
    assert set(seen) == made


@pytest.mark.parametrize("cursor", ["x", "r1.2", "d1.1.1", "r1.99999999999.1", "r1.9999999.1", "'; --", "r-1.0.1"])
def test_a_forged_cursor_is_refused(kind: SearchSource, db: None, cursor: str) -> None:
    with pytest.raises(BadCursor):
        selectors.search(text="物业", cursor=cursor)


def test_facets_count_and_filters_narrow(thing: Make) -> None:
    office = DepartmentFactory(name="物业处", short_name="物业处")
    thing("物业甲", on="2023-03-01", parent=office)
    thing("物业乙", on="2024-03-01")

    found = selectors.search(text="物业")
    narrowed = selectors.search(text="物业", filters={"year": "2023", "department": str(office.pk)})

    assert [(facet.name, [(value.label, value.count) for value in facet.options]) for facet in found.facets] == [
        ("kind", [("测试内容", 2)]),
        ("department", [("物业处", 1)]),
        ("year", [("2024年", 1), ("2023年", 1)]),
    ]
    assert [hit.title for hit in narrowed.hits] == ["物业甲"]
    assert [chip.text for chip in narrowed.chosen] == ["物业处", "2023年"]
    assert [facet.name for facet in narrowed.facets] == ["kind"]


def test_a_page_leads_back_to_the_one_before(thing: Make) -> None:
    for n in range(7):
        thing(f"物业{n}", on=f"2024-01-{1 + n:02}")
    first = selectors.search(text="物业", order="date", size=3)
    second = selectors.search(text="物业", order="date", size=3, cursor=first.next_cursor)
    third = selectors.search(text="物业", order="date", size=3, cursor=second.next_cursor)

    back = selectors.search(text="物业", order="date", size=3, cursor=third.previous_cursor)
    to_the_first = selectors.search(text="物业", order="date", size=3, cursor=back.previous_cursor)

    assert first.previous_cursor == ""
    assert third.next_cursor == ""
    assert [hit.title for hit in back.hits] == ["物业3", "物业2", "物业1"] == [hit.title for hit in second.hits]
    assert [hit.title for hit in to_the_first.hits] == ["物业6", "物业5", "物业4"]
    assert to_the_first.previous_cursor == ""


def test_the_most_relevant_lead_back_too(thing: Make) -> None:
    for n in range(5):
        thing(f"物业{n}", on=f"2024-01-{1 + n:02}")
    first = selectors.search(text="物业", size=2)
    second = selectors.search(text="物业", size=2, cursor=first.next_cursor)

    back = selectors.search(text="物业", size=2, cursor=second.previous_cursor)

    assert [hit.title for hit in back.hits] == [hit.title for hit in first.hits]
    assert back.previous_cursor == ""
    assert back.next_cursor == first.next_cursor


def test_a_filter_alone_lists_the_newest(thing: Make) -> None:
    thing("旧", on="2024-01-01")
    thing("新", on="2024-03-01")

    assert titles("", filters={"kind": "tests.thing"}) == ["新", "旧"]


@pytest.mark.parametrize(
    "filters", [{"year": "20x4"}, {"kind": "nonsense"}, {"department": "9" * 30}, {"year": "٢٠٢٤"}]
)
def test_a_senseless_filter_is_ignored_and_that_is_said(thing: Make, filters: dict[str, str]) -> None:
    thing("物业")

    found = selectors.search(text="物业", filters=filters)

    assert found.total == 1
    assert found.notice == "有一项筛选条件无法识别，已忽略。"


def test_words_standing_apart_are_found_when_the_text_as_typed_is_not(thing: Make) -> None:
    thing("收费办法", "管理费由物业收取，业主应当按时交纳。")

    found = selectors.search(text="物业管理费怎么交")

    assert [hit.title for hit in found.hits] == ["收费办法"]
    assert found.notice == "没有与原文完全一致的内容，以下结果分别含有：物业、管理费、交。"


def test_one_word_too_many_is_dropped_and_that_is_said(thing: Make) -> None:
    thing("物业收费办法", "停车")

    found = selectors.search(text="物业 停车 飞船")

    assert [hit.title for hit in found.hits] == ["物业收费办法"]
    assert found.notice == "没有同时含有全部检索词的内容，以下结果未包含“飞船”。"


def test_when_nothing_helps_the_words_are_offered(thing: Make) -> None:
    thing("物业")

    found = selectors.search(text="飞船票价补贴")

    assert found.total == 0
    assert found.words == ("飞船", "票价", "补贴")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "！？。",
        "😀🎉",
        '"',
        '"未闭合',
        "'; DROP TABLE search_searchentry; --",
        "' | '物业' & !'",
        "\\' & 物",
        "物\x00业\x1b",
        "物" * 2000,
        "%_",
        "-物业",
        "\ud800",
        "a:*",
        "<script>alert(1)</script>",
        "𠮷野家",
    ],
)
@pytest.mark.parametrize("order", ["relevance", "date"])
def test_anything_typed_gets_a_helpful_answer(thing: Make, text: str, order: str) -> None:
    thing("住宅管理规定")

    found = selectors.search(text=text, order=order)

    assert found.hits or found.notices or found.words or found.total == 0
    assert SearchEntry.objects.count() == 1


@pytest.mark.parametrize(("text", "hint"), [("！？", "请输入要查找的内容"), ("-物业", "只有要排除的词")])
def test_a_question_without_words_is_answered_with_a_hint(kind: SearchSource, db: None, text: str, hint: str) -> None:
    assert hint in selectors.search(text=text).notice


def test_a_search_that_takes_too_long_says_so(thing: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    thing("物业")

    def sleep(expressions: list[str]) -> tuple[int, list[None]]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(5)")
        return 0, [None] * len(expressions)

    monkeypatch.setattr(engine, "probe", sleep)
    monkeypatch.setattr(plan, "_TIMEOUT_MS", 20)

    found = selectors.search(text="物业")

    assert found.timed_out
    assert "检索用时过长" in found.notice


def test_counts_stop_at_their_cap(thing: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(4):
        thing(f"物业{n}")
    monkeypatch.setattr(selectors, "COUNT_CAP", 3)
    monkeypatch.setattr(page, "COUNT_CAP", 3)

    found = selectors.search(text="物业")

    assert (found.total, found.capped, found.total_text) == (3, True, "3+")


def test_a_page_takes_a_fixed_number_of_queries(
    thing: Make, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for n in range(30):
        thing(f"物业{n}")

    with django_assert_max_num_queries(17):  # type: ignore[attr-defined]  # the stubs do not know it
        found = selectors.search(text="物业")

    assert len(found.hits) == 20
