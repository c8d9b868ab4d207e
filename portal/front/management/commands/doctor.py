"""`manage.py doctor`: explains each misconfiguration in plain words."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.front.doctor import Severity, examine
from portal.kernel.ui import moment


class Command(BaseCommand):
    help = "检查配置与运行环境，逐条说明问题、影响和处理办法；有错误时退出码为 1。"
    # It must be able to look at an installation whose checks fail.
    requires_system_checks = ()
    requires_migrations_checks = False

    def handle(self, *args: Any, **options: Any) -> None:
        findings = examine(today=moment.today())
        for number, finding in enumerate(findings, 1):
            style = self.style.ERROR if finding.severity is Severity.ERROR else self.style.WARNING
            self.stdout.write(style(f"{number}. 【{finding.severity.value}】{finding.title}"))
            self.stdout.write(f"   影响：{finding.meaning}")
            self.stdout.write(f"   处理：{finding.remedy}\n")
        errors = sum(finding.severity is Severity.ERROR for finding in findings)
        if errors:
            self.stdout.write(f"共 {errors} 个错误、{len(findings) - errors} 个提醒。")
            raise SystemExit(1)
        self.stdout.write(self.style.SUCCESS(f"没有发现错误（{len(findings)} 个提醒）。"))
