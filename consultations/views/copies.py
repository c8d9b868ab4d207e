"""Consultations as copies to carry away: the explanation and the draft people comment on."""

from django.http import HttpRequest

from consultations import selectors
from consultations.models import Consultation
from consultations.views.public import tombstone
from portal.kernel.attachments.selectors import released_files
from portal.kernel.papers.paper import Paper, Part
from portal.kernel.publishing import copies
from portal.kernel.publishing.reader import reader_of
from portal.kernel.ui import moment
from portal.kernel.ui.templatetags.ui import workdate


def _consultation(request: HttpRequest, pk: int) -> Consultation | None:
    shown = selectors.consultations(on=moment.today(), at=moment.now(), reader=reader_of(request))
    found: Consultation | None = shown.filter(pk=pk).first()
    return found


def _paper(request: HttpRequest, thing: Consultation) -> Paper:
    files = released_files(thing, at=moment.now())
    texts = (("起草说明", thing.explanation), ("草案全文", thing.draft))
    return Paper(
        title=thing.title,
        organ=thing.department.name,
        parts=tuple(Part(title, text) for title, text in texts if text.strip()),
        note=copies.reach_note(thing, "") if thing.targeted else "",
        enclosures=copies.enclosures_of(files),
        imprint=(
            ("征求单位", thing.department.name),
            ("征求期限", f"{workdate(thing.opens_on)}至{workdate(thing.closes_on)}"),
            ("来信", thing.postal_address),
            ("电子邮箱", thing.email),
            ("咨询电话", thing.telephone),
            copies.published_row(thing),
        ),
        address=request.build_absolute_uri(thing.get_absolute_url()),
        images=copies.images_in((thing.explanation, thing.draft), files),
    )


CONSULTATION = copies.Source(_consultation, _paper, tombstone)
