"""Marks: every state is said by a word, a shape and a colour together, the same on every page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """`tone` is good, warn, bad, info or quiet; `shape` is disc, half, ring, triangle, cross or square."""

    word: str
    tone: str
    shape: str


_MARKS: dict[str, dict[str, Mark]] = {
    # Validity of a policy document 「有效性」.
    "validity": {
        "pending": Mark("尚未施行", "info", "ring"),
        "in_force": Mark("现行有效", "good", "disc"),
        "amended": Mark("已修改", "warn", "half"),
        "repealed": Mark("废止", "bad", "cross"),
        "lapsed": Mark("失效", "bad", "cross"),
    },
    # Openness of any thing 「公开属性」.
    "openness": {
        "open": Mark("主动公开", "good", "disc"),
        "on_request": Mark("依申请公开", "info", "half"),
        "withheld": Mark("不予公开", "quiet", "cross"),
    },
    # Lights of a deadline.
    "light": {
        "green": Mark("正常", "good", "disc"),
        "amber": Mark("临近到期", "warn", "triangle"),
        "red": Mark("即将到期", "bad", "triangle"),
        "overdue": Mark("已逾期", "bad", "square"),
        "paused": Mark("暂停计时", "quiet", "half"),
        "met": Mark("已办结", "quiet", "disc"),
        "waiting": Mark("等待中", "info", "ring"),
    },
    # Consultations derive their state from the day.
    "consultation": {
        "upcoming": Mark("尚未开始", "info", "ring"),
        "open": Mark("正在征求", "good", "disc"),
        "closed": Mark("已截止", "warn", "half"),
        "answered": Mark("已反馈", "info", "disc"),
    },
    # What became of an opinion.
    "decision": {
        "adopted": Mark("采纳", "good", "disc"),
        "partly": Mark("部分采纳", "warn", "half"),
        "not_adopted": Mark("未采纳", "quiet", "cross"),
    },
}


#: Everything that has a state shown by a mark.
KINDS = tuple(_MARKS)


def mark(kind: str, code: str, label: str = "") -> Mark:
    """The mark of a state; an unknown code is shown by its label as a quiet word, never hidden."""
    known = _MARKS.get(kind, {}).get(code)
    if known is None:
        return Mark(label or code, "quiet", "ring")
    return Mark(label, known.tone, known.shape) if label else known


def words(kind: str) -> dict[str, str]:
    """The states of a kind with the words they are told by."""
    return {code: known.word for code, known in _MARKS[kind].items()}
