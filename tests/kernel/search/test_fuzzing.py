"""Whatever is typed, the database answers without an error."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings

from portal.kernel.people.models import Department
from portal.kernel.search import corrections, query, related, selectors, suggestions
from tests.kernel.search.test_language import QUESTIONS

ON = date(2026, 3, 31)
TRIES = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def _some(thing: Callable[..., Department]) -> None:
    thing("物业管理条例", "公租房的租金", number="沪房〔2024〕66号")
    thing("既有住宅加装电梯办法", "业主表决。GB50016", on="2025-03-01")


@pytest.mark.usefixtures("_some")
@TRIES
@given(QUESTIONS)
def test_every_question_is_answered(text: str) -> None:
    for order in ("relevance", "date"):
        found = selectors.search(text=text, order=order, on=ON)
        assert not found.timed_out
        assert found.hits or found.notices or found.total == 0


@pytest.mark.usefixtures("_some")
@TRIES
@given(QUESTIONS)
def test_every_keystroke_correction_and_likeness_is_answered(text: str) -> None:
    assert len(suggestions.suggest(text)) <= suggestions.LIMIT
    assert len(corrections.of(text, query.parse(text, on=ON))) <= corrections.OFFERED
    assert len(related.like_text(text)) <= related.SHOWN


HOSTILE = (
    "'; DROP TABLE search_searchentry; --",
    "' OR '1'='1",
    "物业' & !'",
    "a:*&b|c<->d",
    "'物业':* & @k1",
    "%%%___",
    "\\\\'",
    "物业" * 1000,
    "- - - “ ” ：",
    "标题:部门:文号:",
    "\x00\x1b[31m\x7f\u202e",
    "😀👨‍👩‍👧",
    '"未闭合',
    "2024年13月..",
    "近9999999年",
)


@pytest.mark.usefixtures("_some")
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_questions_get_a_page_or_a_clear_word(client: Client, text: str) -> None:
    for door in ("/search/", "/search/suggest/", "/api/v1/search", "/api/v1/search/suggest"):
        answer = client.get(door, {"q": text})
        assert answer.status_code in {200, 400}, (door, answer.status_code)
        assert b"Traceback" not in answer.content


@pytest.mark.usefixtures("_some")
@pytest.mark.parametrize("text", ["- -", "！？", '""', "-物业", "“”"])
def test_only_operators_get_a_helpful_page(client: Client, text: str) -> None:
    notice = selectors.search(text=text).notice

    assert notice.startswith(("请输入要查找的内容", "只有要排除的词"))
    assert notice[:8] in client.get("/search/", {"q": text}).content.decode()
