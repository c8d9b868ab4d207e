"""Copies of a public thing to carry away: PDF, Word, plain text and the square code, behind the door of its page."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from portal.kernel.attachments.models import Attachment
from portal.kernel.attachments.names import clean_name
from portal.kernel.papers import codes, press, shelf
from portal.kernel.papers.citation import citation
from portal.kernel.papers.paper import Enclosure, Image, Paper
from portal.kernel.publishing.conditional import public_page
from portal.kernel.ui import moment
from portal.kernel.ui.templatetags.ui import isodate, workdate

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: Larger pictures stay on the page; a paper of a hundred megabytes helps nobody.
LARGEST_IMAGE = 8 * 1024 * 1024
LARGEST_TOGETHER = 40 * 1024 * 1024
_ID_IN_ADDRESS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_SRC = re.compile(r'(?:src="|\]\()([^")\s]+)')


@dataclass(frozen=True, slots=True)
class Source:
    """Where the copies of one kind of thing come from: the same adjective and the same tombstone as its page."""

    find: Callable[[HttpRequest, int], Any]
    paper: Callable[[HttpRequest, Any], Paper]
    gone: Callable[[HttpRequest, int], HttpResponse]


@dataclass(frozen=True, slots=True)
class Tools:
    """What the row of tools on a document's page offers."""

    pdf: str
    word: str
    text: str
    qr: str
    citation: str


def routes(address: str, source: Source, *, prefix: str = "") -> list[URLPattern]:
    """The four doors below the address of the page, named `pdf`, `word`, `text`, `qr` after the prefix."""
    doors = {"pdf": _pdf, "word": _word, "text": _text, "qr": _code}
    return [path(f"{address}{name}/", _door(source, make), name=f"{prefix}{name}") for name, make in doors.items()]


def tools_of(thing: Any, *, names: str, organ: str, request: HttpRequest) -> Tools:
    """`names`: the namespace and prefix under which `routes` was hung, such as "policies:interpretation-"."""
    pdf, word, text, qr = (reverse(f"{names}{kind}", args=[thing.pk]) for kind in ("pdf", "word", "text", "qr"))
    cited = citation(
        organ=organ,
        title=thing.title,
        number=getattr(thing, "document_number", ""),
        published_on=timezone.localtime(thing.published_at).date(),
        read_on=moment.today(),
        address=request.build_absolute_uri(thing.get_absolute_url()),
    )
    return Tools(pdf, word, text, qr, citation=cited)


def enclosures_of(files: Iterable[Attachment]) -> tuple[Enclosure, ...]:
    return tuple(Enclosure(file.name, file.size, file.sha256) for file in files)


def images_in(texts: Iterable[str], files: Iterable[Attachment]) -> tuple[Image, ...]:
    """Pictures of the texts that are released attachments of the same thing; no other address is ever fetched."""
    known = {str(file.pk): file for file in files if file.media_type.startswith("image/")}
    addresses = dict.fromkeys(src for text in texts for src in _SRC.findall(text)) if known else {}
    images: list[Image] = []
    room = LARGEST_TOGETHER
    for src in addresses:
        found = _ID_IN_ADDRESS.search(src)
        file = known.get(found[0]) if found else None
        if file is None or file.size > min(LARGEST_IMAGE, room):
            continue
        try:
            with file.file.open("rb") as content:
                images.append(Image(src, content.read()))
        except FileNotFoundError:
            continue
        room -= file.size
    return tuple(images)


def reach_note(thing: Any, body: str) -> str:
    """Whom it reaches, said once 「此件公开发布」."""
    if thing.targeted:
        return "（本件定向公开，请勿扩散）"
    return "" if "此件公开发布" in body else "（此件公开发布）"


def published_row(thing: Any) -> tuple[str, str]:
    return "发布日期", workdate(thing.published_at)


def asked_today(words: str) -> str:
    """What the calendar may change is printed with the day it was true on."""
    return f"{words}（{isodate(moment.today())} 查询）"


def _door(source: Source, make: Callable[[HttpRequest, Paper], HttpResponse]) -> Callable[..., HttpResponseBase]:
    @public_page
    def copy(request: HttpRequest, pk: int) -> HttpResponse:
        thing = source.find(request, pk)
        if thing is None:
            return source.gone(request, pk)
        paper = source.paper(request, thing)
        response = make(request, paper)
        response["Link"] = f'<{paper.address}>; rel="canonical"'
        if thing.targeted:
            response["Cache-Control"] = "private, no-store"
        return response

    @require_safe
    def door(request: HttpRequest, pk: int) -> HttpResponseBase:
        try:
            return copy(request, pk)
        except press.PaperJam as jam:
            response = render(request, "publishing/copy_failed.html", {"sentence": str(jam)}, status=503)
            response["Retry-After"] = str(shelf.JAMMED_SECONDS)
            add_never_cache_headers(response)
            return response

    return door


def _pdf(request: HttpRequest, paper: Paper) -> HttpResponse:
    return _file(shelf.kept(paper, press.pdf), "application/pdf", f"{paper.title[:80]}.pdf", attached=False)


def _word(request: HttpRequest, paper: Paper) -> HttpResponse:
    return _file(shelf.kept(paper, press.word), WORD_TYPE, f"{paper.title[:80]}.docx", attached=True)


def _text(request: HttpRequest, paper: Paper) -> HttpResponse:
    return HttpResponse(press.text(paper), content_type="text/plain; charset=utf-8")


def _code(request: HttpRequest, paper: Paper) -> HttpResponse:
    """Vector for pages and print, a bitmap for those who paste it into a poster."""
    if request.GET.get("format") == "png":
        return _file(codes.png(paper.address, scale=12), "image/png", f"{paper.title[:60]} 二维码.png", attached=True)
    return HttpResponse(codes.svg(paper.address), content_type="image/svg+xml")


def _file(content: bytes, media_type: str, name: str, *, attached: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    header = content_disposition_header(attached, clean_name(name) or "document")
    if header:
        response["Content-Disposition"] = header
    return response
