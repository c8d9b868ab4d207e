from consultations.models.consultation import Clause, Consultation, ConsultationQuerySet
from consultations.models.opinion import Opinion, OpinionQuerySet
from consultations.models.report import AdoptionLine, AdoptionReport

__all__ = [
    "AdoptionLine",
    "AdoptionReport",
    "Clause",
    "Consultation",
    "ConsultationQuerySet",
    "Opinion",
    "OpinionQuerySet",
]
