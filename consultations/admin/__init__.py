from consultations.admin.consultation import ConsultationAdmin
from consultations.admin.opinion import OpinionAdmin
from consultations.admin.report import AdoptionReportAdmin

__all__ = ["AdoptionReportAdmin", "ConsultationAdmin", "OpinionAdmin"]
