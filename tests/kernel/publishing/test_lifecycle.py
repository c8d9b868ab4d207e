"""It moves only along the table: each verb from every other state refuses and changes nothing."""

import datetime as dt

import pytest

from policies.models import Document
from portal.kernel.publishing.services import drafting, release, review
from portal.kernel.publishing.transitions import LIFECYCLE
from portal.kernel.rules.lifecycle import IllegalTransition
from tests.factories.policies import DocumentFactory
from tests.factories.publishing import RELEASED_AT

pytestmark = pytest.mark.django_db
LATER = RELEASED_AT + dt.timedelta(days=1)


def bring(desk, state):
    """A document in the state, brought there by its verbs."""
    document = DocumentFactory()
    if state == "draft":
        return document
    if state == "submitted":
        return desk.submit(document)
    desk.sign(document)
    if state in {"scheduled", "failed"}:
        release.schedule(thing=document, planned_at=LATER, by=desk.office, at=RELEASED_AT)
    if state == "failed":
        Document.objects.filter(pk=document.pk).update(title="改")
        release.release_due(at=LATER)
        document.refresh_from_db()
    if state in {"published", "withdrawn"}:
        desk.release(document)
    if state == "withdrawn":
        release.withdraw(thing=document, reason="误", by=desk.office, at=RELEASED_AT)
    return document


VERBS = {
    "save_draft": lambda desk, it: drafting.save_draft(thing=it, data={"summary": "改"}, by=desk.clerk, at=LATER),
    "submit": lambda desk, it: drafting.submit(thing=it, by=desk.clerk, at=LATER),
    "review_secrecy": lambda desk, it: review.review_secrecy(thing=it, conclusion="pass", by=desk.secrecy, at=LATER),
    "approve": lambda desk, it: review.approve(thing=it, level=1, by=desk.office, at=LATER),
    "send_back": lambda desk, it: review.send_back(thing=it, reason="改", by=desk.office, at=LATER),
    "schedule": lambda desk, it: release.schedule(
        thing=it, planned_at=LATER + dt.timedelta(days=1), by=desk.office, at=LATER
    ),
    "release": lambda desk, it: release.release(thing=it, by=desk.office, at=LATER),
    "import_published": lambda desk, it: release.import_published(thing=it, by=desk.office, at=LATER, source="旧站"),
    "revise": lambda desk, it: drafting.revise(thing=it, by=desk.clerk, at=LATER),
    "discard": lambda desk, it: drafting.discard(thing=it, by=desk.clerk, at=LATER),
    "withdraw": lambda desk, it: release.withdraw(thing=it, reason="误", by=desk.office, at=LATER),
}
REFUSED = [(verb, state) for verb in VERBS for state in LIFECYCLE.states if not LIFECYCLE.allows(verb, state=state)]


@pytest.mark.parametrize("state", LIFECYCLE.states)
def test_every_state_can_be_reached_by_verbs(desk, state):
    assert bring(desk, state).state == state


@pytest.mark.parametrize(("verb", "state"), REFUSED)
def test_a_verb_refuses_a_state_that_the_table_does_not_name(desk, verb, state):
    document = bring(desk, state)

    with pytest.raises(IllegalTransition):
        VERBS[verb](desk, document)

    document.refresh_from_db()
    assert document.state == state


def test_the_table_knows_every_verb_that_is_tested_and_no_other():
    assert set(LIFECYCLE.verbs) == {*VERBS, "conclude", "fail"}
    assert LIFECYCLE.unreachable == ()
