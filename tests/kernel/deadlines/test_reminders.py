from datetime import date, timedelta

import pytest

from portal.kernel.deadlines import kinds, selectors, services
from portal.kernel.deadlines.kinds import DeadlineKind
from portal.kernel.deadlines.models import Deadline, Reminder
from portal.kernel.deadlines.rules.ladder import steps_due
from portal.kernel.deadlines.services.reminders import sweep
from portal.kernel.deadlines.tasks import remind
from portal.kernel.delivery import letters
from portal.kernel.delivery.models import OutboxLetter
from portal.kernel.people.models import Duty
from portal.kernel.rules.workdays import DueDate
from tests.factories.deadlines import DeadlineFactory
from tests.factories.people import DepartmentFactory, StaffFactory
from tests.kernel.deadlines.conftest import at

D = date.fromisoformat


def letters_sent() -> list[str]:
    return list(OutboxLetter.objects.order_by("pk").values_list("key", flat=True))


def outcomes(deadline: Deadline) -> dict[int, str]:
    return dict(Reminder.objects.filter(deadline=deadline).values_list("step", "outcome"))


@pytest.mark.parametrize(
    ("remaining", "at_setting", "steps"),
    [
        (20, 20, ()),
        (11, 20, ()),
        (10, 20, (10,)),
        (4, 20, (10, 5)),
        (0, 20, (10, 5, 3, 1, 0)),
        (-2, 20, (10, 5, 3, 1, 0, -1, -2)),
        (5, 5, (5,)),  # a five-day term is announced when it is set
        (4, 4, ()),
        (3, 4, (3,)),
        (-3, -3, (-3,)),  # entered when it was long overdue: today's step, not the past ones
        (-5, -3, (-3, -4, -5)),
    ],
)
def test_the_ladder_climbs_only_since_the_date_was_set(remaining: int, at_setting: int, steps: tuple[int, ...]) -> None:
    assert steps_due(remaining=remaining, at_setting=at_setting) == steps


@pytest.mark.django_db
class TestSweep:
    def test_speaks_on_every_rung_and_never_on_free_days(self) -> None:
        deadline = DeadlineFactory()  # due on 2026-05-20
        days = (D("2026-04-20") + timedelta(days=offset) for offset in range(34))

        spoken = {str(day): sent for day in days if (sent := sweep(at=at(str(day))))}

        assert list(spoken) == [
            "2026-05-07",  # 10 left
            "2026-05-13",  # 5
            "2026-05-15",  # 3
            "2026-05-19",  # 1
            "2026-05-20",  # the day itself
            "2026-05-21",  # overdue, each working day
            "2026-05-22",
        ]
        assert set(outcomes(deadline)) == {10, 5, 3, 1, 0, -1, -2}
        assert set(outcomes(deadline).values()) == {"sent"}

    def test_running_again_sends_nothing(self) -> None:
        DeadlineFactory()

        assert sweep(at=at("2026-05-13")) == 1
        assert sweep(at=at("2026-05-13", hour=15)) == 0
        assert len(letters_sent()) == 1

    def test_after_an_outage_only_the_most_urgent_step_is_sent(self) -> None:
        deadline = DeadlineFactory()

        assert sweep(at=at("2026-05-22")) == 1

        assert outcomes(deadline) == {
            10: "skipped",
            5: "skipped",
            3: "skipped",
            1: "skipped",
            0: "skipped",
            -1: "skipped",
            -2: "sent",
        }
        assert len(letters_sent()) == 1

    def test_a_step_missed_on_its_day_is_caught_up_on_the_next_working_day(self) -> None:
        deadline = DeadlineFactory()

        assert sweep(at=at("2026-05-14")) == 1  # the day after "5 left"

        assert outcomes(deadline) == {10: "skipped", 5: "sent"}

    def test_a_moved_date_has_its_own_ladder(self) -> None:
        deadline = DeadlineFactory()
        sweep(at=at("2026-05-19"))
        services.move(deadline=deadline, due=DueDate(D("2026-06-04")), by=None, at=at("2026-05-19"), reason="延期")

        assert sweep(at=at("2026-05-20")) == 0
        assert sweep(at=at("2026-05-21")) == 1  # ten working days before the new date
        assert Reminder.objects.filter(deadline=deadline, version=2).get().step == 10

    def test_closed_and_paused_deadlines_are_silent(self) -> None:
        DeadlineFactory(met=True)
        DeadlineFactory(paused=True)

        assert sweep(at=at("2026-05-19")) == 0

    def test_the_handler_and_the_office_hear_of_it_without_personal_data(self) -> None:
        office = StaffFactory(duties=[Duty.DISCLOSURE_OFFICE])
        deadline = DeadlineFactory(title="沪公开〔2026〕1号申请")

        sweep(at=at("2026-05-19"))

        sent = OutboxLetter.objects.order_by("user_id")
        assert {letter.user_id for letter in sent} == {deadline.handler_id, office.pk}
        rendered = letters.render(sent[0].letter, sent[0].context)
        assert rendered.subject == "期限提醒：沪公开〔2026〕1号申请（还剩1个工作日）"
        assert "到期日：2026年5月20日（还剩1个工作日）" in rendered.body
        assert "依据：条例第三十三条" in rendered.body
        assert rendered.url.endswith("/workbench/")

    def test_the_head_hears_of_what_nobody_has_claimed(self) -> None:
        department = DepartmentFactory()
        head = StaffFactory(duties=[(Duty.DEPARTMENT_HEAD, department)])
        StaffFactory(duties=[(Duty.DEPARTMENT_HEAD, DepartmentFactory())])
        DeadlineFactory(department=department, handler=None)

        sweep(at=at("2026-05-19"))

        assert [letter.user for letter in OutboxLetter.objects.all()] == [head]

    def test_a_handler_without_mail_finds_it_in_his_inbox(self) -> None:
        DeadlineFactory(handler=StaffFactory(email=""))

        sweep(at=at("2026-05-19"))

        assert OutboxLetter.objects.get().channel == "inbox"

    def test_a_deadline_nobody_can_be_told_of_is_recorded_as_such(self) -> None:
        deadline = DeadlineFactory(handler=None, department=None)

        assert sweep(at=at("2026-05-19")) == 1

        assert outcomes(deadline)[1] == "unaddressed"
        assert letters_sent() == []

    def test_a_provisional_date_beyond_the_calendar_is_reminded_of_with_its_reason(self) -> None:
        DeadlineFactory(provisional_date=True)

        assert sweep(at=at("2027-01-04")) == 1  # a Monday, as far as anybody knows

        letter = OutboxLetter.objects.get()
        assert "2027年节假日安排尚未公布，暂定" in letters.render(letter.letter, letter.context).body

    def test_one_deadline_that_cannot_be_written_about_does_not_silence_the_others(self) -> None:
        kinds.register(DeadlineKind("tests.broken", "坏的", "", letter="tests.no_such_letter"))
        broken = DeadlineFactory(kind="tests.broken")
        sound = DeadlineFactory()

        assert sweep(at=at("2026-05-19")) == 1

        assert outcomes(broken) == {}
        assert outcomes(sound)[1] == "sent"
        kinds._KINDS.pop("tests.broken")

    def test_a_receipt_after_midnight_belongs_to_the_day_of_the_office(self) -> None:
        deadline = DeadlineFactory()

        sweep(at=at("2026-05-20", hour=0))  # still the nineteenth in UTC

        assert outcomes(deadline)[0] == "sent"

    def test_the_number_of_queries_does_not_grow_with_deadlines_already_spoken_of(
        self, django_assert_max_num_queries: object
    ) -> None:
        DeadlineFactory.create_batch(5)
        sweep(at=at("2026-05-19"))
        selectors.calendar()

        with django_assert_max_num_queries(3):  # revision, office, candidates
            assert sweep(at=at("2026-05-19")) == 0


@pytest.mark.django_db
def test_the_task_ignores_words_it_does_not_know() -> None:
    assert remind.name == "deadlines.remind"
    assert remind(future_argument=1) == 0
