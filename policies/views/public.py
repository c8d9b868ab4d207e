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
from policies.views.facts import file_rows, head_rows, list_rows, standing, tool_links, words
from portal.kernel.publishing.conditional import public_page
from portal.kernel.publishing.reader import reader_of
from portal.kernel.ui import moment
from portal.kernel.ui.official import official, plain
from portal.kernel.ui.pagination import keyset_page

CRUMB = ("政策文件", "/policies/")
PAGE_SIZE = 20


@method_decorator(public_page, name="dispatch")
class DocumentList(TemplateView):
    """The library with its filters; every state is in the address."""

    template_name = "policies/document_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, reader = moment.now(), reader_of(self.request)
        shown = selectors.listed(on=moment.today(), at=now, reader=reader)
        chosen = DocumentFilter(self.request.GET, queryset=shown)
        valid = chosen.is_valid()
        things = chosen.qs if valid else shown.none()
        page = keyset_page(things, order=selectors.ORDER, cursor=self.request.GET.get("cursor"), size=PAGE_SIZE)
        return super().get_context_data(
            crumbs=[("政策文件", "")],
            filter=chosen,
            facets=chosen.facets() if valid else (),
            chips=chosen.chips() if valid else (),
            errors=() if valid else chosen.form.errors.items(),
            page=page,
            rows=list_rows(page.items, on=moment.today()),
            **kwargs,
        )


@method_decorator(public_page, name="dispatch")
class DocumentDetail(TemplateView):
    """Everything about a document on its page; a withdrawn one answers 410 with its tombstone."""

    template_name = "policies/document_detail.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.now, self.today, self.reader = moment.now(), moment.today(), reader_of(request)
        self.document: Document | None = (
            selectors.documents(on=self.today, at=self.now, reader=self.reader)
            .prefetch_related("topics", "audiences")
            .defer(None)
            .filter(pk=kwargs["pk"])
            .first()
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.document is None:
            return tombstone(request, Document, kwargs["pk"])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        assert self.document is not None  # noqa: S101 - get() answered already
        page = selectors.page_of(self.document, on=self.today, at=self.now, reader=self.reader)
        return super().get_context_data(
            crumbs=[CRUMB, ("正文", "")],
            document=self.document,
            page=page,
            head_rows=head_rows(page),
            tools=tool_links(page),
            files=file_rows(page.attachments),
            standing=standing(page, on=self.today),
            stopped_on=stopped_on(self.document.dates, on=self.today),
            text=official(self.document.body),
            keywords="，".join(topic.name for topic in self.document.topics.all()),
            description=self.document.summary or plain(official(self.document.body).html)[:120],
            address=self.request.build_absolute_uri(self.document.get_absolute_url()),
            **kwargs,
        )


@method_decorator(public_page, name="dispatch")
class InterpretationDetail(TemplateView):
    """An interpretation with the way to its document."""

    template_name = "policies/interpretation_detail.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.now, self.today, self.reader = moment.now(), moment.today(), reader_of(request)
        self.interpretation = selectors.interpretations(at=self.now, reader=self.reader).filter(pk=kwargs["pk"]).first()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.interpretation is None:
            return tombstone(request, Interpretation, kwargs["pk"])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        assert self.interpretation is not None  # noqa: S101 - get() answered already
        document = selectors.visible_document(self.interpretation, on=self.today, at=self.now, reader=self.reader)
        return super().get_context_data(
            crumbs=[
                CRUMB,
                *([(document.title, document.get_absolute_url())] if document else []),
                ("解读", ""),
            ],
            interpretation=self.interpretation,
            document=document,
            validity=document.validity(on=self.today) if document else None,
            files=file_rows(selectors.attachments_of(self.interpretation, at=self.now)),
            services=selectors.services_of(document, at=self.now) if document else (),
            siblings=selectors.siblings_of(self.interpretation, at=self.now, reader=self.reader) if document else (),
            description=plain(official(self.interpretation.body).html)[:120],
            address=self.request.build_absolute_uri(self.interpretation.get_absolute_url()),
            **kwargs,
        )


def tombstone(request: HttpRequest, model: type[Document] | type[Interpretation], pk: int) -> HttpResponse:
    """410 for what everybody could see before; for anything else the same 404 as for nothing at all."""
    thing = selectors.tombstone(model, pk)
    if thing is None:
        raise Http404
    context = {"crumbs": [CRUMB, ("信息已撤下", "")], "thing": thing, "number": getattr(thing, "document_number", "")}
    return render(request, "policies/tombstone.html", context, status=410)


@public_page
def document_text(request: HttpRequest, pk: int) -> HttpResponse:
    """The official text without anything around it."""
    now, today = moment.now(), moment.today()
    document = selectors.documents(on=today, at=now, reader=reader_of(request)).filter(pk=pk).first()
    if document is None:
        raise Http404
    number = f"{document.document_number}\n" if document.document_number else ""
    body = words(official(document.body).html)
    return HttpResponse(f"{document.title}\n{number}\n{body}\n", content_type="text/plain; charset=utf-8")
