"""What the kernel calls inside the transaction that releases or withdraws something of ours."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from policies.models import Document, Faq, Interpretation
from policies.rules.gates import Companions, missing_companions, wrong_dates
from policies.services import currency, parts, waivers
from portal.kernel.people.models import User
from portal.kernel.publishing.registry import ReleaseContext, ServiceUse

SHANGHAI = ZoneInfo("Asia/Shanghai")


def document_released(document: Document, *, by: User | None, at: datetime) -> None:
    """Parts follow, the index learns the validity, the clock of a waived interpretation starts."""
    parts.release_parts(document, at=at)
    currency.note_validity(document, on=_day(at), at=at)
    currency.refresh_related(document, on=_day(at), at=at)
    waivers.start_clock(document, by=by, at=at)
    currency.refresh_companions(document, at=at)


def document_withdrawn(document: Document, *, by: User | None, at: datetime) -> None:
    """What it repealed or amended stands again; what explained it leaves the search with it."""
    currency.refresh_related(document, on=_day(at), at=at)
    currency.refresh_companions(document, at=at)


def document_discarded(document: Document, *, by: User | None, at: datetime) -> None:
    parts.discard_parts(document, by=by, at=at)


def interpretation_released(interpretation: Interpretation, *, by: User | None, at: datetime) -> None:
    waivers.stop_clock(interpretation.document, by=by, at=at)


def service_uses(document: Document) -> list[ServiceUse]:
    """The 办 addresses, for the patrol."""
    return [ServiceUse(url=each.url, label=each.title) for each in document.service_links.staying()]


def document_gate(document: Document, context: ReleaseContext) -> list[str]:
    """三同步, and dates that can be."""
    today = _day(context.at)
    facts = Companions(
        is_normative=document.is_normative,
        has_interpretation=_has_companion(document, context),
        has_waiver=hasattr(document, "interpretation_waiver"),
    )
    return [*missing_companions(facts), *_incomplete(document), *_dates(document, today)]


def companion_gate(companion: Interpretation | Faq, context: ReleaseContext) -> list[str]:
    """Nothing explains a document that its readers may not see."""
    document = companion.document
    found = []
    if not document.is_public and not context.includes(document):
        found.append(f"所属文件《{document.title}》尚未公开，也不在同批发布之列")
    if document.targeted and not companion.targeted:
        found.append("所属文件为定向公开，解读和问答也应当定向公开")
    return found


def _has_companion(document: Document, context: ReleaseContext) -> bool:
    together = [pk for model, pk in context.together if model is Interpretation]
    return (
        Interpretation.objects.filter(document=document, pk__in=together).exists()
        # Asked of the interpretation alone: together with a document that is not out yet nobody may see it.
        or Interpretation.objects.filter(
            document=document, published_at__isnull=False, withdrawn_at__isnull=True
        ).exists()
    )


def _incomplete(document: Document) -> list[str]:
    found = []
    if not document.body.strip():
        found.append("正文不能为空")
    if document.is_normative and not document.document_number:
        found.append("规范性文件应当有发文字号")
    if document.is_normative and document.effective_on is None:
        found.append("规范性文件应当写明施行日期")
    return found


def _dates(document: Document, today: date) -> list[str]:
    return wrong_dates(
        formed_on=document.formed_on, effective_on=document.effective_on, expires_on=document.expires_on, on=today
    )


def _day(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()
