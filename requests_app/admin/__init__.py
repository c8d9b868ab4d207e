"""The desk of the disclosure office and the handling departments."""

from requests_app.admin.request import InformationRequestAdmin

__all__ = ["InformationRequestAdmin"]
