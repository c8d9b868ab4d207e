"""The desk for letters: look, and send a dead one again."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.kernel.delivery.models import InboxMessage, OutboxLetter
from portal.kernel.delivery.services import NotDead, replay
from portal.kernel.people.models import User
from portal.kernel.ui import moment


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows the office may look at but never write by hand."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(OutboxLetter)
class OutboxLetterAdmin(ReadOnlyAdmin):
    list_display = ("letter", "channel", "state", "attempts", "not_before", "sent_at", "short_error")
    list_filter = ("state", "channel", "letter")
    search_fields = ("key", "message_id")
    actions = ("send_again",)
    exclude = ("lease", "context")

    @admin.display(description="最近一次错误")
    def short_error(self, letter: OutboxLetter) -> str:
        return letter.last_error[:60]

    @admin.action(description="重新发送失败的信件", permissions=["view"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[OutboxLetter]) -> None:
        done, refused = 0, 0
        for letter in queryset:
            try:
                replay(letter=letter, by=_actor(request), at=moment.now())
                done += 1
            except NotDead:
                refused += 1
        if done:
            self.message_user(request, f"{done} 封信件将重新发送。")
        if refused:
            self.message_user(request, f"{refused} 封信件并未失败，没有改动。", messages.WARNING)


@admin.register(InboxMessage)
class InboxMessageAdmin(ReadOnlyAdmin):
    list_display = ("subject", "user", "received_at", "read_at")
    search_fields = ("subject",)


def _actor(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
