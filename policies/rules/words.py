"""The words of policies, with the labels people read."""

from enum import StrEnum


class Labelled(StrEnum):
    """A code with a Chinese label."""

    @property
    def label(self) -> str:
        return LABELS[type(self).__name__, self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(member.value, member.label) for member in cls]


class Validity(Labelled):
    """有效性: whether a document still applies. Derived from dates and relations, never stored as a decision."""

    PENDING = "pending"
    IN_FORCE = "in_force"
    AMENDED = "amended"
    REPEALED = "repealed"
    LAPSED = "lapsed"


class RelationKind(Labelled):
    """What one document is to another, read from the document that says so."""

    BASIS = "basis"
    SUPPORTING = "supporting"
    AMENDS = "amends"
    REPEALS = "repeals"
    REPLACES = "replaces"


class InterpretationForm(Labelled):
    """The forms an interpretation 「解读」 may take."""

    TEXT = "text"
    GRAPHIC = "graphic"
    VIDEO = "video"
    QA = "qa"
    CASE = "case"
    EXPERT = "expert"
    PRESS = "press"


LABELS: dict[tuple[str, str], str] = {
    ("Validity", "pending"): "尚未施行",
    ("Validity", "in_force"): "现行有效",
    ("Validity", "amended"): "已修改",
    ("Validity", "repealed"): "废止",
    ("Validity", "lapsed"): "失效",
    ("RelationKind", "basis"): "制定依据",
    ("RelationKind", "supporting"): "配套文件",
    ("RelationKind", "amends"): "修改",
    ("RelationKind", "repeals"): "废止",
    ("RelationKind", "replaces"): "替代",
    ("InterpretationForm", "text"): "文字解读",
    ("InterpretationForm", "graphic"): "图解",
    ("InterpretationForm", "video"): "视频解读",
    ("InterpretationForm", "qa"): "问答解读",
    ("InterpretationForm", "case"): "案例解读",
    ("InterpretationForm", "expert"): "专家解读",
    ("InterpretationForm", "press"): "新闻发布会",
}

#: The same relation read from the other document.
REVERSE_LABELS: dict[str, str] = {
    RelationKind.BASIS: "以本文件为依据",
    RelationKind.SUPPORTING: "所配套的文件",
    RelationKind.AMENDS: "被修改",
    RelationKind.REPEALS: "被废止",
    RelationKind.REPLACES: "被替代",
}
ENDING = (RelationKind.REPEALS, RelationKind.REPLACES)
#: Kinds whose effect begins on a day, which therefore must be given.
DATED = (*ENDING, RelationKind.AMENDS)
