"""It releases by the rows: what is due goes out, what fails says so, and nothing stops the others."""

import datetime as dt

import pytest

from policies.models import Document
from portal.kernel.publishing import registry
from portal.kernel.publishing.services import release, tick
from tests.factories.policies import DocumentFactory
from tests.factories.publishing import RELEASED_AT

pytestmark = pytest.mark.django_db
NOON = RELEASED_AT + dt.timedelta(hours=3)


def scheduled(desk, **kwargs):
    document = desk.sign(DocumentFactory(**kwargs))
    return release.schedule(thing=document, planned_at=NOON, by=desk.office, at=RELEASED_AT)


def states():
    return sorted(Document.objects.values_list("state", flat=True))


def test_nothing_happens_before_its_time(desk):
    scheduled(desk)

    assert release.release_due(at=NOON - dt.timedelta(seconds=1)) == 0
    assert states() == ["scheduled"]


def test_it_goes_out_at_its_time_and_after_any_outage(desk):
    document = scheduled(desk)
    late = NOON + dt.timedelta(days=3)

    assert release.release_due(at=late) == 1

    document.refresh_from_db()
    assert (document.state, document.published_at, document.published_by) == ("published", late, desk.office)
    assert release.release_due(at=late) == 0


def test_one_that_fails_a_gate_is_marked_with_the_reason_and_the_others_go_out(desk):
    broken, sound = scheduled(desk), scheduled(desk)
    Document.objects.filter(pk=broken.pk).update(title="改")

    assert release.release_due(at=NOON) == 1

    broken.refresh_from_db()
    sound.refresh_from_db()
    assert (broken.state, broken.failed_at, broken.planned_at) == ("failed", NOON, NOON)
    assert broken.failure == "内容在审签后被改动，请退回后重新审签"
    assert sound.state == "published"


def test_a_broken_effect_fails_its_own_thing_only(desk, monkeypatch):
    broken, sound = scheduled(desk), scheduled(desk)

    def effect(thing, *, by, at):
        if thing.pk == broken.pk:
            raise RuntimeError("effect")

    kind = registry.type_of(Document)
    monkeypatch.setitem(registry._register.by_model, Document, _with_effect(kind, effect))

    assert release.release_due(at=NOON) == 1

    broken.refresh_from_db()
    sound.refresh_from_db()
    assert (broken.state, sound.state) == ("failed", "published")
    assert "系统错误" in broken.failure


def _with_effect(kind, effect):
    from dataclasses import replace

    return replace(kind, on_release=(effect,))


def test_a_failed_one_can_be_planned_again(desk):
    document = scheduled(desk)
    Document.objects.filter(pk=document.pk).update(title="改")
    release.release_due(at=NOON)
    Document.objects.filter(pk=document.pk).update(title=document.title)

    release.schedule(thing=document, planned_at=NOON + dt.timedelta(days=1), by=desk.office, at=NOON)

    assert (document.state, document.failure, document.failed_at) == ("scheduled", "", None)


def test_a_schedule_lies_ahead_and_its_gates_are_asked_at_once(desk):
    document = desk.sign(DocumentFactory())

    with pytest.raises(release.PlannedInThePast):
        release.schedule(thing=document, planned_at=RELEASED_AT, by=desk.office, at=RELEASED_AT)
    Document.objects.filter(pk=document.pk).update(title="改")
    with pytest.raises(release.NotReady):
        release.schedule(thing=document, planned_at=NOON, by=desk.office, at=RELEASED_AT)


def test_a_lock_postpones_instead_of_failing(desk, monkeypatch):
    from django.db import OperationalError

    document = scheduled(desk)
    monkeypatch.setattr(tick, "release_locked", _locked)

    assert release.release_due(at=NOON) == 0
    document.refresh_from_db()
    assert document.state == "scheduled"
    monkeypatch.undo()
    assert release.release_due(at=NOON) == 1
    assert OperationalError


def _locked(**_):
    from django.db import OperationalError

    raise OperationalError("canceling statement due to lock timeout")
