"""Adds the arrangements that have been published since the calendar was filled."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.kernel.deadlines import selectors
from portal.kernel.deadlines.services import calendar
from portal.kernel.ui import moment


class Command(BaseCommand):
    help = "载入已安装的chinesecalendar中新公布的节假日安排，并调整受影响的期限"

    def handle(self, *args: Any, **options: Any) -> None:
        impact = calendar.load_published(by=None, at=moment.now())
        if impact is None:
            self.stdout.write(f"没有新的安排，工作日历载至{selectors.calendar().last:%Y-%m-%d}")
            return
        self.stdout.write(
            f"工作日历载至{selectors.calendar().last:%Y-%m-%d}；调整期限{impact.moved}个，"
            f"转为确定{impact.confirmed}个，需人工核对{impact.left_alone}个"
        )
