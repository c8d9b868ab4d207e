"""The form of an opinion, and what moderators type."""

from typing import Any

from django import forms
from django.contrib.admin.helpers import ActionForm

from consultations.models import Clause, Consultation
from consultations.services.opinions import Said
from portal.kernel.ui.forms import OnceForm

_INVISIBLE = {chr(code) for code in (*range(9), 11, 12, *range(14, 32), 127, 0x200B, 0x202E, 0xFEFF)}
# Half characters, which JSON can spell and no database can keep.
_HALVES = range(0xD800, 0xE000)


class PlainField(forms.CharField):
    """Text without control characters; too much of it is counted for the writer."""

    def clean(self, value: Any) -> Any:
        if value is not None and not isinstance(value, str):
            raise forms.ValidationError("应当是一段文字。")
        text = (value or "").replace("\r\n", "\n").strip()
        if _INVISIBLE & set(text) or any(ord(character) in _HALVES for character in text):
            raise forms.ValidationError("含有无法显示的字符，请删除后重新填写。")
        if self.max_length and len(text) > self.max_length:
            raise forms.ValidationError(f"最多{self.max_length}个字，现有{len(text)}个字。")
        return super().clean(text)


class ClauseField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Clause) -> str:
        return f"{obj.heading}　{obj.text[:24]}{'…' if len(obj.text) > 24 else ''}"


class OpinionForm(OnceForm):
    """One opinion, to the whole draft or to one clause, under a name or none."""

    # People never see this field and leave it empty.
    website = forms.CharField(required=False, label="请勿填写", widget=forms.TextInput(attrs={"autocomplete": "off"}))
    clause = ClauseField(
        label="针对哪一条",
        queryset=Clause.objects.none(),
        required=False,
        empty_label="对整个草案",
        error_messages={"invalid_choice": "所选条款不属于这份草案。"},
    )
    text = PlainField(
        label="您的意见",
        min_length=5,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="写明具体的意见、建议和理由。请不要填写身份证号码等个人信息。",
        error_messages={"required": "请填写意见内容。", "min_length": "请写得再具体一些，至少5个字。"},
    )
    name = PlainField(
        label="署名",
        max_length=60,
        required=False,
        help_text="个人姓名或者单位名称。意见公开时一并显示；不填即为匿名。",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact = PlainField(
        label="联系方式",
        max_length=120,
        required=False,
        help_text="电话或者电子邮箱，加密保存，不公开，只用于核实意见。",
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.consultation = consultation
        field = self.fields["clause"]
        assert isinstance(field, ClauseField)  # noqa: S101 - declared above
        field.queryset = consultation.clauses.order_by("position")
        self.has_clauses = field.queryset.exists()

    def chosen_clause(self) -> Clause | None:
        """The clause the form stands at, to be read beside it."""
        key = str(self["clause"].value() or "")
        if not self.has_clauses or not (key.isascii() and key.isdigit() and len(key) < 19):
            return None
        return self.consultation.clauses.filter(pk=int(key)).first()

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError("提交未能通过校验，请刷新页面后重新填写。")
        return ""

    def said(self) -> Said:
        """What the service is given; only after `is_valid()`."""
        clause = self.cleaned_data.get("clause")
        return Said(
            text=self.cleaned_data["text"],
            clause_id=clause.pk if clause else None,
            name=self.cleaned_data["name"],
            contact=self.cleaned_data["contact"],
        )

    def digest(self) -> str:
        return f"{self.consultation.pk}:{self.content_digest()}"


class ModerationForm(ActionForm):
    """The reason beside the action, for opinions that are not shown."""

    reason = forms.CharField(label="不予公开的理由", max_length=300, required=False)
