"""The parts of a file that the desk shows and nobody types: the clock day by day, the steps, the reply, the events."""

from typing import Any

from django.contrib import admin
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.kernel.attachments.models import Attachment
from portal.kernel.ui.moment import today
from requests_app.models import InformationRequest
from requests_app.selectors import clock_of, reckoning_of, same_applicant


class FileParts:
    """Derived, read-only columns of the change page."""

    @admin.display(description="答复期限")
    def due_words(self, obj: InformationRequest) -> SafeString:
        return self._part("due", obj, reckoning=reckoning_of(obj, on=today()), clock=clock_of(obj))

    @admin.display(description="附件")
    def attachments(self, obj: InformationRequest) -> SafeString:
        return self._part("files", obj, files=Attachment.objects.of(obj).kept().order_by("position"))

    @admin.display(description="经过")
    def steps(self, obj: InformationRequest) -> SafeString:
        return self._part(
            "steps",
            obj,
            correction=getattr(obj, "correction", None),
            consultations=obj.consultations.order_by("pk"),
            extension=getattr(obj, "extension", None),
        )

    @admin.display(description="答复")
    def reply_words(self, obj: InformationRequest) -> SafeString:
        reply = getattr(obj, "reply", None)
        files = Attachment.objects.of(reply).kept().order_by("position") if reply else ()
        return self._part("reply", obj, reply=reply, files=files)

    @admin.display(description="其他申请")
    def earlier(self, obj: InformationRequest) -> SafeString:
        return self._part("earlier", obj, others=same_applicant(obj))

    @admin.display(description="记录")
    def events_table(self, obj: InformationRequest) -> SafeString:
        return self._part("events", obj, events=obj.events.select_related("by").order_by("pk"))

    def _part(self, name: str, obj: InformationRequest, **context: Any) -> SafeString:
        return render_to_string(f"admin/requests_app/parts/{name}.html", {"obj": obj, **context})
