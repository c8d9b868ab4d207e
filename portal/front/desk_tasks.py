"""Lines of the workbench: what a thing is, how urgent, who has it now, and the one click to the next action."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, F, Model, OuterRef, QuerySet, Subquery
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from portal.kernel.deadlines.kinds import label_of
from portal.kernel.deadlines.models import Deadline
from portal.kernel.deadlines.rules.ladder import light
from portal.kernel.publishing import registry
from portal.kernel.publishing.models import Approval, Publishable, SecrecyReview, Version
from portal.kernel.publishing.words import LEVEL_LABELS, Conclusion, Decision, State
from portal.kernel.rules.workdays import WorkCalendar

#: Named in full on letters and pages; on a desk everybody knows which regulation is meant.
REGULATION = "《中华人民共和国政府信息公开条例》"


@dataclass(frozen=True, slots=True)
class Task:
    """One line. `light` and `workdays` are said by word, shape and colour together."""

    title: str
    what: str
    url: str
    action: str
    action_url: str
    department: str
    light: str
    workdays: int | None = None
    waited: str = ""
    due_on: date | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Where a publishable thing stands: what is to be done next, by whom, and the verb of the desk that does it."""

    what: str
    who: str
    action: str
    verb: str = ""


def deadline_task(deadline: Deadline, *, today: date, calendar: WorkCalendar, action: str = "办理") -> Task:
    """A statutory term with its light; paused ones wait for somebody outside."""
    address = desk_address(deadline.subject_type, deadline.subject_id)
    shown = None if deadline.paused_at else light(deadline.due_on, today, calendar)
    return Task(
        title=deadline.title,
        what=label_of(deadline.kind),
        url=address,
        action=action,
        action_url=address,
        department=deadline.department.label if deadline.department else "",
        light=shown.colour if shown else "paused",
        workdays=shown.workdays if shown else None,
        due_on=deadline.due_on,
        basis=deadline.basis.replace(REGULATION, "条例"),
    )


def publishing_task(
    thing: Publishable, kind: registry.PublishableType, *, today: date, calendar: WorkCalendar, waiting: bool
) -> Task:
    """A thing on its way to the public: for whoever acts next, or for whoever waits for it."""
    step = step_of(thing)
    content_type = ContentType.objects.get_for_model(thing)
    address = desk_address(content_type, str(thing.pk))
    since = calendar.between(timezone.localtime(thing.submitted_at).date(), today) if thing.submitted_at else 0
    return Task(
        title=thing.title,
        what=f"{kind.label}·等待{step.who}{step.what}" if waiting else f"{kind.label}·待{step.what}",
        url=address,
        action="查看" if waiting else step.action,
        action_url=address if waiting else _verb_address(content_type, str(thing.pk), step.verb),
        department=thing.department.label,
        light="waiting",
        waited=f"已等 {since} 个工作日" if since > 0 else "今天提交",
    )


def step_of(thing: Publishable) -> Step:
    """What a thing needs next; it must come from `in_review` or `to_be_released`."""
    if thing.state == State.FAILED:
        return Step("发布（定时发布失败）", "政务公开办公室", "去处理")
    if thing.state == State.SCHEDULED:
        return Step("定时发布", "", "查看")
    if thing.state == State.APPROVED:
        return Step("发布", "政务公开办公室", "去发布")
    level = level_of(thing)
    if level == 0:
        return Step("保密审查", "", "去审查", "review")
    return Step(f"{LEVEL_LABELS.get(level, '')}审批", "", "去审批", "approve")


def level_of(thing: Publishable) -> int:
    """0 for the secrecy review, else the level that must sign now."""
    return (getattr(thing, "with_signatures", None) or 0) + 1 if getattr(thing, "with_secrecy", False) else 0


def in_review(model: type[Publishable]) -> QuerySet[Publishable]:
    """Every thing with what its latest version has passed and who drafted it."""
    content_type = ContentType.objects.get_for_model(model)
    latest = Version.objects.filter(subject_type=content_type, subject_id=OuterRef("pk")).order_by("-number")
    passed = SecrecyReview.objects.filter(version=OuterRef("with_version")).exclude(conclusion=Conclusion.REJECT)
    signed = (
        Approval.objects.filter(version=OuterRef("with_version"), decision=Decision.APPROVE)
        .order_by()
        .values("version")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return (
        model.objects.select_related("department")
        .annotate(
            with_version=Subquery(latest.values("pk")[:1]),
            with_maker=Subquery(latest.values("made_by")[:1]),
            with_drafters=Subquery(latest.values("drafter_ids")[:1]),
        )
        .annotate(with_secrecy=Exists(passed), with_signatures=Subquery(signed))
        .order_by(F("submitted_at").asc(nulls_last=True), "pk")
    )


def drafted_by(thing: Publishable, key: int) -> bool:
    """Nobody reviews or approves what he drafted himself: such a thing is no task of his."""
    return key == getattr(thing, "with_maker", None) or key in (getattr(thing, "with_drafters", None) or ())


def deadline_tasks(
    deadlines: Iterable[Deadline], *, today: date, calendar: WorkCalendar, action: str
) -> Iterator[Task]:
    for deadline in deadlines:
        yield deadline_task(deadline, today=today, calendar=calendar, action=action)


def desk_address(content_type: ContentType, key: str) -> str:
    """The admin page where the thing is worked on."""
    model: type[Model] | None = content_type.model_class()
    if model is None:
        return reverse("admin:index")
    return reverse(f"admin:{content_type.app_label}_{content_type.model}_change", args=[key])


def _verb_address(content_type: ContentType, key: str, verb: str) -> str:
    """The question the verb asks; a verb without a question is pressed on the desk itself."""
    if verb:
        try:
            return reverse(f"admin:{content_type.app_label}_{content_type.model}_verb", args=[key, verb])
        except NoReverseMatch:
            pass
    return desk_address(content_type, key)
