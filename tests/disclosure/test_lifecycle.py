"""Every verb of publication on items: from its states it works, from the others it refuses, failing it changes nothing.

States and verbs are read off the lifecycle table.
"""

import datetime as dt

import pytest

from portal.kernel.audit import services as audit
from portal.kernel.publishing.services import drafting, release, review
from portal.kernel.publishing.transitions import LIFECYCLE
from portal.kernel.rules.lifecycle import IllegalTransition
from tests.factories.disclosure import ItemFactory
from tests.factories.publishing import RELEASED_AT

pytestmark = pytest.mark.django_db
PLANNED_AT = RELEASED_AT + dt.timedelta(hours=6)
LATER = RELEASED_AT + dt.timedelta(days=1)


def in_state(desk, state):
    """An item that came to this state by the verbs alone."""
    if state in ("published", "withdrawn"):
        item = desk.publish(ItemFactory(created_by=desk.clerk))
        if state == "withdrawn":
            release.withdraw(thing=item, reason="数据有误", by=desk.office, at=LATER)
        return item
    item = ItemFactory(created_by=desk.clerk)
    if state == "draft":
        return item
    if state == "submitted":
        return desk.submit(item)
    desk.sign(item)
    if state in ("scheduled", "failed"):
        release.schedule(thing=item, planned_at=PLANNED_AT, by=desk.office, at=RELEASED_AT)
    if state == "failed":
        item.column.is_active = False
        item.column.save()
        release.release_due(at=LATER)
        item.refresh_from_db()
        item.column.is_active = True
        item.column.save()
    return item


VERBS = {
    "save_draft": lambda desk, item: drafting.save_draft(thing=item, data={"title": "改"}, by=desk.clerk, at=LATER),
    "submit": lambda desk, item: drafting.submit(thing=item, by=desk.clerk, at=LATER),
    "review_secrecy": lambda desk, item: review.review_secrecy(
        thing=item, conclusion="pass", by=desk.secrecy, at=LATER
    ),
    "send_back": lambda desk, item: review.send_back(thing=item, reason="请补充", by=desk.office, at=LATER),
    "schedule": lambda desk, item: release.schedule(
        thing=item, planned_at=LATER + dt.timedelta(hours=1), by=desk.office, at=LATER
    ),
    "release": lambda desk, item: release.release(thing=item, by=desk.office, at=LATER),
    "revise": lambda desk, item: drafting.revise(thing=item, by=desk.clerk, at=LATER),
    "withdraw": lambda desk, item: release.withdraw(thing=item, reason="数据有误", by=desk.office, at=LATER),
}
ROWS = {row.verb: row for row in LIFECYCLE.rows}
STATES = sorted(str(state) for state in LIFECYCLE.states)
# What was never public cannot be taken back; the table allows it for revisions of public things.
ALLOWED = [
    (verb, str(state)) for verb in VERBS for state in ROWS[verb].sources if verb != "withdraw" or state == "published"
]
REFUSED = [(verb, state) for verb in VERBS for state in STATES if state not in map(str, ROWS[verb].sources)]


@pytest.mark.parametrize(("verb", "state"), ALLOWED)
def test_a_verb_works_from_its_states(desk, verb, state):
    item = in_state(desk, state)
    assert item.state == state

    VERBS[verb](desk, item)

    item.refresh_from_db()
    assert item.state == str(ROWS[verb].target)


@pytest.mark.parametrize(("verb", "state"), REFUSED)
def test_a_verb_refuses_from_every_other_state(desk, verb, state):
    item = in_state(desk, state)

    with pytest.raises(IllegalTransition):
        VERBS[verb](desk, item)

    item.refresh_from_db()
    assert item.state == state


@pytest.mark.parametrize(("verb", "state"), ALLOWED)
def test_a_verb_that_fails_changes_nothing(desk, monkeypatch, verb, state):
    item = in_state(desk, state)
    before = {field.attname: getattr(item, field.attname) for field in item._meta.concrete_fields}

    def disk_full(**_):
        raise OSError("disk full")

    monkeypatch.setattr(audit, "record", disk_full)
    with pytest.raises(OSError, match="disk full"):
        VERBS[verb](desk, item)

    item.refresh_from_db()
    assert {field.attname: getattr(item, field.attname) for field in item._meta.concrete_fields} == before
