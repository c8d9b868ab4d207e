"""One reminder sweep by hand."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.kernel.deadlines.services import reminders
from portal.kernel.ui import moment


class Command(BaseCommand):
    help = "发送到期而未发送的期限提醒；重复运行不会重复发送"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"已提醒{reminders.sweep(at=moment.now())}个期限")
