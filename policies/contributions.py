"""What this app hands to the kernel's registries and to the panels of lower pages."""

from policies import selectors
from policies.models import Document, Faq, Interpretation
from policies.services import effects
from policies.services.waivers import DEADLINE
from portal.kernel.audit import verbs
from portal.kernel.deadlines import kinds
from portal.kernel.publishing import registry
from portal.kernel.search import sources as search

verbs.register(
    {
        "policies.relate": "登记文件关系",
        "policies.unrelate": "取消文件关系",
        "policies.add_service": "登记办理入口",
        "policies.remove_service": "取消办理入口",
        "policies.waive_interpretation": "批准解读缓发",
    }
)
kinds.register(
    kinds.DeadlineKind(DEADLINE, label="发布政策解读", basis="政策文件公布后3个工作日内发布解读（国办发〔2017〕47号）")
)
registry.register(
    registry.PublishableType(
        model=Document,
        label="政策文件",
        code="policies.document",
        context_gates=(effects.document_gate,),
        on_release=(effects.document_released,),
        on_withdraw=(effects.document_withdrawn,),
        on_discard=(effects.document_discarded,),
        extra_links=effects.service_uses,
    )
)
registry.register(
    registry.PublishableType(
        model=Interpretation,
        label="政策解读",
        code="policies.interpretation",
        context_gates=(effects.companion_gate,),
        on_release=(effects.interpretation_released,),
    )
)
registry.register(
    registry.PublishableType(
        model=Faq,
        label="政策问答",
        code="policies.faq",
        context_gates=(effects.companion_gate,),
    )
)
search.register(
    search.SearchSource("policies.document", "政策文件", Document, selectors.document_entry, day="published_at")
)
search.register(
    search.SearchSource(
        "policies.interpretation", "政策解读", Interpretation, selectors.interpretation_entry, day="published_at"
    )
)
search.register(search.SearchSource("policies.faq", "政策问答", Faq, selectors.faq_entry, day="published_at"))
