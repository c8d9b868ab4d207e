"""The policy library as everybody reads it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from policies import selectors
from policies.filters import DocumentFilter
from policies.models import Document, Interpretation
from policies.rules.validity import stopped_on
from policies.views.facts import (
    api_links,
    explaining,
    file_rows,
    head_rows,
    keywords_of,
    legislation,
    list_rows,
    standing,
    with_thumbnails,
)
from portal.kernel.attachments.selectors import released_files
from portal.kernel.publishing import content_version
from portal.kernel.publishing.conditional import public_page
from portal.kernel.publishing.copies import tools_of
from portal.kernel.publishing.reader import reader_of
from portal.kernel.ui import moment, structured
from portal.kernel.ui.official import official, plain

CRUMB = ("政策文件", "/policies/")
PAGE_SIZE = 20


@method_decorator(public_page, name="dispatch")
class DocumentList(TemplateView):
    """The library with its filters; every state is in the address."""

    template_name = "policies/document_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, on, reader, asked = moment.now(), moment.today(), reader_of(self.request), self.request.GET
        shown = selectors.findable(on=on, at=now, reader=reader, by_validity="validity" in asked)
        chosen = DocumentFilter(asked, queryset=shown)
        valid = chosen.is_valid()
        things = chosen.qs if valid else shown.none()
        page = selectors.page_of_lines(things, cursor=asked.get("cursor"), size=PAGE_SIZE, on=on, at=now, reader=reader)
        version = content_version.noted_on(self.request)
        return super().get_context_data(
            crumbs=[("政策文件", "")],
            filter=chosen,
            facets=chosen.facets(reader=reader, on=on, at=now, version=version) if valid else (),
            chips=chosen.chips() if valid else (),
            errors=() if valid else chosen.form.errors.items(),
            page=page,
            rows=list_rows(page),
            **kwargs,
        )


@method_decorator(public_page, name="dispatch")
class DocumentDetail(TemplateView):
    """Everything about a document on its page; a withdrawn one answers 410 with its tombstone."""

    template_name = "policies/document_detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Not in setup(): whoever has the page already is answered before anything is loaded.
        self.now, self.today, self.reader = moment.now(), moment.today(), reader_of(request)
        self.document = selectors.document_of(kwargs["pk"], at=self.now, reader=self.reader)
        if self.document is None:
            return tombstone(request, Document, kwargs["pk"])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        assert self.document is not None  # noqa: S101 - get() answered already
        page = selectors.page_of(self.document, on=self.today, at=self.now, reader=self.reader)
        text = official(self.document.body)
        description = self.document.summary or plain(text.html)[:120]
        address = self.request.build_absolute_uri(self.document.get_absolute_url())
        return super().get_context_data(
            crumbs=[CRUMB, ("正文", "")],
            document=self.document,
            page=page,
            head_rows=head_rows(page),
            tools=tools_of(
                self.document,
                names="policies:",
                organ=self.document.issuing_organ or self.document.department.name,
                request=self.request,
            ),
            links=api_links(page),
            files=file_rows(page.attachments),
            explained=with_thumbnails(page.interpretations, selectors.pictures_of(page.interpretations, at=self.now)),
            standing=standing(page, on=self.today),
            stopped_on=stopped_on(self.document.dates, on=self.today),
            text=text,
            structured=structured.graph(legislation(page, description=description, address=address)),
            image=_image(self.request, text.html),
            keywords=keywords_of(self.document),
            description=description,
            address=address,
            **kwargs,
        )


@method_decorator(public_page, name="dispatch")
class InterpretationDetail(TemplateView):
    """An interpretation with the way to its document."""

    template_name = "policies/interpretation_detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.now, self.today, self.reader = moment.now(), moment.today(), reader_of(request)
        self.interpretation = selectors.interpretation_of(kwargs["pk"], at=self.now, reader=self.reader)
        if self.interpretation is None:
            return tombstone(request, Interpretation, kwargs["pk"])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        assert self.interpretation is not None  # noqa: S101 - get() answered already
        text = official(self.interpretation.body)
        description = plain(text.html)[:120]
        address = self.request.build_absolute_uri(self.interpretation.get_absolute_url())
        document = selectors.visible_document(self.interpretation, at=self.now, reader=self.reader)
        return super().get_context_data(
            crumbs=[
                CRUMB,
                *([(document.title, document.get_absolute_url())] if document else []),
                ("解读", ""),
            ],
            interpretation=self.interpretation,
            document=document,
            validity=document.validity(on=self.today) if document else None,
            tools=tools_of(
                self.interpretation,
                names="policies:interpretation-",
                organ=self.interpretation.department.name,
                request=self.request,
            ),
            files=file_rows(released_files(self.interpretation, at=self.now)),
            pictures=selectors.pictures_of([self.interpretation], at=self.now).get(self.interpretation.pk, ()),
            services=selectors.services_of(document, at=self.now) if document else (),
            siblings=selectors.siblings_of(self.interpretation, at=self.now, reader=self.reader) if document else (),
            description=description,
            address=address,
            image=_image(self.request, text.html),
            structured=structured.graph(explaining(self.interpretation, description=description, address=address)),
            **kwargs,
        )


def _image(request: HttpRequest, html: str) -> str:
    """The first picture of a text as other sites find it."""
    found = structured.first_image(html)
    return request.build_absolute_uri(found) if found else ""


def tombstone(request: HttpRequest, model: type[Document] | type[Interpretation], pk: int) -> HttpResponse:
    """410 for what everybody could see before; for anything else the same 404 as for nothing at all."""
    thing = selectors.tombstone(model, pk)
    if thing is None:
        raise Http404
    context = {"crumbs": [CRUMB, ("信息已撤下", "")], "thing": thing, "number": getattr(thing, "document_number", "")}
    return render(request, "policies/tombstone.html", context, status=410)
