"""What is shown of a text is the same as if the whole text were at hand; for one word no more of it is read."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from portal.kernel.people.models import Department
from portal.kernel.search import engine, listing
from portal.kernel.search.selectors import search

Thing = Callable[..., Department]
BEFORE = "甲" * 4_000
BEHIND = "乙" * 4_000


def shown(text: str, *, order: str = "", filters: Mapping[str, str] | None = None) -> str:
    (hit,) = search(text=text, order=order, filters=filters).hits
    return str(hit.snippet_html)


def test_a_word_deep_in_a_text(thing: Thing) -> None:
    thing("通知", f"{BEFORE}电梯{BEHIND}电梯")

    assert shown("电梯") == "…" + "甲" * 30 + "<mark>电梯</mark>" + "乙" * 88 + "…"


def test_a_word_at_either_end(thing: Thing) -> None:
    thing("首", f"电梯{BEHIND}")
    thing("尾", f"{BEFORE}水泵")

    assert shown("电梯") == "<mark>电梯</mark>" + "乙" * 118 + "…"
    assert shown("水泵") == "…" + "甲" * 30 + "<mark>水泵</mark>"


def test_a_text_as_long_as_what_is_shown_is_not_cut(thing: Thing) -> None:
    thing("通知", "电梯" + "乙" * 118)

    assert shown("电梯") == "<mark>电梯</mark>" + "乙" * 118


def test_a_word_in_the_title_alone(thing: Thing) -> None:
    thing("电梯", BEFORE)

    assert shown("电梯") == "甲" * 120 + "…"


def test_letters_are_looked_for_as_a_word_of_their_own(thing: Thing) -> None:
    thing("通知", f"ABIM{'甲' * 300}BIM技术")

    assert shown("bim") == "…" + "甲" * 30 + "<mark>BIM</mark>技术"


def test_another_spelling_is_shown_as_it_stands(thing: Thing) -> None:
    thing("通知", f"{BEFORE}物業管理{BEHIND}")

    assert "<mark>物業管理</mark>" in shown("物业管理")


def test_several_words_where_they_meet(thing: Thing) -> None:
    thing("通知", f"电梯{BEFORE}电梯补贴{BEHIND}")

    assert shown("电梯 补贴") == "…" + "甲" * 30 + "<mark>电梯</mark><mark>补贴</mark>" + "乙" * 86 + "…"
    assert shown("电梯 补贴", order="date") == shown("电梯 补贴")


@pytest.mark.parametrize("order", ["relevance", "date"])
def test_words_behind_what_is_read_for_the_order(thing: Thing, order: str) -> None:
    thing("通知", f"{'甲' * listing.READ}电梯补贴")

    assert shown("电梯 补贴", order=order) == "…" + "甲" * 30 + "<mark>电梯</mark><mark>补贴</mark>"


def test_without_words_the_beginning_is_shown(thing: Thing) -> None:
    thing("通知", f"第一条{BEHIND}")

    assert shown("", filters={"kind": "tests.thing"}) == "第一条" + "乙" * 117 + "…"


@pytest.mark.parametrize("text", ["电梯", "“电梯技术”", ""])
def test_of_a_long_text_no_more_is_read_than_is_shown(thing: Thing, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    thing("通知", f"{BEFORE}电梯技术{BEHIND}")
    read: list[tuple[Any, ...]] = []

    def asked(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
        rows = ask(sql, values)
        read.extend(rows if "page_starts" in sql else ())
        return rows

    ask = engine.ask
    monkeypatch.setattr(engine, "ask", asked)
    search(text=text, filters={"kind": "tests.thing"})

    (row,) = read
    assert max(len(str(value)) for value in row) == 121
