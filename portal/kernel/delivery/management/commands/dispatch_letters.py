"""Sends what is due without Celery or broker: once, or for ever with --watch."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError, connection

from portal.kernel.delivery.services import dispatch_due
from portal.kernel.ui import moment


class Command(BaseCommand):
    help = "发送到期的信件；加 --watch 则每秒检查一次，不依赖消息队列。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--watch", action="store_true", help="持续运行，每秒检查一次")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["watch"]:
            self.stdout.write(f"已发送 {self._send_all()} 封。")
            return
        while True:
            try:
                self._send_all()
            except OperationalError as problem:
                self.stderr.write(f"数据库暂不可用，稍后再试：{problem}")
                connection.close()
            time.sleep(1)

    def _send_all(self) -> int:
        sent = 0
        while (report := dispatch_due(at=moment.now())).claimed:
            sent += report.sent
        return sent
