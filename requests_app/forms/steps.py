"""The application one question a page: the same fields and rules as the whole form, cut into steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from requests_app.forms.application import FORMS, ApplicationForm
from requests_app.forms.fields import choice
from requests_app.rules.files import LONGEST_ANSWER
from requests_app.rules.words import ApplicantKind, DeliveryForm

Answers = Mapping[str, Mapping[str, str]]

_PERSON, _ORGANISATION = ApplicantKind.PERSON.value, ApplicantKind.ORGANISATION.value


class KindForm(forms.Form):
    """Who applies; decides what is asked on the next page."""

    applicant_kind = choice(
        "您以什么身份申请",
        [(_PERSON, "公民（以个人名义）"), (_ORGANISATION, "法人或者其他组织（以单位名义）")],
        widget=forms.RadioSelect,
        help_text="代表单位申请的，需要填写统一社会信用代码和联系人。",
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the form: where it stands, its short name, its question, and what it asks of whom."""

    slug: str
    title: str
    question: str
    fields: tuple[str, ...]

    @property
    def number(self) -> int:
        return [step.slug for step in STEPS].index(self.slug) + 1


STEPS = (
    Step(
        "information",
        "所需信息",
        "您需要什么政府信息？",
        ("website", "description", "document_number"),
    ),
    Step("applicant", "申请人", "您以什么身份申请？", ("applicant_kind",)),
    Step(
        "identity",
        "身份证明",
        "申请人是谁？",
        ("applicant_name", "identity_kind", "organisation_class", "identity_number", "legal_representative"),
    ),
    Step("delivery", "获取方式", "您希望怎样获取信息？", ("delivery_form", "assistance_needed")),
    Step("contact", "联系方式", "怎样与您联系？", ("contact_name", "phone", "email", "address")),
    Step("check", "核对提交", "请核对后提交", ()),
)
ASKING = STEPS[:-1]
BY_SLUG = {step.slug: step for step in ASKING}
TITLES = tuple(step.title for step in STEPS)


def kind_of(answers: Answers) -> str:
    """The kind of applicant chosen so far; nothing while none is."""
    kind = answers.get("applicant", {}).get("applicant_kind", "")
    return kind if kind in FORMS else ""


def section_of(step: Step, answers: Answers) -> str:
    """Under which name the answers of a page are kept: a person's and a company's identity do not mix."""
    return f"{step.slug}.{kind_of(answers)}" if step.slug == "identity" else step.slug


def typed(step: Step, data: Mapping[str, Any]) -> dict[str, str]:
    """What came with the page, as it was typed."""
    return {name: str(data[name]) for name in step.fields if name != "website" and name in data}


def kept_whole(form: forms.Form) -> bool:
    """Whether the draft can show the page again as it was sent: nothing cut off, nothing it does not keep."""
    too_long = any(len(str(form.data.get(name, ""))) > LONGEST_ANSWER for name in form.fields)
    return not too_long and "website" not in form.errors


def form_of(step: Step, answers: Answers, data: Mapping[str, Any] | None = None, *, judged: bool = False) -> forms.Form:
    """The page's form: what was sent, else what was kept; ``judged`` shows what is wrong with the latter."""
    kept = answers.get(section_of(step, answers), {})
    given = {"data": data} if data is not None else {"data": kept} if judged else {"initial": kept}
    if step.slug == "applicant":
        return KindForm(**given)
    form = FORMS[kind_of(answers) or _PERSON](**given)
    form.fields = {name: form.fields[name] for name in step.fields if name in form.fields}
    if step.slug == "contact":
        _require_what_delivery_needs(form, answers.get("delivery", {}).get("delivery_form", ""))
    return form


def _require_what_delivery_needs(form: ApplicationForm, wanted: str) -> None:
    if wanted == DeliveryForm.EMAIL:
        _require(
            form, "email", "答复发送到该邮箱，办理进展也会发送到该邮箱。", "您选择以电子邮件获取，请填写电子邮箱。"
        )
    if wanted == DeliveryForm.POST:
        _require(form, "address", "答复邮寄到该地址，请写明收件人和邮政编码。", "您选择邮寄，请填写通信地址。")


def _require(form: ApplicationForm, name: str, hint: str, error: str) -> None:
    field = form.fields[name]
    field.required, field.help_text = True, hint
    field.error_messages = field.error_messages | {"required": error}


def whole(answers: Answers, *, once: str) -> ApplicationForm | None:
    """The application as filled in on all pages; None while it is not known who applies."""
    kind = kind_of(answers)
    if not kind:
        return None
    data: dict[str, str] = {"once": once}
    for step in ASKING:
        if step.slug != "applicant":
            data |= answers.get(section_of(step, answers), {})
    return FORMS[kind](data)


def unfinished(answers: Answers) -> Step | None:
    """The first page that still wants something."""
    for step in ASKING:
        if not form_of(step, answers, judged=True).is_valid():
            return step
    return None


def after(step: Step) -> Step:
    return STEPS[STEPS.index(step) + 1]


def before(step: Step) -> Step | None:
    index = STEPS.index(step)
    return STEPS[index - 1] if index else None
