"""What somebody typing is offered."""

from collections.abc import Callable

import pytest

from portal.kernel.people.models import Department
from portal.kernel.search import suggestions
from portal.kernel.search.models import SearchWord
from portal.kernel.search.services import indexing, words
from portal.kernel.search.suggestions import Suggestion, suggest
from portal.kernel.ui import face
from tests.factories.people import DepartmentFactory
from tests.factories.taxonomy import TopicFactory

Make = Callable[..., Department]


def texts(typed: str, kind: str) -> list[str]:
    return [found.text for found in suggest(typed) if found.kind == kind]


@pytest.fixture
def thing(thing: Make) -> Make:
    """The things of these tests are departments out of use, so that their names are not offered as departments."""
    return lambda title, *args, **rest: thing(title, *args, **{"is_active": False, **rest})


@pytest.fixture(autouse=True)
def _no_hot_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(face, "hot_words", lambda: ())


@pytest.mark.parametrize("typed", ["zfbz", "zhufangbao", "zhu'fang'bao'zhang", "ZFBZ", "\uff5a\uff46\uff42\uff5a"])
def test_letters_find_words_by_sound_and_initials(thing: Make, typed: str) -> None:
    thing("关于做好住房保障工作的通知")

    assert "住房保障" in texts(typed, "word")


@pytest.mark.parametrize(("typed", "word"), [("公共", "公共租赁"), ("加装", "加装电梯"), ("住房", "住房保障")])
def test_a_beginning_finds_longer_words(thing: Make, typed: str, word: str) -> None:
    thing("公共租赁住房管理办法")
    thing("既有多层住宅加装电梯和住房保障的若干意见")

    assert word in texts(typed, "word")


def test_titles_that_begin_so_come_before_titles_that_hold_the_piece(thing: Make) -> None:
    thing("住宅物业管理规定")
    thing("物业管理条例")
    thing("物业服务收费管理办法")

    assert texts("物业", "title") == ["物业管理条例", "物业服务收费管理办法", "住宅物业管理规定"]
    assert texts("物业管", "title") == ["物业管理条例", "住宅物业管理规定"]


def test_a_title_leads_straight_to_its_page(thing: Make) -> None:
    made = thing("物业管理条例")

    assert Suggestion("title", "物业管理条例", "物业管理条例", f"/things/{made.pk}/") in suggest("物业")


@pytest.mark.parametrize("typed", ["沪房〔2024", "沪房[2024]6", "沪房（2024）66", "滬房 (2024) 66号"])
def test_a_number_is_completed_in_any_brackets(thing: Make, typed: str) -> None:
    made = thing("某通知", number="沪房〔2024〕66号")
    thing("别的通知", number="京房〔2024〕66号")

    assert suggest(typed) == (Suggestion("number", "沪房〔2024〕66号", "沪房〔2024〕66号", f"/things/{made.pk}/"),)


def test_topics_and_departments_become_filters(thing: Make) -> None:
    TopicFactory(name="住房保障", slug="housing")
    DepartmentFactory(name="住房保障处", short_name="保障处")

    assert suggest("住房保") == (Suggestion("topic", "住房保障", "主题:住房保障"),)
    assert [found.fill for found in suggest("bzc")] == ["部门:保障处"]


def test_hot_words_stand_first(thing: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    thing("公积金提取办法")
    monkeypatch.setattr(face, "hot_words", lambda: ("公积金提取", "加装电梯"))

    assert suggest("gjj")[0] == Suggestion("hot", "公积金提取", "公积金提取")
    assert suggest("电梯") == (Suggestion("hot", "加装电梯", "加装电梯"),)


@pytest.mark.parametrize(
    "typed", ["", " ", "！？", "'", '"', "%", "_", "\x00", "😀", "\\", "x'; DROP TABLE x; --", "\ud800"]
)
def test_nothing_fits_nothing(thing: Make, typed: str) -> None:
    thing("物业管理条例")

    assert suggest(typed) == ()


def test_each_text_is_offered_once_and_few_are(thing: Make) -> None:
    for n in range(20):
        thing(f"物业管理{n:02}")
        thing("物业管理办法")

    found = suggest("物业管理")

    assert len(found) == suggestions.LIMIT
    assert len({each.text for each in found}) == len(found)


def test_what_is_taken_back_takes_its_words_along(thing: Make) -> None:
    made = thing("飞船票价补贴办法", number="云建〔2026〕7号")
    assert suggest("飞船")
    assert suggest("云建〔2026")

    indexing.remove(made)

    assert suggest("飞船") == suggest("fcpj") == suggest("云建〔2026") == ()
    assert not SearchWord.objects.exists()


def test_a_word_stays_as_long_as_another_title_says_it(thing: Make) -> None:
    first = thing("飞船票价补贴办法")
    second = thing("飞船补贴细则")

    indexing.remove(first)

    assert SearchWord.objects.get(word="飞船").witness == second.pk or "飞船" in texts("fc", "word")
    assert not SearchWord.objects.filter(word="票价").exists()


def test_a_changed_title_takes_its_old_words_back(thing: Make) -> None:
    made = thing("飞船票价补贴办法")
    made.name = "火车票价补贴办法"

    indexing.index(made)

    assert texts("feichuan", "word") == []
    assert "火车" in texts("huoche", "word")


def test_a_word_is_told_to_nobody_when_its_witness_no_longer_says_it(thing: Make) -> None:
    made = thing("飞船票价补贴办法")
    Department.objects.filter(pk=made.pk).update(name="别的")
    SearchWord.objects.create(word="秘密", sound="mimi", initials="mm", alike="mi mi", tail="密", witness=10**9)
    SearchWord.objects.create(word="机密", sound="jimi", initials="jm", alike="ji mi", tail="密", witness=None)

    assert texts("mimi", "word") == texts("jimi", "word") == []


def test_counting_anew_mends_the_vocabulary(thing: Make) -> None:
    thing("飞船补贴细则")
    thing("飞船票价办法")
    SearchWord.objects.filter(word="票价").delete()
    SearchWord.objects.filter(word="补贴").update(witness=None)
    SearchWord.objects.create(word="秘密", sound="mimi", initials="mm", alike="mi mi", tail="密", witness=None)

    words.recount()

    assert SearchWord.objects.get(word="飞船").documents == 2
    assert {"票价", "补贴"} <= set(SearchWord.objects.exclude(witness=None).values_list("word", flat=True))
    assert not SearchWord.objects.filter(word="秘密").exists()


def test_a_keystroke_costs_a_fixed_number_of_queries(
    thing: Make, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for n in range(30):
        thing(f"物业管理{n:02}")

    with django_assert_max_num_queries(15):  # type: ignore[attr-defined]  # the stubs do not know it
        assert suggest("物业")
