"""The remedy paragraph 「救济告知」 that the law gives for each kind of reply.

Refusals under articles 14, 15 and 16 must go to administrative reconsideration first (行政复议法 23, since 2024-01-01)
and the decision has to say so. The review organ of a bureau is its own level's government (行政复议法 24).
"""

from portal.kernel.rules.terms import LITIGATION_AFTER_REVIEW_DAYS, LITIGATION_MONTHS, RECONSIDERATION_DAYS
from requests_app.rules.replies import Remedy, ReplyKind

_REVIEW_FIRST = (
    "如对{subject}不服，应当自收到本答复之日起{review}日内先向{organ}申请行政复议；"
    "对行政复议决定不服的，可自收到行政复议决定书之日起{after}日内向{court}提起行政诉讼。"
)
_REVIEW_OR_SUIT = (
    "如对{subject}不服，可自收到本答复之日起{review}日内向{organ}申请行政复议，"
    "或者自收到本答复之日起{months}个月内向{court}提起行政诉讼。"
)


def remedy_text(kind: ReplyKind, *, organ: str, court: str, partial_review_first: bool = True) -> str:
    """The sentence that ends a reply of this kind; empty where the law gives none.

    Whether the withheld part of a partial release must go to review first is not settled; the bureau may set it.
    """
    match kind.remedy:
        case Remedy.NONE:
            return ""
        case Remedy.REVIEW_FIRST:
            sentences = [_fill(_REVIEW_FIRST, "本答复", organ, court)]
        case Remedy.PARTIAL if partial_review_first:
            sentences = [
                _fill(_REVIEW_FIRST, "本答复中不予公开的部分", organ, court),
                _fill(_REVIEW_OR_SUIT, "本答复的其他部分", organ, court),
            ]
        case _:
            sentences = [_fill(_REVIEW_OR_SUIT, "本答复", organ, court)]
    return "\n".join(sentences)


def _fill(pattern: str, subject: str, organ: str, court: str) -> str:
    return pattern.format(
        subject=subject,
        organ=organ,
        court=court,
        review=RECONSIDERATION_DAYS,
        after=LITIGATION_AFTER_REVIEW_DAYS,
        months=LITIGATION_MONTHS,
    )
