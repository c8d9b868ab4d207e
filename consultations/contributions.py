"""What this app hands to the kernel's registries and to the panels of lower pages."""

from django.db.models import Model
from django.http import HttpRequest

from consultations import selectors
from consultations.models import AdoptionReport, Consultation
from consultations.services import effects
from policies.models import Document
from portal.kernel.audit import verbs
from portal.kernel.deadlines import kinds
from portal.kernel.publishing import registry
from portal.kernel.publishing.reader import reader_of
from portal.kernel.search import sources as search
from portal.kernel.ui import moment, panels

verbs.register(
    {
        "consultations.submit_opinion": "提交意见",
        "consultations.show_opinion": "公开意见",
        "consultations.hide_opinion": "不公开意见",
        "consultations.link_outcome": "登记形成的政策文件",
    }
)
kinds.register(
    kinds.DeadlineKind(
        effects.FEEDBACK,
        label="公布意见采纳情况",
        basis="征求意见截止后5个工作日内公布意见收集和采纳情况（本机关规定）",
        recompute=effects.due_of,
    )
)
registry.register(
    registry.PublishableType(
        model=Consultation,
        label="意见征集",
        code="consultations.consultation",
        context_gates=(effects.consultation_ready,),
        on_release=(effects.consultation_released,),
        on_withdraw=(effects.consultation_withdrawn,),
    )
)
registry.register(
    registry.PublishableType(
        model=AdoptionReport,
        label="意见采纳情况",
        code="consultations.adoption_report",
        context_gates=(effects.report_ready,),
        on_release=(effects.report_released,),
        on_withdraw=(effects.report_withdrawn,),
    )
)
search.register(
    search.SearchSource(
        "consultations.consultation", "意见征集", Consultation, selectors.consultation_entry, day="published_at"
    )
)
search.register(
    search.SearchSource(
        "consultations.adoption_report", "意见采纳情况", AdoptionReport, selectors.report_entry, day="published_at"
    )
)


def policy_panel(request: HttpRequest, document: Model) -> panels.Panel | None:
    """On the page of a policy: the consultations that prepared it."""
    if not isinstance(document, Document):
        return None
    found = selectors.led_to(document, at=moment.now(), reader=reader_of(request))
    return panels.Panel("征求意见", "consultations/policy_panel.html", {"consultations": found}) if found else None


panels.register("policies.document", policy_panel)
