"""The head block and the tools above a document, as rows for the components."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from policies.models import Document, Interpretation
from policies.rules.validity import last_day, stopped_on
from policies.rules.words import InterpretationForm, Validity
from policies.selectors import DocumentPage
from portal.kernel.attachments.models import Attachment
from portal.kernel.ui import structured
from portal.kernel.ui.templatetags.ui import workdate

Row = tuple[str, str] | tuple[str, str, str] | tuple[str, str, str, str]


def list_rows(documents: Iterable[Document], *, on: date) -> list[dict[str, object]]:
    """What a row of the library shows; chips lead to the companions."""
    return [
        {
            "title": document.title,
            "url": document.get_absolute_url(),
            "number": document.document_number,
            "department": document.department.name,
            "date": document.published_at,
            "validity": document.validity(on=on),
            "chips": _chips(document),
        }
        for document in documents
    ]


def file_rows(attachments: Iterable[Attachment]) -> list[dict[str, object]]:
    return [
        {"name": each.name, "url": each.get_absolute_url(), "size": each.size, "sha256": each.sha256}
        for each in attachments
    ]


def with_thumbnails(
    explained: Iterable[Interpretation], pictures: dict[int, tuple[Attachment, ...]]
) -> list[dict[str, object]]:
    """Interpretations with the picture a graphic one is recognised by."""
    return [
        {"it": each, "thumbnail": shown[0].get_absolute_url() if (shown := pictures.get(each.pk, ())) else ""}
        for each in explained
    ]


def standing(page: DocumentPage, *, on: date) -> str:
    """The sentence over a text that no longer applies."""
    stopped = stopped_on(page.document.dates, on=on)
    since = f"自{workdate(stopped)}起" if stopped else ""
    if page.validity == Validity.REPEALED:
        by = f"，见《{page.ended_by.document.title}》" if page.ended_by else ""
        return f"本文件{since}废止，不再适用{by}。"
    return f"本文件有效期届满，{since}失效，不再适用。"


def head_rows(page: DocumentPage) -> list[Row]:
    """标题、发文机关、文号、日期……: the block the website guide asks for (国办发〔2017〕47号)."""
    document: Any = page.document  # with the names of its terms, from ``document_of``
    return [
        ("标题", document.title, "", "wide"),
        ("发文机关", document.issuing_organ or document.department.name),
        ("发文字号", document.document_number),
        ("成文日期", workdate(document.formed_on) if document.formed_on else ""),
        ("发布日期", workdate(document.published_at)),
        ("主题分类", "、".join(document.topic_names)),
        ("适用对象", "、".join(document.audience_names)),
        ("公开属性", document.get_openness_display()),
        ("文件性质", "行政规范性文件" if document.is_normative else "其他政策文件"),
        ("责任部门", document.department.name),
        ("有效性", page.validity.label),
    ]


def legislation(page: DocumentPage, *, description: str, address: str) -> structured.Thing:
    """The same for search engines."""
    document = page.document
def keywords_of(document: Any) -> str:
    """The topics of a row of ``document_of``."""
    return "，".join(document.topic_names)


    return structured.legislation(
        title=document.title,
        number=document.document_number,
        organ=document.issuing_organ or document.department.name,
        url=address,
        description=description,
        keywords=keywords_of(document),
        validity=page.validity.value,
        passed_on=document.formed_on,
        published_at=document.published_at,
        effective_on=document.effective_on,
        ended_on=last_day(document.dates),
    )


def explaining(interpretation: Interpretation, *, description: str, address: str) -> structured.Thing:
    """An interpretation for search engines."""
    return structured.article(
        title=interpretation.title,
        organ=interpretation.department.name,
        url=address,
        description=description,
        published_at=interpretation.published_at,
        author=interpretation.interpreter,
    )


def api_links(page: DocumentPage) -> list[tuple[str, str]]:
    """The same document for programs."""
    return [("数据接口", reverse("api:policies-documents-detail", args=[page.document.pk]))]


def _chips(document: Any) -> list[tuple[str, ...]]:
    graphic = InterpretationForm.GRAPHIC
    url = document.get_absolute_url()
    chips: list[tuple[str, ...]] = [
        ("图解" if each.form == graphic else "解读", each.get_absolute_url())
        for each in document.shown_interpretations[:2]
    ]
    if document.shown_faqs:
        chips.append(("问答", f"{url}#faq"))
    chips += [("办", each.url, "do") for each in document.shown_services[:1]]
    return chips
