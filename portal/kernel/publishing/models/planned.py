import pgtrigger
from django.db import models

from portal.kernel.publishing.words import State

TABLE = "publishing_plannedrelease"

#: Whatever writes a row of a publishable table, its plan stands in the list, or no longer does, in that transaction.
PUT_ON_THE_LIST = f"""
    INSERT INTO {TABLE} (thing, key, planned_at) VALUES (TG_TABLE_NAME, NEW.id, NEW.planned_at)
    ON CONFLICT (thing, key) DO UPDATE SET planned_at = EXCLUDED.planned_at;
    RETURN NULL;
"""  # noqa: S608 - a constant
TAKE_OFF_THE_LIST = f"""
    IF TG_OP = 'DELETE' OR NEW.state <> '{State.SCHEDULED}' THEN
        DELETE FROM {TABLE} WHERE thing = TG_TABLE_NAME AND key = OLD.id;
    END IF;
    RETURN NULL;
"""  # noqa: S608 - a constant

ON_THE_LIST = (
    pgtrigger.Trigger(
        name="planned",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("state", "planned_at"),
        condition=pgtrigger.Q(new__state=State.SCHEDULED),
        func=PUT_ON_THE_LIST,
    ),
    pgtrigger.Trigger(
        name="no_longer_planned",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("state") | pgtrigger.Delete,
        condition=pgtrigger.Q(old__state=State.SCHEDULED),
        func=TAKE_OFF_THE_LIST,
    ),
)


class PlannedRelease(models.Model):
    """Every planned release 「定时发布」 of any kind in one list, so that each request can see at no cost what is due.

    Written by triggers of the publishable tables and by nobody else.
    """

    thing = models.CharField("数据表", max_length=63)
    key = models.BigIntegerField("编号")
    planned_at = models.DateTimeField("计划发布时间", db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "定时发布"
        constraints = [
            models.UniqueConstraint(
                fields=["thing", "key"],
                name="publishing_plannedrelease_once",
                violation_error_message="同一内容只有一个计划发布时间",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thing}/{self.key} {self.planned_at}"
