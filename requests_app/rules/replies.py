"""The kinds of reply R1–R21: the article each rests on, the row of table 3 it counts in, the remedy it leaves open."""

from dataclasses import dataclass
from enum import StrEnum


class Remedy(StrEnum):
    """What the applicant may do against a reply."""

    REVIEW_FIRST = "review_first"
    PARTIAL = "partial"
    REVIEW_OR_SUIT = "review_or_suit"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ReplyKind:
    """One legal outcome 「答复类型」; `must_say` is what the reply has to contain."""

    code: str
    label: str
    article: str
    table_row: str
    remedy: Remedy
    must_say: str = ""


_SUIT, _FIRST = Remedy.REVIEW_OR_SUIT, Remedy.REVIEW_FIRST

REPLY_KINDS: tuple[ReplyKind, ...] = (
    ReplyKind("R1", "已主动公开", "条例第三十六条第（一）项", "3.1", _SUIT, "获取该信息的方式、途径"),
    ReplyKind("R2", "予以公开", "条例第三十六条第（二）项", "3.1", _SUIT, "提供该信息，或者获取的方式、途径和时间"),
    ReplyKind("R3", "部分公开", "条例第三十七条", "3.2", Remedy.PARTIAL, "可以公开的内容，以及每一处不予公开的理由"),
    ReplyKind("R4a", "不予公开：国家秘密", "条例第三十六条第（三）项、第十四条", "3.3.1", _FIRST, "不予公开的理由"),
    ReplyKind(
        "R4b",
        "不予公开：法律、行政法规禁止公开",
        "条例第三十六条第（三）项、第十四条",
        "3.3.2",
        _FIRST,
        "不予公开的理由",
    ),
    ReplyKind(
        "R4c", "不予公开：危及“三安全一稳定”", "条例第三十六条第（三）项、第十四条", "3.3.3", _FIRST, "不予公开的理由"
    ),
    ReplyKind(
        "R5", "不予公开：保护第三方合法权益", "条例第三十六条第（三）项、第十五条", "3.3.4", _FIRST, "不予公开的理由"
    ),
    ReplyKind(
        "R6",
        "不予公开：三类内部事务信息",
        "条例第三十六条第（三）项、第十六条第一款",
        "3.3.5",
        _FIRST,
        "不予公开的理由",
    ),
    ReplyKind(
        "R7", "不予公开：四类过程性信息", "条例第三十六条第（三）项、第十六条第二款", "3.3.6", _FIRST, "不予公开的理由"
    ),
    ReplyKind(
        "R8", "不予公开：行政执法案卷", "条例第三十六条第（三）项、第十六条第二款", "3.3.7", _FIRST, "不予公开的理由"
    ),
    # Table 3 counts it among the refusals, but it is not one under articles 14 to 16: no review-first.
    ReplyKind("R9", "行政查询事项", "条例第三十六条第（七）项", "3.3.8", _SUIT, "依照有关法律、行政法规办理的途径"),
    ReplyKind("R10", "信息不存在", "条例第三十六条第（四）项", "3.4.1", _SUIT, "经检索没有所申请公开信息的说明"),
    ReplyKind(
        "R11",
        "不属于本机关负责公开",
        "条例第三十六条第（五）项",
        "3.4.1",
        _SUIT,
        "理由；能够确定负责公开机关的，其名称、联系方式",
    ),
    ReplyKind("R12", "没有现成信息需要另行制作", "条例第三十八条", "3.4.2", _SUIT, "需要加工、分析的说明"),
    ReplyKind("R13", "补正后申请内容仍不明确", "条例第三十条", "3.4.3", _SUIT, "仍不明确之处"),
    ReplyKind(
        "R14", "信访、举报、投诉类申请", "条例第三十九条第一款", "3.5.1", _SUIT, "不作为政府信息公开申请处理及相应渠道"
    ),
    ReplyKind("R15", "重复申请", "条例第三十六条第（六）项", "3.5.2", _SUIT, "不予重复处理及前次答复"),
    ReplyKind("R16", "要求提供公开出版物", "条例第三十九条第二款", "3.5.3", _SUIT, "获取的途径"),
    ReplyKind("R17", "无正当理由大量反复申请", "条例第三十五条", "3.5.4", _SUIT, "不予处理的理由"),
    ReplyKind("R18", "要求确认或者重新出具已获取信息", "国办公开办函〔2021〕30号", "3.5.5", _SUIT, "不予处理的理由"),
    ReplyKind("R19", "逾期不补正，不再处理", "条例第三十条", "3.6.1", Remedy.NONE),
    ReplyKind("R20", "逾期不缴费，不再处理", "国办函〔2020〕109号", "3.6.2", Remedy.NONE),
    ReplyKind("R21", "申请人撤回等其他处理", "国办公开办函〔2021〕30号", "3.6.3", Remedy.NONE),
)
BY_CODE: dict[str, ReplyKind] = {kind.code: kind for kind in REPLY_KINDS}

# Outcomes that other verbs record (lapse of a correction or a fee, withdrawal): nobody writes a reply for them.
WITHOUT_REPLY = ("R19", "R20", "R21")
LAPSED_CORRECTION = BY_CODE["R19"]
WITHDRAWAL = BY_CODE["R21"]


class UnknownReplyKind(ValueError):
    """No reply kind has this code."""


def reply_kind(code: str) -> ReplyKind:
    """The kind with this code; raises UnknownReplyKind."""
    try:
        return BY_CODE[code]
    except KeyError:
        raise UnknownReplyKind(f"没有编号为“{code}”的答复类型") from None


def choices(*, written: bool = True) -> list[tuple[str, str]]:
    """Codes with the words on the form; only those for which a reply is written, unless asked otherwise."""
    return [
        (kind.code, f"{kind.label}（{kind.article}）")
        for kind in REPLY_KINDS
        if not (written and kind.code in WITHOUT_REPLY)
    ]
