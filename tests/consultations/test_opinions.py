"""Receiving opinions: in time, once, from whoever may see the draft."""

import threading
import time
import uuid
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from consultations.models import Consultation, Opinion
from consultations.services import clauses, moderation
from consultations.services.opinions import FormReused, NoSuchClause, NoSuchConsultation, NotOpen
from portal.kernel.audit.selectors import history_of
from portal.kernel.people.models import Duty
from portal.kernel.publishing.services import release
from portal.kernel.rules.lifecycle import IllegalTransition
from tests.factories.consultations import AFTER, CLOSED, LAST_SECOND, OPENING, WITHIN, ConsultationFactory, opinion
from tests.factories.people import StaffFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation() -> Consultation:
    return ConsultationFactory(published=True)


def test_it_takes_an_opinion_and_gives_a_receipt(consultation: Consultation) -> None:
    made = opinion(consultation, name="王先生", contact="13800001234")

    assert made.number.startswith("YJ-")
    assert (made.state, made.author, made.submitted_at) == ("received", "王先生", WITHIN)
    assert [event.verb for event in history_of(made)] == ["consultations.submit_opinion"]


def test_name_and_contact_are_not_readable_in_the_database(consultation: Consultation) -> None:
    made = opinion(consultation, name="王先生", contact="13800001234")

    with connection.cursor() as cursor:
        cursor.execute("SELECT name, contact FROM consultations_opinion WHERE id = %s", [made.pk])
        stored = cursor.fetchone()
    assert "王先生" not in stored[0]
    assert "13800001234" not in stored[1]


def test_the_last_second_is_in_time_and_midnight_is_not(consultation: Consultation) -> None:
    opinion(consultation, at=LAST_SECOND)

    with pytest.raises(NotOpen, match="2026年5月28日24时截止"):
        opinion(consultation, at=CLOSED)
    assert consultation.opinions.count() == 1


def test_nothing_is_taken_before_the_opening_day() -> None:
    early = ConsultationFactory(published=True, released_at=OPENING.replace(day=20))

    with pytest.raises(NotOpen, match="2026年4月28日开始"):
        opinion(early, at=OPENING.replace(day=27))
    assert opinion(early, at=OPENING.replace(hour=0, minute=0)).pk


@pytest.mark.parametrize("kind", ["draft", "withdrawn", "targeted", "absent"])
def test_hidden_and_absent_are_told_alike(kind: str) -> None:
    thing = ConsultationFactory(published=kind != "draft")
    if kind == "withdrawn":
        boss = StaffFactory(duties=[Duty.DISCLOSURE_OFFICE])
        release.withdraw(thing=thing, reason="内容有误", by=boss, at=WITHIN)
    if kind == "targeted":
        Consultation.objects.filter(pk=thing.pk).update(targeted=True)
    if kind == "absent":
        thing.pk = 999_999

    with pytest.raises(NoSuchConsultation):
        opinion(thing, at=WITHIN)


def test_the_same_form_twice_is_one_opinion(consultation: Consultation) -> None:
    key = uuid.uuid4()

    first, second = opinion(consultation, key=key), opinion(consultation, key=key, at=CLOSED)

    assert first == second
    assert Opinion.objects.count() == 1


def test_the_same_form_with_other_words_is_refused_and_names_the_first(consultation: Consultation) -> None:
    key = uuid.uuid4()
    first = opinion(consultation, key=key)

    with pytest.raises(FormReused) as refused:
        opinion(consultation, key=key, text="另一条意见")
    assert refused.value.number == first.number


def test_a_clause_of_another_draft_is_refused(consultation: Consultation) -> None:
    other = ConsultationFactory()
    foreign = clauses.add(consultation=other, heading="第一条", text="为了规范，制定本办法。", by=None, at=WITHIN)

    with pytest.raises(NoSuchClause):
        opinion(consultation, clause_id=foreign.pk)
    assert not Opinion.objects.exists()


def _in_threads(*works: Callable[[], object]) -> list[object]:
    results: list[object] = []

    def run(work: Callable[[], object]) -> None:
        try:
            results.append(work())
        except Exception as problem:  # noqa: BLE001 - the test looks at what was raised
            results.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_eight_times_at_once_is_one_opinion() -> None:
    thing, key = ConsultationFactory(published=True), uuid.uuid4()

    made = _in_threads(*[lambda: opinion(thing, key=key).number] * 8)

    assert len(set(made)) == 1
    assert Opinion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_opinions_of_the_closing_minute_are_counted_by_a_report_released_at_midnight() -> None:
    """Those on their way hold the row; whoever counts waits until they have arrived."""
    thing = ConsultationFactory(published=True)
    inside = threading.Event()

    def slow() -> str:
        with transaction.atomic():
            number = opinion(thing, at=LAST_SECOND).number
            inside.set()
            time.sleep(0.5)
        return number

    def count() -> int:
        inside.wait(5)
        with transaction.atomic():
            Consultation.objects.select_for_update(of=("self",)).get(pk=thing.pk)
            return Opinion.objects.filter(consultation=thing).count()

    results = _in_threads(slow, count)

    assert 1 in results


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_the_late_opinion_is_missed() -> None:
    thing = ConsultationFactory(published=True)
    inside = threading.Event()

    def slow() -> str:
        with transaction.atomic():
            number = opinion(thing, at=LAST_SECOND).number
            inside.set()
            time.sleep(0.5)
        return number

    def count() -> int:
        inside.wait(5)
        return Opinion.objects.filter(consultation=thing).count()

    assert 0 in _in_threads(slow, count)


@pytest.mark.django_db(transaction=True)
def test_opinions_do_not_wait_for_one_another_on_the_consultation() -> None:
    thing = ConsultationFactory(published=True)

    made = _in_threads(*[lambda n=n: opinion(thing, text=f"第{n}条意见的内容").number for n in range(8)])

    assert len(set(made)) == Opinion.objects.count() == 8


# Moderation


@pytest.fixture
def clerk(consultation: Consultation):
    return StaffFactory(duties=[Duty.CLERK], department=consultation.department)


def _in_state(consultation: Consultation, state: str, clerk) -> Opinion:
    made = opinion(consultation)
    if state == "shown":
        moderation.show(opinion=made, by=clerk, at=WITHIN)
    if state == "hidden":
        moderation.hide(opinion=made, reason="广告", by=clerk, at=WITHIN)
    return made


@pytest.mark.parametrize("state", ["received", "hidden"])
def test_an_opinion_is_shown(consultation: Consultation, clerk, state: str) -> None:
    made = moderation.show(opinion=_in_state(consultation, state, clerk), by=clerk, at=AFTER)

    assert (made.state, made.moderated_by, made.moderated_at, made.moderation_reason) == ("shown", clerk, AFTER, "")


@pytest.mark.parametrize("state", ["received", "shown"])
def test_an_opinion_is_hidden_for_a_reason(consultation: Consultation, clerk, state: str) -> None:
    made = moderation.hide(opinion=_in_state(consultation, state, clerk), reason="人身攻击", by=clerk, at=AFTER)

    assert (made.state, made.moderation_reason) == ("hidden", "人身攻击")


def test_an_opinion_shown_is_not_shown_again(consultation: Consultation, clerk) -> None:
    with pytest.raises(IllegalTransition):
        moderation.show(opinion=_in_state(consultation, "shown", clerk), by=clerk, at=AFTER)


def test_an_opinion_hidden_is_not_hidden_again(consultation: Consultation, clerk) -> None:
    with pytest.raises(IllegalTransition):
        moderation.hide(opinion=_in_state(consultation, "hidden", clerk), reason="x", by=clerk, at=AFTER)


def test_hiding_needs_a_reason(consultation: Consultation, clerk) -> None:
    with pytest.raises(moderation.ReasonMissing):
        moderation.hide(opinion=opinion(consultation), reason="  ", by=clerk, at=AFTER)


@pytest.mark.parametrize("duties", [[], [Duty.SECRECY_REVIEWER]])
def test_others_do_not_moderate(consultation: Consultation, duties: list[str]) -> None:
    made = opinion(consultation)

    with pytest.raises(moderation.NotAllowed):
        moderation.show(opinion=made, by=StaffFactory(duties=duties) if duties else UserFactory(), at=AFTER)
    made.refresh_from_db()
    assert made.state == "received"


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("consultations_opinion_says_something", {"text": ""}),
        ("consultations_opinion_moderated_at_and_by", {"moderated_at": WITHIN}),
        ("consultations_opinion_hidden_with_reason", {"moderation_reason": "广告"}),
    ],
)
def test_the_database_refuses(consultation: Consultation, constraint: str, wrong: dict[str, object]) -> None:
    made = opinion(consultation)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Opinion.objects.filter(pk=made.pk).update(**wrong)


def test_the_database_knows_the_states(consultation: Consultation, clerk) -> None:
    made = opinion(consultation)

    with pytest.raises(IntegrityError, match="consultations_opinion_state_known"), transaction.atomic():
        Opinion.objects.filter(pk=made.pk).update(state="lost", moderated_at=WITHIN, moderated_by=clerk)
