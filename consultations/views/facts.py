"""Rows and sentences about a consultation for the components."""

from typing import Any

from django.urls import reverse

from consultations.models import Consultation
from consultations.rules.words import Standing
from consultations.selectors import ConsultationPage, period_words
from portal.kernel.ui import structured
from portal.kernel.ui.templatetags.ui import pubdate, workdate


def head_rows(page: ConsultationPage) -> list[tuple[str, ...]]:
    thing: Any = page.consultation  # with the names of its terms, from ``consultation_of``
    return [
        ("标题", thing.title, "", "wide"),
        ("征求单位", thing.department.name),
        ("事项类型", thing.get_kind_display()),
        ("征求期限", f"{workdate(thing.opens_on)} 至 {workdate(thing.closes_on)} 24时"),
        ("法定期限", period_words(thing)),
        ("征求对象", "、".join(thing.audience_names) or "全社会"),
        ("主题分类", "、".join(thing.topic_names)),
        ("发布日期", pubdate(thing.published_at)),
    ]


def way_rows(page: ConsultationPage) -> list[tuple[str, ...]]:
    """The ways to comment besides the form."""
    thing = page.consultation
    return [("来信", thing.postal_address), ("电子邮箱", thing.email), ("咨询电话", thing.telephone)]


def other_links(page: ConsultationPage) -> list[tuple[str, str]]:
    pk = page.consultation.pk
    links = [("数据接口", reverse("api:consultations-detail", args=[pk]))]
    if page.card.state in {Standing.OPEN, Standing.UPCOMING}:
        links.insert(0, ("截止日期加入日历", reverse("consultations:calendar", args=[pk])))
    return links


def as_event(thing: Consultation, *, description: str, address: str) -> structured.Thing:
    """The consultation for search engines."""
    return structured.event(
        title=thing.title,
        organ=thing.department.name,
        url=address,
        description=description,
        opens_on=thing.opens_on,
        closes_on=thing.closes_on,
    )


def file_rows(page: ConsultationPage) -> list[dict[str, Any]]:
    return [
        {"name": each.name, "url": each.get_absolute_url(), "size": each.size, "sha256": each.sha256}
        for each in page.attachments
    ]


def feedback_sentence(page: ConsultationPage) -> str:
    """What is owed to those who commented, and whether it was paid in time; said plainly."""
    due = workdate(page.feedback.due.on)
    if page.report:
        said = f"采纳情况已于{workdate(page.report.published_at)}公布"
        return f"{said}，晚于应当公布的日期（{due}）。" if page.feedback.was_late else f"{said}。"
    if page.feedback.overdue_workdays:
        return f"采纳情况应当在{due}前公布，现已逾期{page.feedback.overdue_workdays}个工作日，尚未公布。"
    provisional = f"（{page.feedback.due.reason}）" if page.feedback.due.provisional else ""
    return f"采纳情况将在{due}前公布{provisional}。"
