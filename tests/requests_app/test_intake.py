"""Filing: numbers without gaps, one request however often the form is sent, personal data hidden in the database."""

import threading
import uuid

import pytest
from django.db import connection, transaction

from portal.kernel.audit.models import Event
from portal.kernel.deadlines.models import Deadline
from portal.kernel.deadlines.selectors import open_deadlines_of
from portal.kernel.delivery.models import OutboxLetter
from requests_app.models import InformationRequest, NumberSeries, RequestEvent
from requests_app.models.digests import identity_digest, show_secret
from requests_app.rules.words import Channel
from requests_app.selectors import find, same_applicant
from requests_app.services import intake
from requests_app.services.numbers import next_number
from tests.factories.requests_app import (
    OTHER_RESIDENT_ID,
    RESIDENT_ID,
    Office,
    application,
    at,
    day,
    entered,
    organisation,
    submitted,
)

pytestmark = pytest.mark.django_db


def test_a_submission_leaves_request_event_deadline_letter_and_audit_row() -> None:
    made = submitted(on="2026-04-17").request

    assert made.number == "YK0007-2026-00001"
    assert made.received_on == day("2026-04-17")
    assert [event.kind for event in made.events.all()] == ["submitted"]
    assert [(d.kind, d.due_on) for d in open_deadlines_of(made)] == [("requests_app.confirmation", day("2026-04-17"))]
    assert OutboxLetter.objects.get().letter == "requests_received"
    assert Event.objects.filter(verb="requests_app.submit").get().actor_name == "公众"


def test_a_request_sent_on_a_free_day_is_to_be_confirmed_on_the_next_working_day() -> None:
    made = submitted(on="2026-05-02").request

    assert open_deadlines_of(made).get().due_on == day("2026-05-06")


def test_a_request_after_midnight_belongs_to_its_own_day_in_shanghai() -> None:
    made = intake.submit(
        application=application(), key=uuid.uuid4(), digest="x", by=None, at=at("2026-01-01", "00:20")
    ).request

    assert made.number == "YK0007-2026-00001"
    assert made.received_on == day("2026-01-01")


def test_numbers_run_on_within_a_year_and_begin_anew_in_the_next() -> None:
    numbers = [submitted(on=on).request.number for on in ("2025-12-31", "2025-12-31", "2026-01-04")]

    assert numbers == ["YK0007-2025-00001", "YK0007-2025-00002", "YK0007-2026-00001"]


def test_a_failed_submission_gives_its_number_back() -> None:
    submitted()
    with transaction.atomic():
        assert submitted().request.number == "YK0007-2026-00002"
        transaction.set_rollback(True)

    assert submitted().request.number == "YK0007-2026-00002"


def test_the_same_form_sent_again_is_given_the_same_receipt() -> None:
    key = uuid.uuid4()
    first, second = submitted(key=key), submitted(key=key)

    assert (first.request.pk, first.secret) == (second.request.pk, second.secret)
    assert (first.repeated, second.repeated) == (False, True)
    assert InformationRequest.objects.count() == OutboxLetter.objects.count() == 1


def test_the_same_form_with_other_contents_is_refused() -> None:
    key = uuid.uuid4()
    submitted(key=key)

    with pytest.raises(intake.FormReused) as refused:
        intake.submit(application=application(), key=key, digest="something else", by=None, at=at("2026-04-17"))

    assert refused.value.number == "YK0007-2026-00001"
    assert InformationRequest.objects.count() == 1


def test_nothing_personal_stands_readable_in_the_database() -> None:
    made = submitted(address="云州市明湖区公开路2号").request

    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(r)::text FROM requests_app_informationrequest r WHERE id = %s", [made.pk])
        stored = cursor.fetchone()[0]
    for word in ("王小明", RESIDENT_ID, "13800000000", "wang@example.com", "公开路2号"):
        assert word not in stored
    assert InformationRequest.objects.get(pk=made.pk).applicant_name == "王小明"


def test_neither_secret_nor_form_key_is_stored() -> None:
    key = uuid.uuid4()
    made = submitted(key=key)

    stored = InformationRequest.objects.values().get(pk=made.request.pk)
    assert made.secret not in map(str, stored.values())
    assert str(key) not in map(str, stored.values())


def test_number_and_secret_find_the_request_however_they_are_typed() -> None:
    made = submitted()
    number = made.request.number

    assert find(number=number, secret=made.secret) == made.request
    assert find(number=f" {number.lower()} ", secret=show_secret(made.secret).lower()) == made.request
    assert find(number=number, secret="ABCDEFGH2345") is None
    assert find(number="YK0007-2026-99999", secret=made.secret) is None


def test_another_requests_secret_opens_nothing() -> None:
    first, second = submitted(), submitted()

    assert find(number=first.request.number, secret=second.secret) is None


def test_the_same_applicant_is_recognised_without_decrypting() -> None:
    first, second = submitted().request, submitted(identity_number=RESIDENT_ID.lower()).request
    other = submitted(identity_number=OTHER_RESIDENT_ID).request

    assert list(same_applicant(first)) == [second]
    assert list(same_applicant(other)) == []
    assert first.identity_digest == identity_digest("resident_id", RESIDENT_ID)


def test_an_organisation_is_filed_with_its_class_for_table_three() -> None:
    made = intake.submit(application=organisation(), key=uuid.uuid4(), digest="x", by=None, at=at("2026-04-17")).request

    assert (made.applicant_kind, made.organisation_class) == ("organisation", "business")


def test_the_office_enters_what_came_on_paper() -> None:
    office = Office()
    made = entered(office, channel=Channel.SIGNED_MAIL).request

    assert made.entered_by == office.officer
    assert made.received_on == day("2026-04-17")


@pytest.mark.django_db(transaction=True)
def test_racing_applicants_get_numbers_without_gap_or_double() -> None:
    def work() -> None:
        try:
            submitted()
        finally:
            connection.close()

    _race(work, times=8)

    numbers = sorted(InformationRequest.objects.values_list("number", flat=True))
    assert numbers == [f"YK0007-2026-{serial:05d}" for serial in range(1, 9)]
    assert NumberSeries.objects.get().last == 8


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_same_race_doubles_numbers() -> None:
    NumberSeries.objects.create(year=2026)
    looked, numbers = threading.Barrier(8), []

    def work() -> None:
        try:
            series = NumberSeries.objects.get(year=2026)
            looked.wait()
            numbers.append(next_number(series))
        finally:
            connection.close()

    _race(work, times=8)

    assert len(set(numbers)) < len(numbers) == 8


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_eight_times_at_once_is_one_request() -> None:
    key, receipts = uuid.uuid4(), []

    def work() -> None:
        try:
            receipts.append(submitted(key=key))
        finally:
            connection.close()

    _race(work, times=8)

    assert len({(made.request.pk, made.secret) for made in receipts}) == 1
    assert len(receipts) == 8
    assert sum(not made.repeated for made in receipts) == 1
    assert InformationRequest.objects.count() == RequestEvent.objects.count() == OutboxLetter.objects.count() == 1
    assert Deadline.objects.count() == 1


def _race(work, *, times: int) -> None:
    start = threading.Barrier(times)

    def together() -> None:
        start.wait()
        work()

    threads = [threading.Thread(target=together) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
