"""The desk for links: staff see what is broken, why and where; nobody writes."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.kernel.links.models import LinkCheck
from portal.kernel.people.models import Duty
from tests.factories.links import NOON, LinkUseFactory, OutboundLinkFactory
from tests.factories.people import DepartmentFactory, StaffFactory, UserFactory
from tests.factories.policies import DocumentFactory

pytestmark = pytest.mark.django_db


def test_staff_see_the_state_the_advice_and_the_pages_that_use_it(client: Client) -> None:
    client.force_login(StaffFactory())
    link = OutboundLinkFactory(broken=True)
    page = DepartmentFactory(name="住房保障处")
    LinkUseFactory(link=link, source=page)
    LinkCheck.objects.create(link=link, at=NOON, outcome="broken", status=404, problem="页面不存在", final_url=link.url)

    listed = client.get(reverse("admin:links_outboundlink_changelist")).content.decode()
    one = client.get(reverse("admin:links_outboundlink_change", args=[link.pk])).content.decode()

    for text in (link.url, "断链", "页面不存在", "请更换为现行网址", "住房保障处"):
        assert text in listed
    assert "404" in one
    assert 'name="_save"' not in one


def test_the_public_has_no_desk(client: Client) -> None:
    client.force_login(UserFactory())

    assert client.get(reverse("admin:links_outboundlink_changelist")).status_code in {302, 403}


def test_a_page_for_few_is_not_named_to_all_staff(client: Client) -> None:
    department = DepartmentFactory()
    secret = DocumentFactory(title="蓝鲸的通知", targeted=True, department=department)
    link = OutboundLinkFactory(broken=True)
    LinkUseFactory(link=link, source=secret)
    doors = [
        reverse("admin:links_outboundlink_changelist"),
        reverse("admin:links_outboundlink_change", args=[link.pk]),
    ]

    client.force_login(StaffFactory(duties=[(Duty.CLERK, DepartmentFactory())]))
    assert [("蓝鲸" in client.get(door).content.decode()) for door in doors] == [False, False]
    client.force_login(StaffFactory(duties=[(Duty.CLERK, department)]))
    assert [("蓝鲸" in client.get(door).content.decode()) for door in doors] == [True, True]
