"""The words of consultations: kinds, standings, states of opinions, decisions on them."""

from portal.kernel.rules.words import Word


class Kind(Word):
    """What is put before the public; the law gives each kind its least time."""

    MAJOR_DECISION = "major_decision", "重大行政决策"
    REGULATION = "regulation", "规章草案"
    NORMATIVE = "normative", "规范性文件（涉及群众切身利益）"
    NORMATIVE_BUSINESS = "normative_business", "规范性文件（涉及经营主体）"
    PLANNING = "planning", "城乡规划草案"
    CONSTRUCTION_DESIGN = "construction_design", "建设工程设计方案"
    EXPROPRIATION = "expropriation", "房屋征收补偿方案"
    OTHER = "other", "其他事项"


class Standing(Word):
    """Where a consultation stands on a day: derived from its dates and its report, never stored."""

    OPEN = "open", "正在征求"
    UPCOMING = "upcoming", "尚未开始"
    CLOSED = "closed", "已截止"
    ANSWERED = "answered", "已反馈"


class OpinionState(Word):
    """What the moderator decided about showing an opinion. Every opinion counts, shown or not."""

    RECEIVED = "received", "待审核"
    SHOWN = "shown", "予以公开"
    HIDDEN = "hidden", "不予公开"


class OpinionVerb(Word):
    SHOW = "show", "予以公开"
    HIDE = "hide", "不予公开"


class Decision(Word):
    """What became of an opinion; the latter two owe a reason."""

    ADOPTED = "adopted", "采纳"
    PARTLY = "partly", "部分采纳"
    NOT_ADOPTED = "not_adopted", "未采纳"


REASON_OWED = (Decision.PARTLY, Decision.NOT_ADOPTED)
