"""Policy documents and interpretations as copies to carry away."""

from typing import Any

from django.http import HttpRequest

from policies import selectors
from policies.models import Document, Interpretation
from policies.views.public import tombstone
from portal.kernel.attachments.selectors import released_files
from portal.kernel.papers.paper import Paper
from portal.kernel.publishing import copies
from portal.kernel.publishing.reader import reader_of
from portal.kernel.ui import moment
from portal.kernel.ui.templatetags.ui import workdate


def _document(request: HttpRequest, pk: int) -> Document | None:
    return selectors.document_of(pk, at=moment.now(), reader=reader_of(request))


def _document_paper(request: HttpRequest, document: Document) -> Paper:
    files = released_files(document, at=moment.now())
    organ = document.issuing_organ or document.department.name
    return Paper(
        title=document.title,
        number=document.document_number,
        organ=organ,
        formed_on=document.formed_on,
        body=document.body,
        note=copies.reach_note(document, document.body),
        enclosures=copies.enclosures_of(files),
        imprint=(
            ("发文机关", organ),
            ("成文日期", workdate(document.formed_on)),
            copies.published_row(document),
            ("施行日期", workdate(document.effective_on)),
            ("有效期至", workdate(document.expires_on)),
            ("有效性", copies.asked_today(document.validity(on=moment.today()).label)),
        ),
        address=request.build_absolute_uri(document.get_absolute_url()),
        images=copies.images_in((document.body,), files),
    )


def _interpretation(request: HttpRequest, pk: int) -> Interpretation | None:
    return selectors.interpretation_of(pk, at=moment.now(), reader=reader_of(request))


def _interpretation_paper(request: HttpRequest, interpretation: Interpretation) -> Paper:
    at = moment.now()
    files = released_files(interpretation, at=at)
    document = selectors.visible_document(interpretation, at=at, reader=reader_of(request))
    explained: tuple[tuple[str, str], ...] = ()
    if document:
        explained = (("所解读文件", " ".join(word for word in (document.title, document.document_number) if word)),)
    return Paper(
        title=interpretation.title,
        organ=interpretation.department.name,
        body=interpretation.body,
        note=copies.reach_note(interpretation, interpretation.body) if interpretation.targeted else "",
        enclosures=copies.enclosures_of(files),
        imprint=(
            *explained,
            ("解读形式", interpretation.get_form_display()),
            ("解读人", interpretation.interpreter),
            ("责任部门", interpretation.department.name),
            copies.published_row(interpretation),
        ),
        address=request.build_absolute_uri(interpretation.get_absolute_url()),
        images=copies.images_in((interpretation.body,), files),
    )


def _gone(model: type[Any]) -> Any:
    return lambda request, pk: tombstone(request, model, pk)


DOCUMENT = copies.Source(_document, _document_paper, _gone(Document))
INTERPRETATION = copies.Source(_interpretation, _interpretation_paper, _gone(Interpretation))
