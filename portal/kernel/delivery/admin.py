"""The desk for letters: look, and send a dead one again."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.kernel.delivery.models import OutboxLetter
from portal.kernel.delivery.services import NotDead, replay
from portal.kernel.people.desk import DutyAdmin, actor
from portal.kernel.people.models import Duty
from portal.kernel.ui import moment


@admin.register(OutboxLetter)
class OutboxLetterAdmin(DutyAdmin):
    """Nobody writes here by hand; inbox messages belong to their readers and have no desk."""

    viewers = (Duty.SYSTEM_ADMIN, Duty.DISCLOSURE_OFFICE)
    list_display = ("letter", "channel", "state", "attempts", "not_before", "sent_at", "short_error")
    list_filter = ("state", "channel", "letter")
    search_fields = ("key", "message_id")
    actions = ("send_again",)
    exclude = ("lease", "context", "address")
    readonly_fields = ("covered_address",)

    @admin.display(description="收件地址")
    def covered_address(self, letter: OutboxLetter) -> str:
        """Applicants write from here too; who sends letters again need not know who they are."""
        name, at, host = letter.address.rpartition("@")
        return f"{name[:1]}***{at}{host}" if at else "***" if letter.address else ""

    @admin.display(description="最近一次错误")
    def short_error(self, letter: OutboxLetter) -> str:
        return letter.last_error[:60]

    @admin.action(description="重新发送失败的信件", permissions=["view"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[OutboxLetter]) -> None:
        done, refused = 0, 0
        for letter in queryset:
            try:
                replay(letter=letter, by=actor(request), at=moment.now())
                done += 1
            except NotDead:
                refused += 1
        if done:
            self.message_user(request, f"{done} 封信件将重新发送。")
        if refused:
            self.message_user(request, f"{refused} 封信件并未失败，没有改动。", messages.WARNING)
