"""`manage.py grant_duty`: appoints the first administrators, who appoint everybody else."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.kernel.people.models import Department, Duty, User
from portal.kernel.people.services import duties
from portal.kernel.ui.moment import now


class Command(BaseCommand):
    help = "为工作人员授予职责（用于首次任命安全管理员等；此后请在管理后台办理）。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="登录名")
        parser.add_argument("duty", choices=Duty.values, help="职责")
        parser.add_argument("--department", help="部门代码；不写表示全局")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"没有登录名为 {options['username']} 的用户。")
        department = None
        if options["department"]:
            department = Department.objects.filter(code=options["department"]).first()
            if department is None:
                raise CommandError(f"没有代码为 {options['department']} 的部门。")
        try:
            assignment = duties.grant(user=user, duty=options["duty"], department=department, by=None, at=now())
        except duties.DutyRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"已为 {user} 授予“{assignment}”。")
