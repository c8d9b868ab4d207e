"""The desk for letters: the dead are seen and sent again, by those whose duty it is."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.kernel.people.models import Duty
from tests.factories.delivery import OutboxLetterFactory
from tests.factories.people import StaffFactory

pytestmark = pytest.mark.django_db


def test_the_system_administrator_sends_dead_letters_again(client: Client) -> None:
    client.force_login(StaffFactory(duties=[Duty.SYSTEM_ADMIN]))
    dead, sent = OutboxLetterFactory(dead=True), OutboxLetterFactory(sent=True)

    answer = client.post(
        reverse("admin:delivery_outboxletter_changelist"),
        {"action": "send_again", "_selected_action": [dead.pk, sent.pk]},
        follow=True,
    )

    dead.refresh_from_db()
    sent.refresh_from_db()
    assert (dead.state, sent.state) == ("pending", "sent")
    assert "1 封信件将重新发送" in answer.content.decode()
    assert "1 封信件并未失败" in answer.content.decode()


def test_the_page_of_a_letter_shows_its_error_and_not_what_it_says(client: Client) -> None:
    client.force_login(StaffFactory(duties=[Duty.SYSTEM_ADMIN]))
    letter = OutboxLetterFactory(dead=True, context={"title": "不应显示的内容"})

    page = client.get(reverse("admin:delivery_outboxletter_change", args=[letter.pk])).content.decode()

    assert "SMTPServerDisconnected" in page
    assert "不应显示的内容" not in page


def test_a_clerk_has_no_business_here(client: Client) -> None:
    client.force_login(StaffFactory(duties=[Duty.CLERK]))

    assert client.get(reverse("admin:delivery_outboxletter_changelist")).status_code == 403


def test_the_page_of_a_letter_covers_to_whom_it_goes(client: Client) -> None:
    client.force_login(StaffFactory(duties=[Duty.SYSTEM_ADMIN]))
    letter = OutboxLetterFactory(dead=True, user=None, address="wangxiaoming@example.com")

    page = client.get(reverse("admin:delivery_outboxletter_change", args=[letter.pk])).content.decode()

    assert "w***@example.com" in page
    assert "wangxiaoming" not in page
