"""The one lifecycle of everything that is published."""

from portal.kernel.publishing.words import State
from portal.kernel.rules.lifecycle import Lifecycle, Transition

#: States in which nothing may be edited: what was signed is what will be seen.
LOCKED = (State.SUBMITTED, State.APPROVED, State.SCHEDULED, State.FAILED)

LIFECYCLE = Lifecycle(
    initial=State.DRAFT,
    rows=(
        Transition("save_draft", (State.DRAFT,), State.DRAFT, "保存"),
        Transition("submit", (State.DRAFT,), State.SUBMITTED, "提交审查"),
        Transition("review_secrecy", (State.SUBMITTED,), State.SUBMITTED, "保密审查"),
        Transition("approve", (State.SUBMITTED,), State.SUBMITTED, "审批"),
        Transition("conclude", (State.SUBMITTED,), State.APPROVED, "审签完成"),
        Transition("send_back", LOCKED, State.DRAFT, "退回修改"),
        Transition("schedule", (State.APPROVED, State.FAILED), State.SCHEDULED, "定时发布"),
        Transition("release", (State.APPROVED, State.SCHEDULED, State.FAILED), State.PUBLISHED, "发布"),
        Transition("fail", (State.SCHEDULED,), State.FAILED, "定时发布失败"),
        Transition("import_published", (State.DRAFT,), State.PUBLISHED, "导入发布"),
        Transition("revise", (State.PUBLISHED,), State.DRAFT, "修订"),
        Transition("discard", (State.DRAFT,), State.PUBLISHED, "放弃修订"),
        # What is public can be taken back at any moment, also while its revision is on the way.
        Transition("withdraw", (State.PUBLISHED, State.DRAFT, *LOCKED), State.WITHDRAWN, "撤回"),
    ),
)
