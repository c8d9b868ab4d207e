"""What this app hands to the kernel's registries and to the panels of lower pages."""

from datetime import datetime
from typing import Any

from portal.kernel.attachments import visibility
from portal.kernel.audit import verbs
from portal.kernel.deadlines import kinds
from portal.kernel.deadlines.kinds import DeadlineKind
from portal.kernel.delivery import letters
from portal.kernel.delivery.letters import LetterClass
from requests_app.models import InformationRequest, Reply
from requests_app.permissions import can_see
from requests_app.rules.transitions import LIFECYCLE
from requests_app.rules.words import DeadlineCode
from requests_app.selectors import recomputed_due

verbs.register({"requests_app.submit": "提交申请"} | {f"requests_app.{row.verb}": row.label for row in LIFECYCLE.rows})

for kind in (
    DeadlineKind(DeadlineCode.CONFIRMATION.value, DeadlineCode.CONFIRMATION.label, "条例第三十一条"),
    DeadlineKind(DeadlineCode.REPLY.value, DeadlineCode.REPLY.label, "条例第三十三条", recompute=recomputed_due),
    DeadlineKind(DeadlineCode.CORRECTION.value, DeadlineCode.CORRECTION.label, "条例第三十条"),
    DeadlineKind(DeadlineCode.THIRD_PARTY.value, DeadlineCode.THIRD_PARTY.label, "条例第三十二条"),
):
    kinds.register(kind)

for code, label in (
    ("requests_received", "申请接收回执"),
    ("requests_registered", "申请登记告知"),
    ("requests_correction", "补正告知"),
    ("requests_extended", "延期答复告知"),
    ("requests_replied", "答复告知"),
):
    letters.register(LetterClass(code, "requests", label))


def _request_files_visible(request: InformationRequest, user: Any, at: datetime) -> bool:
    return can_see(user, request)


def _reply_files_visible(reply: Reply, user: Any, at: datetime) -> bool:
    return can_see(user, reply.request)


# The applicant has no account: his own door checks number and secret and streams the file itself.
visibility.register(InformationRequest, _request_files_visible)
visibility.register(Reply, _reply_files_visible)
