from datetime import date

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from portal.kernel.audit.selectors import history_of
from portal.kernel.deadlines import selectors, services
from portal.kernel.deadlines.models import CalendarRevision, Deadline, WorkCalendarDay
from portal.kernel.deadlines.rules.arrangement import BadArrangement, decode, parse_arrangement
from portal.kernel.deadlines.services import calendar
from portal.kernel.rules.workdays import CalendarDay, DayKind, DueDate
from tests.factories.deadlines import DeadlineFactory
from tests.factories.people import DepartmentFactory, StaffFactory
from tests.kernel.deadlines.conftest import at

D = date.fromisoformat
TYPHOON = CalendarDay(D("2026-05-18"), DayKind.HOLIDAY, "台风停工")

# A made-up arrangement, close to what a 2027 notice could say.
YEAR_2027 = """日期,类别,节假日名称,文号
2027-01-01,放假,元旦,国办发明电〔2026〕0号
2027/01/02,放假,元旦
2027-01-03,放假,元旦
2026-12-27,上班,元旦
2027-02-05,放假,春节

2027-02-20,上班,春节
"""


@pytest.mark.django_db
class TestCalendarTable:
    def test_every_day_since_2004_is_there_with_its_running_number(self) -> None:
        days = WorkCalendarDay.objects.order_by("day")

        assert days.count() == 8401
        assert (days.first().day, days.last().day) == (D("2004-01-01"), D("2026-12-31"))
        assert days.filter(day__year=2024, is_workday=True).count() == 251
        assert days.get(day="2022-10-03").name == "国庆节"
        assert days.get(day="2022-10-08").kind == "make_up"
        before, after = days.get(day="2022-09-30"), days.get(day="2022-11-02")
        assert after.running_number - before.running_number == 20

    def test_the_calendar_is_read_once_and_then_only_asked_for_its_revision(self) -> None:
        first = selectors.calendar()

        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert selectors.calendar() is first

        assert len(queries) == 1
        assert first.after(D("2022-09-30"), workdays=20) == DueDate(D("2022-11-02"))

    def test_an_edited_holiday_is_seen_at_once_and_renumbers(self) -> None:
        assert selectors.calendar().after(D("2026-04-20"), workdays=20).on == D("2026-05-20")
        before = WorkCalendarDay.objects.get(day="2026-12-31").running_number

        WorkCalendarDay.objects.filter(day="2026-05-18").update(kind="holiday", name="台风停工")

        assert selectors.calendar().after(D("2026-04-20"), workdays=20).on == D("2026-05-21")
        assert selectors.calendar().reason(D("2026-05-18")) == "台风停工放假"
        assert WorkCalendarDay.objects.get(day="2026-12-31").running_number == before - 1

    def test_even_a_change_by_hand_in_the_database_makes_a_new_revision(self) -> None:
        token = CalendarRevision.objects.get().token

        with connection.cursor() as cursor:
            cursor.execute("UPDATE deadlines_workcalendarday SET kind = 'holiday' WHERE day = '2026-05-18'")

        assert CalendarRevision.objects.get().token != token
        assert not selectors.calendar().is_workday(D("2026-05-18"))

    def test_a_rolled_back_change_is_forgotten(self) -> None:
        with transaction.atomic():
            WorkCalendarDay.objects.filter(day="2026-05-18").update(kind="holiday")
            assert not selectors.calendar().is_workday(D("2026-05-18"))
            transaction.set_rollback(True)

        assert selectors.calendar().is_workday(D("2026-05-18"))

    def test_a_day_cannot_be_taken_out(self) -> None:
        with pytest.raises(InternalError, match="Cannot delete"), transaction.atomic():
            WorkCalendarDay.objects.filter(day="2026-12-31").delete()

    @pytest.mark.parametrize(
        ("day", "kind", "constraint"),
        [
            ("2026-05-18", "weekend", "deadlines_weekend_on_weekend"),
            ("2026-05-18", "make_up", "deadlines_weekend_on_weekend"),
            ("2026-05-17", "workday", "deadlines_workday_on_weekday"),
            ("2026-05-17", "feast", "deadlines_day_kind_known"),
        ],
    )
    def test_a_kind_must_fit_its_day(self, day: str, kind: str, constraint: str) -> None:
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            WorkCalendarDay.objects.filter(day=day).update(kind=kind)


@pytest.mark.django_db(transaction=True)
def test_an_emptied_database_gets_its_calendar_back() -> None:
    from django.core.management import call_command

    call_command("flush", interactive=False, verbosity=0)

    assert WorkCalendarDay.objects.count() == 8401
    assert selectors.calendar().after(D("2022-09-30"), workdays=20).on == D("2022-11-02")


@pytest.mark.django_db
class TestChangingTheCalendar:
    def running(self, received: str) -> Deadline:
        subject = DepartmentFactory(telephone=received)
        return services.open(
            kind="tests.reply",
            subject=subject,
            due=selectors.calendar().after(D(received), workdays=20),
            title="申请",
            department=None,
            handler=None,
            by=None,
            at=at(received),
        )

    def test_a_preview_shows_what_moves_and_changes_nothing(self) -> None:
        moving, staying = self.running("2026-04-20"), self.running("2026-03-02")

        impact = calendar.preview(days=[TYPHOON])

        assert [(move.deadline, move.due.on) for move in impact.moves] == [(moving, D("2026-05-21"))]
        assert impact.moved == 1
        moving.refresh_from_db()
        assert moving.due_on == D("2026-05-20")
        assert selectors.calendar().is_workday(TYPHOON.day)
        staying.refresh_from_db()
        assert staying.version == 1

    def test_applying_moves_the_deadlines_and_records_each(self) -> None:
        moving, staying = self.running("2026-04-20"), self.running("2026-03-02")
        officer = StaffFactory()

        impact = calendar.apply(days=[TYPHOON], by=officer, at=at("2026-05-17"), note="台风停工一天")

        moving.refresh_from_db()
        staying.refresh_from_db()
        assert impact.moved == 1
        assert (moving.due_on, moving.version) == (D("2026-05-21"), 2)
        assert (staying.due_on, staying.version) == (D("2026-03-30"), 1)
        event = history_of(moving).last()
        assert (event.verb, event.note) == ("deadlines.move", "工作日历调整：台风停工一天")
        assert (event.before["due_on"], event.after["due_on"]) == ("2026-05-20", "2026-05-21")
        assert history_of(WorkCalendarDay.objects.get(day=TYPHOON.day)).last().after["moved"] == 1

    def test_deadlines_that_are_closed_or_cannot_be_reckoned_stay(self) -> None:
        met = self.running("2026-04-20")
        services.meet(deadline=met, by=None, at=at("2026-05-15"))
        fixed = DeadlineFactory(kind="tests.fixed")

        impact = calendar.apply(days=[TYPHOON], by=None, at=at("2026-05-17"), note="台风")

        assert (impact.examined, impact.moved, impact.left_alone) == (0, 0, 1)
        fixed.refresh_from_db()
        met.refresh_from_db()
        assert fixed.due_on == met.due_on == D("2026-05-20")

    def test_a_new_year_makes_provisional_dates_firm(self) -> None:
        provisional = self.running("2026-12-10")
        assert (provisional.provisional, provisional.due_on) == (True, D("2027-01-07"))
        just_right = self.running("2026-12-04")  # 2027-01-01 becomes a holiday, 2026-12-27 a working Sunday
        assert just_right.due_on == D("2027-01-01")

        impact = calendar.apply(
            days=parse_arrangement(YEAR_2027, year=2027), by=None, at=at("2026-12-15"), note="2027年安排"
        )

        provisional.refresh_from_db()
        just_right.refresh_from_db()
        assert (impact.moved, impact.confirmed) == (1, 1)
        assert (provisional.due_on, provisional.provisional, provisional.version) == (D("2027-01-07"), False, 1)
        assert (just_right.due_on, just_right.provisional) == (D("2026-12-31"), False)
        assert selectors.calendar().last == D("2027-12-31")

    def test_a_stale_preview_is_refused(self) -> None:
        seen = selectors.revision()
        calendar.apply(days=[TYPHOON], by=None, at=at("2026-05-17"), note="台风")

        with pytest.raises(calendar.CalendarChanged, match="重新预览"):
            calendar.apply(days=[TYPHOON], by=None, at=at("2026-05-17"), note="又", expected_revision=seen)

    def test_a_year_cannot_be_skipped(self) -> None:
        days = parse_arrangement("2028-01-01,放假,元旦", year=2028)

        with pytest.raises(calendar.CalendarGap, match="2028年之前还有年份没有载入"):
            calendar.preview(days=days)

        assert selectors.calendar().last == D("2026-12-31")

    def test_loading_what_is_there_already_changes_nothing(self) -> None:
        assert calendar.load_published(by=None, at=at("2026-05-17")) is None


class TestArrangementTable:
    def test_fills_the_year_and_the_december_before(self) -> None:
        days = {day.day: day for day in parse_arrangement(YEAR_2027, year=2027, notice="国办发明电〔2026〕9号")}

        assert len(days) == 366
        assert days[D("2026-12-27")] == CalendarDay(D("2026-12-27"), DayKind.MAKE_UP, "元旦", "国办发明电〔2026〕9号")
        assert days[D("2027-01-01")].notice == "国办发明电〔2026〕0号"
        assert days[D("2027-02-20")].kind is DayKind.MAKE_UP
        assert days[D("2027-02-21")] == CalendarDay(D("2027-02-21"), DayKind.WEEKEND)

    def test_names_every_fault_with_its_line(self) -> None:
        table = "2027-13-01,放假\n2025-10-01,放假\n2027-10-01,半天\n2027-10-08,上班\n2027-10-02,放假\n2027-10-02,放假"

        with pytest.raises(BadArrangement) as problem:
            parse_arrangement(table, year=2027)

        assert problem.value.faults == [
            "第1行：“2027-13-01”不是日期，应写作2027-01-01",
            "第2行：2025-10-01不属于2027年的安排",
            "第3行：类别“半天”应为“放假”或者“上班”",
            "第4行：2027-10-08本来就是工作日，不能标为上班",
            "第6行：2027-10-02重复出现",
        ]

    @pytest.mark.parametrize("text", ["", "日期,类别\n", "\n\n"])
    def test_an_empty_table_is_refused(self, text: str) -> None:
        with pytest.raises(BadArrangement, match="没有任何"):
            parse_arrangement(text, year=2027)

    def test_reads_what_spreadsheets_save(self) -> None:
        assert decode("放假".encode("gb18030")) == "放假"
        assert decode("放假".encode("utf-8-sig")) == "放假"
        with pytest.raises(BadArrangement, match="编码"):
            decode(b"\xff\xff\xff")
        with pytest.raises(BadArrangement, match="1MB"):
            decode(b"x" * (1024 * 1024 + 1))
