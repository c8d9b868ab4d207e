"""Words invented in the address of a desk are refused, not stumbled over."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.kernel.people.models import Duty
from tests.factories.people import StaffFactory

pytestmark = pytest.mark.django_db
AUTOCOMPLETE = {"app_label": "disclosure", "model_name": "item", "field_name": "column"}


@pytest.mark.parametrize(
    ("door", "words"),
    [
        ("admin:disclosure_item_changelist", {"state": "\x00"}),
        ("admin:disclosure_item_changelist", {"published_at__year": "10000"}),
        ("admin:disclosure_item_changelist", {"drafter_ids": "1"}),
        ("admin:policies_document_changelist", {"formed_on__year": "0"}),
        ("admin:taxonomy_column_add", {"department": "abc"}),
        ("admin:autocomplete", {**AUTOCOMPLETE, "term": "\x00"}),
    ],
)
def test_an_invented_word_in_the_address_of_a_desk_is_answered_400(client: Client, door: str, words: dict) -> None:
    client.force_login(StaffFactory(duties=[Duty.DISCLOSURE_OFFICE]))

    answer = client.get(reverse(door), words)

    assert answer.status_code == 400
    assert "无法识别" in answer.content.decode()
