"""Did you mean."""

from collections.abc import Callable

import pytest

from portal.kernel.people.models import Department
from portal.kernel.search import selectors
from portal.kernel.search.services import indexing

Make = Callable[..., Department]


def offered(text: str) -> tuple[str, ...]:
    return selectors.search(text=text).corrections


@pytest.fixture
def _titles(thing: Make) -> None:
    for title in (
        "公租房申请指南",
        "住宅物业管理条例",
        "既有住宅加装电梯办法",
        "住房公积金提取规定",
        "房屋租赁合同备案",
    ):
        thing(title)


@pytest.mark.usefixtures("_titles")
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("物业管里", "物业管理"),
        ("勿业管理", "物业管理"),
        ("加装电剃", "加装电梯"),
        ("住房公集金", "住房公积金"),
        ("佳装电梯", "加装电梯"),
        ("物业管管理", "物业管理"),
        ("公积金题取", "公积金提取"),
        ("zulin", "租赁"),
        ("jiazhuang", "加装"),
        ("备岸 租赁", "备案 租赁"),
    ],
)
def test_a_question_that_finds_little_is_offered_corrected(typed: str, meant: str) -> None:
    assert meant in offered(typed)


@pytest.mark.usefixtures("_titles")
@pytest.mark.parametrize("typed", ["飞船票价", '"物业管里"', "沪房〔2024〕66号", "12345", "！？", "-物业管里", ""])
def test_nothing_is_offered_where_nothing_is_meant(typed: str) -> None:
    assert offered(typed) == ()


def test_what_finds_enough_is_not_corrected(thing: Make) -> None:
    for n in range(3):
        thing(f"物业管里{n}")
    thing("物业管理条例")

    assert offered("物业管里") == ()


def test_words_of_what_is_not_public_are_never_offered(thing: Make) -> None:
    made = thing("飞船票价补贴办法")
    assert "飞船票价" in offered("飞船飘价")

    indexing.remove(made)

    assert offered("飞船飘价") == ()
    assert offered("feichuan") == ()
