"""The days of the loaded years, and the revision that tells every process when they changed."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import ExpressionWrapper, Q

# Whatever route a change takes, running numbers and the revision follow it in the same transaction. A plan made while
# the table was nearly empty would compare every day with every other: three quarters of a minute instead of 0.2 s.
KEEP_NUMBERS_AND_REVISION = """
    PERFORM set_config('enable_nestloop', 'off', true);
    UPDATE deadlines_workcalendarday AS entry SET running_number = counted.number
    FROM (SELECT day, count(*) FILTER (WHERE is_workday) OVER (ORDER BY day) AS number
          FROM deadlines_workcalendarday) AS counted
    WHERE counted.day = entry.day AND entry.running_number <> counted.number;
    PERFORM set_config('enable_nestloop', 'on', true);
    INSERT INTO deadlines_calendarrevision (id, token) VALUES (1, gen_random_uuid())
    ON CONFLICT (id) DO UPDATE SET token = gen_random_uuid();
    RETURN NULL;
"""


class WorkCalendarDay(models.Model):
    """One day of the working-day calendar 「工作日历」, as the yearly arrangement or a local decision fixes it."""

    class Kind(models.TextChoices):
        WORKDAY = "workday", "工作日"
        MAKE_UP = "make_up", "调休上班"
        WEEKEND = "weekend", "周末"
        HOLIDAY = "holiday", "放假"

    day = models.DateField("日期", primary_key=True)
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    name = models.CharField("节假日名称", max_length=60, blank=True, help_text="例如：国庆节；临时停工的填写事由")
    notice = models.CharField("依据文号", max_length=120, blank=True, help_text="例如：国办发明电〔2025〕7号")
    is_workday = models.GeneratedField(
        verbose_name="计入工作日",
        expression=ExpressionWrapper(Q(kind__in=["workday", "make_up"]), output_field=models.BooleanField()),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    running_number = models.PositiveIntegerField("累计工作日", default=0, editable=False)

    class Meta:
        verbose_name = "工作日历"
        verbose_name_plural = "工作日历"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=["workday", "make_up", "weekend", "holiday"]),
                name="deadlines_day_kind_known",
                violation_error_message="未知的日期类别。",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["weekend", "make_up"]) | Q(day__iso_week_day__gte=6),
                name="deadlines_weekend_on_weekend",
                violation_error_message="周一至周五只能是工作日或者放假。",
            ),
            models.CheckConstraint(
                condition=~Q(kind="workday") | Q(day__iso_week_day__lte=5),
                name="deadlines_workday_on_weekday",
                violation_error_message="周六、周日上班的，类别应为调休上班。",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="no_gaps", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="keep_numbers_and_revision",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("kind", "name", "notice"),
                func=KEEP_NUMBERS_AND_REVISION,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"


class CalendarRevision(models.Model):
    """Which state of the calendar is in force: every change makes a new token, so no process counts with an old one."""

    token = models.UUIDField("版本标识")

    class Meta:
        verbose_name = "工作日历版本"
        verbose_name_plural = "工作日历版本"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="deadlines_one_revision",
                violation_error_message="工作日历只有一个当前版本。",
            ),
        ]

    def __str__(self) -> str:
        return str(self.token)
