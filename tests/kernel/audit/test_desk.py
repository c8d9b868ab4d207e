"""The audit administrator's desk."""

import pytest

from portal.kernel.people.models import Duty
from tests.factories.audit import make_event
from tests.factories.people import DepartmentFactory, StaffFactory

pytestmark = pytest.mark.django_db


def test_the_audit_administrator_reads_and_searches_the_trail(client):
    department = DepartmentFactory()
    make_event(note="第一件")
    make_event(note="第二件", target=department)
    client.force_login(StaffFactory(duties=[Duty.AUDIT_ADMIN]))

    page = client.get("/admin/audit/event/", {"q": "第二件"}).content.decode()

    assert "第二件" in page
    assert "第一件" not in page
    assert "触碰" in page


def test_nobody_writes_the_trail_at_the_desk(client):
    event = make_event(after={"state": "published"})
    client.force_login(StaffFactory(duties=[Duty.AUDIT_ADMIN]))

    assert client.get("/admin/audit/event/add/").status_code == 403
    assert client.get(f"/admin/audit/event/{event.pk}/delete/").status_code == 403
    page = client.get(f"/admin/audit/event/{event.pk}/change/").content.decode()
    assert "published" in page
    assert 'name="_save"' not in page
