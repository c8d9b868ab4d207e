"""The application form of article 29: who, what, in which form. There is no field for a purpose, the law asks none."""

from datetime import date
from typing import Any

from django import forms

from portal.kernel.attachments.forms import AttachmentsField
from portal.kernel.rules.numbers import normalise_document_number
from portal.kernel.ui.forms import OnceForm
from requests_app.forms.fields import CreditCodeField, PhoneField, PlainField, choice, day, resident_id
from requests_app.rules.files import MAX_FILE_BYTES, MAX_FILE_MEGABYTES, MAX_FILES
from requests_app.rules.words import (
    PERSON_IDENTITIES,
    ApplicantKind,
    Channel,
    DeliveryForm,
    IdentityKind,
    OrganisationClass,
)
from requests_app.services.intake import Application

REGULATION_IN_FORCE = date(2019, 5, 15)
_WIDE = forms.Textarea(attrs={"rows": 6})


class ApplicationForm(OnceForm):
    """What person and organisation fill in alike."""

    applicant_kind: ApplicantKind
    field_order: tuple[str, ...]

    # People never see this field and leave it empty.
    website = forms.CharField(required=False, label="请勿填写", widget=forms.TextInput(attrs={"autocomplete": "off"}))
    applicant_name = PlainField(label="姓名", max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = PhoneField(
        label="联系电话",
        max_length=30,
        help_text="工作人员将通过电话与您确认收到申请。",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label="电子邮箱",
        max_length=120,
        required=False,
        help_text="填写后，办理进展会发送到该邮箱。",
        error_messages={"invalid": "电子邮箱格式不正确。"},
    )
    address = PlainField(
        label="通信地址",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    description = PlainField(
        label="所需政府信息的名称或者特征描述",
        max_length=2000,
        min_length=5,
        widget=_WIDE,
        help_text="写明信息的名称、文号，或者时间、地点、事项等便于查找的特征。建议一件申请写一项信息。",
        error_messages={
            "required": "请写明所需信息的名称或者特征描述。",
            "min_length": "请写得再具体一些，至少5个字。",
        },
    )
    document_number = PlainField(
        label="文号", max_length=60, required=False, help_text="知道的话请填写，例如：云建发〔2025〕12号"
    )
    delivery_form = choice("获取信息的方式", DeliveryForm.choices(), widget=forms.RadioSelect)
    assistance_needed = forms.BooleanField(
        label="我在阅读、视听等方面需要帮助", required=False, help_text="勾选后，工作人员会与您联系，提供必要的帮助。"
    )

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError("提交未能通过校验，请刷新页面后重新填写。")
        return ""

    def clean_document_number(self) -> str:
        return normalise_document_number(self.cleaned_data["document_number"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        wanted = cleaned.get("delivery_form")
        if "email" not in self.fields:  # one page of the form: the next one asks for it
            return cleaned
        if wanted == DeliveryForm.EMAIL and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", "选择以电子邮件获取的，请填写电子邮箱。")
        if wanted == DeliveryForm.POST and not cleaned.get("address") and "address" not in self.errors:
            self.add_error("address", "选择邮寄的，请填写通信地址。")
        return cleaned

    def application(self) -> Application:
        """What the service is given; only after `is_valid()`."""
        names = Application.__dataclass_fields__.keys() & self.cleaned_data.keys()
        return Application(
            applicant_kind=self.applicant_kind.value,
            **({"identity_kind": self.identity_kind} | {name: self.cleaned_data[name] for name in names}),
        )

    @property
    def identity_kind(self) -> str:
        return str(self.cleaned_data.get("identity_kind") or IdentityKind.CREDIT_CODE.value)

    def content_digest(self) -> str:
        """The two forms never pass for each other."""
        return f"{self.applicant_kind}:{super().content_digest()}"


class PersonForm(ApplicationForm):
    """A citizen applies."""

    applicant_kind = ApplicantKind.PERSON

    identity_kind = choice("证件类型", [(kind.value, kind.label) for kind in PERSON_IDENTITIES])  # type: ignore[assignment]  # the stubs do not know it
    identity_number = PlainField(label="证件号码", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    field_order: tuple[str, ...] = (
        "once",
        "website",
        "applicant_name",
        "identity_kind",
        "identity_number",
        "phone",
        "email",
        "address",
    )

    def clean_identity_number(self) -> str:
        number: str = self.cleaned_data["identity_number"]
        kind = self.cleaned_data.get("identity_kind")
        return resident_id(number) if kind == IdentityKind.RESIDENT_ID else number.upper()


class OrganisationForm(ApplicationForm):
    """A legal person or another organisation applies."""

    applicant_kind = ApplicantKind.ORGANISATION

    applicant_name = PlainField(
        label="名称", max_length=100, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    organisation_class = choice("组织类别", [("", "请选择"), *OrganisationClass.choices()])
    identity_number = CreditCodeField(label="统一社会信用代码", max_length=40)
    legal_representative = PlainField(label="法定代表人", max_length=60, required=False)
    contact_name = PlainField(label="联系人姓名", max_length=60)

    field_order: tuple[str, ...] = (
        "once",
        "website",
        "applicant_name",
        "organisation_class",
        "identity_number",
        "legal_representative",
        "contact_name",
        "phone",
        "email",
        "address",
    )


FORMS: dict[str, type[ApplicationForm]] = {
    ApplicantKind.PERSON.value: PersonForm,
    ApplicantKind.ORGANISATION.value: OrganisationForm,
}


class FilesForm(forms.Form):
    """Proof of identity and other papers."""

    uploads = AttachmentsField(
        label="身份证明等附件",
        required=False,
        max_files=MAX_FILES,
        max_bytes=MAX_FILE_BYTES,
        help_text=f"最多{MAX_FILES}个文件，每个不超过{MAX_FILE_MEGABYTES} MB。附件不对外公开。",
    )

    def digest(self) -> str:
        return "|".join(f"{upload.name}:{upload.size}" for upload in self.cleaned_data["uploads"])


class EntryFields(forms.Form):
    """What the clerk adds when a request came on paper or by word of mouth."""

    channel = choice("申请渠道", [(kind.value, kind.label) for kind in Channel if kind is not Channel.ONLINE])
    received_on = day("收到日期", help_text="当面提交之日、签收之日，或者平常信函、传真到达之日（条例第三十一条）")

    today: date

    def clean_received_on(self) -> date:
        received_on: date = self.cleaned_data["received_on"]
        if received_on > self.today:
            raise forms.ValidationError("收到日期不能晚于今天。")
        if received_on < REGULATION_IN_FORCE:
            raise forms.ValidationError("收到日期不能早于2019年5月15日（现行条例施行之日）。")
        return received_on


class PersonEntryForm(EntryFields, PersonForm):
    field_order: tuple[str, ...] = ("channel", "received_on", *PersonForm.field_order)


class OrganisationEntryForm(EntryFields, OrganisationForm):
    field_order: tuple[str, ...] = ("channel", "received_on", *OrganisationForm.field_order)


ENTRY_FORMS: dict[str, type[Any]] = {
    ApplicantKind.PERSON.value: PersonEntryForm,
    ApplicantKind.ORGANISATION.value: OrganisationEntryForm,
}
