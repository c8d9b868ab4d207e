"""A searchable kind of the tests: departments, whose name is the title and whose duties are the text."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection

from portal.kernel.people.models import Department
from portal.kernel.search import sources
from portal.kernel.search.services import indexing
from portal.kernel.search.sources import SearchDocument, SearchSource
from tests.factories.people import DepartmentFactory


def document_of(department: Department) -> SearchDocument:
    published_on = date.fromisoformat(department.hours or "2024-05-20")
    return SearchDocument(
        title=department.name,
        body=department.duties_text,
        url=f"/things/{department.pk}/",
        published_on=published_on,
        number=department.address,
        department_id=department.parent_id,
        validity=department.telephone,
    )


@pytest.fixture
def kind(monkeypatch: pytest.MonkeyPatch) -> Iterator[SearchSource]:
    monkeypatch.setattr(sources, "_sources", {})
    source = SearchSource(
        "tests.thing",
        "测试内容",
        Department,
        document_of,
        public=lambda at: Department.objects.filter(is_active=True, duties_text__gt=""),
        day="hours",
    )
    sources.register(source)
    return source


@pytest.fixture
def thing(kind: SearchSource, db: None) -> Callable[..., Department]:
    """Makes a public thing and indexes it."""

    def make(title: str, body: str = "正文", *, on: str = "2024-05-20", number: str = "", **rest: Any) -> Department:
        made: Department = DepartmentFactory(name=title, duties_text=body, hours=on, address=number, **rest)
        indexing.index(made)
        return made

    return make


@pytest.fixture
def short_limit(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[Callable[[], None]]:
    """From then on every new connection, this one first, has the limits of a web request, only shorter."""

    def limit() -> None:
        limits = "-c statement_timeout=300 -c idle_in_transaction_session_timeout=301 -c portal.truncate_allowed=on"
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "options", limits)
        connection.close()

    yield limit
    monkeypatch.undo()
    connection.close()
