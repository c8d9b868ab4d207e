"""The one way out for files: after the check, with headers that let no browser run them."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.generic import View

from portal.kernel.attachments import visibility
from portal.kernel.attachments.models import Attachment
from portal.kernel.ui import moment

HIDDEN = "未找到该附件"


class Download(View):
    """A hidden file answers exactly like one that never was."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, pk: UUID, **kwargs: Any) -> HttpResponseBase:
        attachment = Attachment.objects.filter(pk=pk).select_related("subject_type").first()
        if attachment is None or not visibility.may_see(attachment, user=request.user, at=moment.now()):
            raise Http404(HIDDEN)
        try:
            content = attachment.file.open("rb")
        except FileNotFoundError:
            raise Http404(HIDDEN) from None
        response = FileResponse(content, content_type=attachment.media_type)
        response["Content-Length"] = str(attachment.size)
        response["Content-Disposition"] = attachment.content_disposition
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["Cache-Control"] = "private, no-cache"
        response["ETag"] = f'"{attachment.sha256}"'
        return response
