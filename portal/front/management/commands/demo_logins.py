from typing import Any

from django.core.management.base import BaseCommand

from portal.front.demo.bureau import PASSWORD, PEOPLE


class Command(BaseCommand):
    help = "Print a login for every role of the trial."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"    登录 /accounts/login/ · 所有演示账号的口令都是 {PASSWORD}\n")
        for seed in PEOPLE:
            self.stdout.write(f"    {seed.username:<10} {seed.full_name}\t{seed.what}")
        self.stdout.write("    citizen    王市民\t公众账号（浏览、检索、申请公开、提意见都不需要登录）")
