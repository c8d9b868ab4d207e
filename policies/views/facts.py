"""The head block and the tools above a document, as rows for the components."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from policies.models import Interpretation
from policies.rules.validity import last_day, stopped_on
from policies.rules.words import Validity
from policies.selectors import DocumentPage, Line
from portal.kernel.attachments.models import Attachment
from portal.kernel.ui import structured
from portal.kernel.ui.addresses import address_of
from portal.kernel.ui.templatetags.ui import workdate

Row = tuple[str, str] | tuple[str, str, str] | tuple[str, str, str, str]


def list_rows(lines: Iterable[Line], *, with_department: bool = True) -> list[dict[str, object]]:
    """What a row of the library shows; chips lead to the companions."""
    document, interpretation = address_of("policies:detail"), address_of("policies:interpretation")
    return [
        {
            "title": line.title,
            "url": (url := document(line.pk)),
            "number": line.number,
            "department": line.department if with_department else "",
            "date": timezone.localtime(line.published_at).date(),
            "validity": line.validity,
            "chips": _chips(line, url, interpretation),
        }
        for line in lines
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


def keywords_of(document: Any) -> str:
    """The topics of a row of ``document_of``."""
    return "，".join(document.topic_names)


def legislation(page: DocumentPage, *, description: str, address: str) -> structured.Thing:
    """The same for search engines."""
    document = page.document
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


def _chips(line: Line, url: str, interpretation: Callable[[int], str]) -> list[tuple[str, str, str]]:
    chips = [("图解" if graphic else "解读", interpretation(pk), "") for pk, graphic in line.interpretations[:2]]
    if line.has_faqs:
        chips.append(("问答", f"{url}#faq", ""))
    if line.service_url:
        chips.append(("办", line.service_url, "do"))
    return chips
