"""The files on the page of identity: taken one by one, so that a bad one does not cost the good ones."""

from uuid import UUID

from django.http import HttpRequest

from portal.kernel.attachments.services import Refused, inspect
from portal.kernel.ui.moment import now
from requests_app.models import RequestDraft
from requests_app.rules.files import MAX_FILE_BYTES
from requests_app.selectors import files_of_draft
from requests_app.services import drafts, pace
from requests_app.views.access import applicant, caller_of


def take_uploads(request: HttpRequest, draft: RequestDraft) -> tuple[str, ...]:
    """Removes what is to be removed, keeps what can be kept, and says what was refused and why."""
    _remove(request, draft)
    refusals: list[str] = []
    for upload in request.FILES.getlist("uploads"):
        moment = now()
        try:
            pace.spend("uploads", caller_of(request), at=moment)
            inspect(upload, max_bytes=MAX_FILE_BYTES)
            drafts.attach(draft=draft, upload=upload, by=applicant(request), at=moment)
        except Refused as refused:
            refusals.append(f"{refused}，没有保存。")
        except (drafts.TooManyFiles, pace.TooFast) as enough:
            refusals.append(f"“{upload.name}”没有保存：{enough}")
    return tuple(refusals)


def _remove(request: HttpRequest, draft: RequestDraft) -> None:
    try:
        key = UUID(request.POST.get("remove", ""))
    except ValueError:
        return
    for attachment in files_of_draft(draft):
        if attachment.pk == key:
            drafts.detach(draft=draft, attachment=attachment, by=applicant(request), at=now())
