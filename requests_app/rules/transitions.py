"""The lifecycle of a request 「登记→审核→办理→答复→归档」 (条例 45), one row per verb."""

from portal.kernel.rules.lifecycle import Lifecycle, Transition
from requests_app.rules.words import State, Verb

LIFECYCLE = Lifecycle(
    initial=State.SUBMITTED,
    rows=(
        Transition(Verb.CONFIRM, (State.SUBMITTED,), State.CONFIRMED, "确认收到"),
        Transition(Verb.REGISTER, (State.CONFIRMED,), State.REGISTERED, "登记"),
        Transition(Verb.ASSIGN, (State.REGISTERED, State.ASSIGNED, State.HANDLING), State.ASSIGNED, "分办"),
        Transition(Verb.CLAIM, (State.ASSIGNED,), State.HANDLING, "签收办理"),
        Transition(
            Verb.NOTIFY_CORRECTION,
            (State.REGISTERED, State.ASSIGNED, State.HANDLING),
            State.CORRECTION,
            "告知补正",
        ),
        # A corrected request is a new beginning: the office looks at it again before it is assigned.
        Transition(Verb.RECEIVE_CORRECTION, (State.CORRECTION,), State.REGISTERED, "收到补正"),
        Transition(Verb.LAPSE_CORRECTION, (State.CORRECTION,), State.LAPSED, "逾期未补正"),
        Transition(Verb.CONSULT_THIRD_PARTY, (State.HANDLING,), State.CONSULTING, "征求第三方意见"),
        Transition(Verb.RECEIVE_OPINION, (State.CONSULTING,), State.HANDLING, "第三方意见征求结束"),
        Transition(Verb.EXTEND, (State.ASSIGNED,), State.ASSIGNED, "延期"),
        Transition(Verb.EXTEND, (State.HANDLING,), State.HANDLING, "延期"),
        Transition(Verb.REPLY, (State.HANDLING,), State.REPLIED, "答复"),
        Transition(Verb.DELIVER, (State.REPLIED,), State.DELIVERED, "登记送达"),
        Transition(
            Verb.WITHDRAW,
            (
                State.SUBMITTED,
                State.CONFIRMED,
                State.REGISTERED,
                State.ASSIGNED,
                State.HANDLING,
                State.CORRECTION,
                State.CONSULTING,
            ),
            State.WITHDRAWN,
            "撤回",
        ),
        Transition(
            Verb.ARCHIVE, (State.REPLIED, State.DELIVERED, State.LAPSED, State.WITHDRAWN), State.ARCHIVED, "归档"
        ),
    ),
)
