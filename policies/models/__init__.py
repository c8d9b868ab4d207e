from policies.models.document import Document, DocumentQuerySet
from policies.models.faq import Faq, FaqQuerySet
from policies.models.interpretation import Interpretation, InterpretationQuerySet
from policies.models.relation import Relation, RelationQuerySet
from policies.models.service_link import ServiceLink
from policies.models.waiver import InterpretationWaiver

__all__ = [
    "Document",
    "DocumentQuerySet",
    "Faq",
    "FaqQuerySet",
    "Interpretation",
    "InterpretationQuerySet",
    "InterpretationWaiver",
    "Relation",
    "RelationQuerySet",
    "ServiceLink",
]
