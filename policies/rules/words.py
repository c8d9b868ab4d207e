"""The words of policies, with the labels people read."""

from portal.kernel.rules.words import Word


class Validity(Word):
    """有效性: whether a document still applies. Derived from dates and relations, never stored as a decision."""

    PENDING = "pending", "尚未施行"
    IN_FORCE = "in_force", "现行有效"
    AMENDED = "amended", "已修改"
    REPEALED = "repealed", "废止"
    LAPSED = "lapsed", "失效"


class RelationKind(Word):
    """What one document is to another, read from the document that says so."""

    BASIS = "basis", "制定依据"
    SUPPORTING = "supporting", "配套文件"
    AMENDS = "amends", "修改"
    REPEALS = "repeals", "废止"
    REPLACES = "replaces", "替代"


class InterpretationForm(Word):
    """The forms an interpretation 「解读」 may take."""

    TEXT = "text", "文字解读"
    GRAPHIC = "graphic", "图解"
    VIDEO = "video", "视频解读"
    QA = "qa", "问答解读"
    CASE = "case", "案例解读"
    EXPERT = "expert", "专家解读"
    PRESS = "press", "新闻发布会"


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
