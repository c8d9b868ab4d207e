from policies.models.companion import CompanionQuerySet
from policies.models.document import Document, DocumentQuerySet
from policies.models.faq import Faq
from policies.models.interpretation import Interpretation
from policies.models.relation import Relation, RelationQuerySet
from policies.models.service_link import ServiceLink
from policies.models.waiver import InterpretationWaiver

__all__ = [
    "CompanionQuerySet",
    "Document",
    "DocumentQuerySet",
    "Faq",
    "Interpretation",
    "InterpretationWaiver",
    "Relation",
    "RelationQuerySet",
    "ServiceLink",
]
