"""The nouns of disclosure on request."""

from requests_app.models.correction import Correction
from requests_app.models.draft import RequestDraft
from requests_app.models.event import RequestEvent
from requests_app.models.extension import Extension
from requests_app.models.number import NumberSeries
from requests_app.models.reply import Reply
from requests_app.models.request import InformationRequest
from requests_app.models.third_party import ThirdPartyConsultation

__all__ = [
    "Correction",
    "Extension",
    "InformationRequest",
    "NumberSeries",
    "Reply",
    "RequestDraft",
    "RequestEvent",
    "ThirdPartyConsultation",
]
