"""Every verb three ways: it works from every allowed state, refuses every other, and changes nothing when it fails."""

import pytest

from portal.kernel.audit.models import Event
from portal.kernel.deadlines.models import Deadline
from portal.kernel.delivery.models import OutboxLetter
from portal.kernel.rules.lifecycle import IllegalTransition
from requests_app.models import InformationRequest, RequestEvent
from requests_app.rules.transitions import LIFECYCLE
from requests_app.rules.words import State, Verb
from requests_app.services import record
from tests.factories.requests_app import Office

pytestmark = pytest.mark.django_db

ALLOWED = [(row.verb, source, row.target) for row in LIFECYCLE.rows for source in row.sources]


@pytest.mark.parametrize(("verb", "source", "target"), ALLOWED)
def test_a_verb_leads_from_each_allowed_state_to_its_target(verb: Verb, source: State, target: State) -> None:
    office = Office()
    made = office.in_state(source)

    office.do(verb, made)

    assert office.fresh(made).state == target
    assert Event.objects.filter(verb=f"requests_app.{verb}", target_id=str(made.pk)).exists()


@pytest.mark.parametrize("state", LIFECYCLE.states)
def test_every_other_verb_is_refused_in_chinese(state: State) -> None:
    office = Office()
    made = office.in_state(state)
    refused = [verb for verb in LIFECYCLE.verbs if not LIFECYCLE.allows(verb, state=state)]

    for verb in refused:
        with pytest.raises(IllegalTransition, match=f"当前状态为“{state.label}”"):
            office.do(verb, made)

    assert office.fresh(made).state == state


@pytest.mark.parametrize("verb", LIFECYCLE.verbs)
def test_a_verb_that_fails_at_its_last_step_changes_nothing(verb: Verb, monkeypatch: pytest.MonkeyPatch) -> None:
    office = Office()
    made = office.in_state(next(source for each, source, _ in ALLOWED if each == verb))
    before = _everything()

    def broken(**_: object) -> None:
        raise RuntimeError

    # The audit row is the last thing a verb writes.
    monkeypatch.setattr(record.audit, "record", broken)
    with pytest.raises(RuntimeError):
        office.do(verb, made)

    assert _everything() == before


def _everything() -> list[object]:
    return [
        list(model.objects.order_by("pk").values())
        for model in (InformationRequest, RequestEvent, Deadline, OutboxLetter, Event)
    ]


def test_the_table_reaches_every_state() -> None:
    assert LIFECYCLE.unreachable == ()
    assert set(LIFECYCLE.states) == set(State)
