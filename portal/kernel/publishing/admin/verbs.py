"""The verbs of the desk as buttons: who may press which, what it asks, which service it calls."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from portal.kernel.people.models import User
from portal.kernel.publishing import permissions, selectors, separation
from portal.kernel.publishing.admin.forms import NoteForm, ReasonForm, ScheduleForm, SecrecyForm
from portal.kernel.publishing.models import Publishable, Version
from portal.kernel.publishing.services import drafting, release, review
from portal.kernel.publishing.transitions import LIFECYCLE
from portal.kernel.publishing.words import LEVEL_LABELS

#: run(thing, data, by=…, at=…) -> the sentence that says it is done
Run = Callable[..., str]


@dataclass(frozen=True, slots=True)
class DeskVerb:
    """A button. ``offered`` says whether this person sees it on this thing now; the service decides again."""

    name: str
    label: str
    offered: Callable[[Any, Any], bool]
    run: Run
    form: type[forms.Form] | None = None
    danger: bool = False
    relabel: Callable[[Any], str] | None = None

    def label_for(self, thing: Any) -> str:
        return self.relabel(thing) if self.relabel else self.label


def _allowed(verb: str, permission: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def offered(user: Any, thing: Publishable) -> bool:
        return LIFECYCLE.allows(verb, state=thing.state) and permission(user, thing)

    return offered


def _submit(thing: Publishable, data: dict[str, Any], *, by: User, at: datetime) -> str:
    version = drafting.submit(thing=thing, by=by, at=at)
    return f"已提交审查（{version}）"


def _review(thing: Publishable, data: dict[str, Any], *, by: User, at: datetime) -> str:
    made = review.review_secrecy(
        thing=thing,
        conclusion=data["conclusion"],
        basis=data["basis"],
        note=data["note"],
        by=by,
        at=at,
        version=_version(thing, data),
    )
    return f"保密审查结论：{made.get_conclusion_display()}"


def _approve(thing: Publishable, data: dict[str, Any], *, by: User, at: datetime) -> str:
    version = selectors.latest_version(thing)
    level = selectors.next_level(thing, version) if version else None
    approval = review.approve(
        thing=thing, level=level or 1, by=by, at=at, note=data["note"], version=_version(thing, data)
    )
    return f"第 {approval.level} 级审批通过"


def _send_back(thing: Publishable, data: dict[str, Any], *, by: User, at: datetime) -> str:
    review.send_back(thing=thing, reason=data["reason"], by=by, at=at)
    return "已退回修改，此前的审签全部失效"


def _schedule(thing: Publishable, data: dict[str, Any], *, by: User, at: datetime) -> str:
    release.schedule(thing=thing, planned_at=data["planned_at"], by=by, at=at)
    return "已设定定时发布"


def _release(thing: Publishable, data: dict[str, Any], *, by: User, at: datetime) -> str:
    release.release(thing=thing, by=by, at=at)
    return "已发布"


def _withdraw(thing: Publishable, data: dict[str, Any], *, by: User, at: datetime) -> str:
    release.withdraw(thing=thing, reason=data["reason"], by=by, at=at)
    return "已撤回，原地址将显示撤回说明"


def _revise(thing: Publishable, data: dict[str, Any], *, by: User, at: datetime) -> str:
    drafting.revise(thing=thing, by=by, at=at)
    return "已建立修订稿，公众看到的仍是原内容"


def _discard(thing: Publishable, data: dict[str, Any], *, by: User, at: datetime) -> str:
    drafting.discard(thing=thing, by=by, at=at)
    return "已放弃修订稿"


def _review_offered(user: Any, thing: Publishable) -> bool:
    version = _under_review(thing)
    return (
        version is not None
        and permissions.can_review_secrecy(user, thing)
        and selectors.secrecy_review(version) is None
        and not separation.objections_to_review(user=user, version=version)
    )


def _approve_offered(user: Any, thing: Publishable) -> bool:
    version = _under_review(thing)
    level = selectors.next_level(thing, version) if version else None
    if version is None or level is None or not permissions.can_approve(user, thing, level):
        return False
    signed = selectors.approvals(version)
    return not separation.objections_to_approve(user=user, version=version, level=level, approvals=signed)


def _approve_label(thing: Publishable) -> str:
    version = _under_review(thing)
    level = selectors.next_level(thing, version) if version else None
    return f"第 {level} 级审批（{LEVEL_LABELS[level]}）" if level else "审批"


def _under_review(thing: Publishable) -> Version | None:
    return selectors.latest_version(thing) if LIFECYCLE.allows("approve", state=thing.state) else None


def _discard_offered(user: Any, thing: Publishable) -> bool:
    return thing.is_being_revised and _allowed("discard", permissions.can_discard)(user, thing)


def _withdraw_offered(user: Any, thing: Publishable) -> bool:
    return thing.is_public and _allowed("withdraw", permissions.can_withdraw)(user, thing)


def _version(thing: Publishable, data: dict[str, Any]) -> Version | None:
    number = data.get("version")
    return selectors.versions_of(thing).filter(number=number).first() if number else None


VERBS: tuple[DeskVerb, ...] = (
    DeskVerb("submit", "提交审查", _allowed("submit", permissions.can_submit), _submit),
    DeskVerb("review", "保密审查", _review_offered, _review, form=SecrecyForm),
    DeskVerb("approve", "审批", _approve_offered, _approve, form=NoteForm, relabel=_approve_label),
    DeskVerb("release", "发布", _allowed("release", permissions.can_release), _release),
    DeskVerb("schedule", "定时发布", _allowed("schedule", permissions.can_schedule), _schedule, form=ScheduleForm),
    DeskVerb("revise", "修订", _allowed("revise", permissions.can_revise), _revise),
    DeskVerb("discard", "放弃修订", _discard_offered, _discard, danger=True),
    DeskVerb(
        "send-back",
        "退回修改",
        _allowed("send_back", permissions.can_send_back),
        _send_back,
        form=ReasonForm,
        danger=True,
    ),
    DeskVerb("withdraw", "撤回", _withdraw_offered, _withdraw, form=ReasonForm, danger=True),
)
