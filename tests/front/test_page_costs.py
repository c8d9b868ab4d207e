"""What a page of a thing costs: its questions to the database written down, and one for readers who have it already."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.consultations import WITHIN, ConsultationFactory
from tests.factories.disclosure import ItemFactory
from tests.factories.policies import DocumentFactory, InterpretationFactory
from tests.factories.publishing import RELEASED_AT

pytestmark = pytest.mark.django_db

# Content version, the thing itself with its department, topics and audiences, then what stands on its page.
BUDGETS: dict[str, tuple[Callable[[], Any], int]] = {
    # Relations of both directions, interpretations, questions, services, files, consultations, what is alike.
    "document": (lambda: DocumentFactory(published=True), 9),
    # Files, the document, its services, other interpretations.
    "interpretation": (lambda: InterpretationFactory(document=DocumentFactory(published=True), published=True), 6),
    # Clauses, report, whether the calendar has changed, opinions, files, what is alike.
    "consultation": (lambda: ConsultationFactory(published=True), 8),
    # Files, what is alike.
    "item": (lambda: ItemFactory(published=True), 4),
}
KINDS = pytest.mark.parametrize("kind", BUDGETS)


@pytest.fixture(autouse=True)
def _kept_by_nobody_before() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(max(WITHIN, RELEASED_AT + timedelta(days=1)), tick=False):
        yield
    cache.clear()


def asked(client: Client, address: str, **headers: str) -> tuple[Any, int]:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, headers=headers)
        return answer, len(queries)


@KINDS
def test_a_page_stays_within_its_queries(client: Client, kind: str) -> None:
    make, budget = BUDGETS[kind]
    address = make().get_absolute_url()
    client.get(address)

    answer, queries = asked(client, address)

    assert answer.status_code == 200
    assert queries == budget


@KINDS
def test_who_has_the_page_costs_one_look_at_the_content_version(client: Client, kind: str) -> None:
    address = BUDGETS[kind][0]().get_absolute_url()
    tag = client.get(address)["ETag"]

    answer, queries = asked(client, address, **{"if-none-match": tag})

    assert answer.status_code == 304
    assert queries == 1


@KINDS
def test_a_kept_page_costs_the_same_look(client: Client, kind: str, settings: Any) -> None:
    settings.PAGE_CACHE_SECONDS = 60
    address = BUDGETS[kind][0]().get_absolute_url()
    first = client.get(address)

    answer, queries = asked(client, address)

    assert answer.content == first.content
    assert queries == 1
