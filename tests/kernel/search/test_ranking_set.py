"""The labelled questions: what should come first does."""

from datetime import date
from fractions import Fraction

import pytest

from portal.kernel.people.models import Department
from portal.kernel.search import selectors, sources
from portal.kernel.search.services import indexing
from portal.kernel.search.sources import SearchDocument, SearchSource
from tests.factories.people import DepartmentFactory
from tests.kernel.search.ranking_set.texts import ASKED, TEXTS

ON = date(2026, 3, 31)
BY_KEY = {text.key: text for text in TEXTS}
TEN = 10


@pytest.fixture
def _texts(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(sources, "_sources", {})
    sources.register(SearchSource("tests.text", "测试文件", Department, document_of))
    for text in TEXTS:
        indexing.index(DepartmentFactory(code=text.key, name=text.title, is_active=False))


def document_of(thing: Department) -> SearchDocument:
    text = BY_KEY[thing.code]
    return SearchDocument(
        title=text.title,
        body=text.body,
        url=f"/{text.key}",
        published_on=date.fromisoformat(text.on),
        number=text.number,
        validity=text.validity,
    )


def found(text: str) -> list[str]:
    return [hit.url.strip("/") for hit in selectors.search(text=text, on=ON, size=TEN).hits]


@pytest.mark.usefixtures("_texts")
def test_every_labelled_question_has_its_answer_first() -> None:
    answers = {asked.text: found(asked.text) for asked in ASKED}

    missed = [
        (asked.text, asked.first, answers[asked.text][:3])
        for asked in ASKED
        if answers[asked.text][:1] != [asked.first]
    ]
    ranks = [
        Fraction(1, answers[asked.text].index(asked.first) + 1) for asked in ASKED if asked.first in answers[asked.text]
    ]

    assert missed == []
    assert sum(ranks) / len(ASKED) == 1


@pytest.mark.usefixtures("_texts")
def test_what_no_longer_applies_comes_after_all_that_does() -> None:
    order = found("加装电梯")

    assert order.index("lift-2019") > max(order.index("lift-2024"), order.index("lift-money"))


@pytest.mark.usefixtures("_texts")
def test_the_order_of_one_list() -> None:
    assert found("物业") == ["property-fee", "property", "property-fund"]


def test_the_labels_name_documents() -> None:
    assert {asked.first for asked in ASKED} <= set(BY_KEY)
    assert len(BY_KEY) == len(TEXTS)
