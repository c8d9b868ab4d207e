"""Fields that refuse what nobody can read, in words the reader understands."""

from typing import Any

from django import forms

from portal.kernel.rules.identity import InvalidIdentity, check_credit_code, check_resident_id
from requests_app.rules.contact import InvalidContact, check_phone, tidy, unprintable

REQUIRED = {"required": "请填写此项。"}


class PlainField(forms.CharField):
    """Text without control characters; too much of it is counted for the writer."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", REQUIRED)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        if value is not None and not isinstance(value, str):
            raise forms.ValidationError("应当是一段文字。")
        value = tidy(value) if value else value
        if value and unprintable(value):
            raise forms.ValidationError("含有无法显示的字符，请删除后重新填写。")
        if value and self.max_length and len(value.strip()) > self.max_length:
            raise forms.ValidationError(f"最多{self.max_length}个字，现有{len(value.strip())}个字。")
        return super().clean(value)


class PhoneField(PlainField):
    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return check_phone(text) if text else text
        except InvalidContact as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


class CreditCodeField(PlainField):
    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return check_credit_code(text) if text else text
        except InvalidIdentity as wrong:
            raise forms.ValidationError(f"{wrong}。") from wrong


def resident_id(text: str) -> str:
    """The resident number in its official form, or a form error."""
    try:
        return check_resident_id(text)
    except InvalidIdentity as wrong:
        raise forms.ValidationError(f"{wrong}。") from wrong


def choice(label: str, choices: list[tuple[str, str]], **kwargs: Any) -> forms.ChoiceField:
    """A choice whose errors are Chinese sentences."""
    messages = {"required": "请选择一项。", "invalid_choice": "请从所列各项中选择。"}
    return forms.ChoiceField(label=label, choices=choices, error_messages=messages, **kwargs)


def day(label: str, **kwargs: Any) -> forms.DateField:
    """A date, typed or picked."""
    messages = {"required": "请填写日期。", "invalid": "日期不正确，请按 2026-01-31 的格式填写。"}
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, error_messages=messages, input_formats=["%Y-%m-%d"], **kwargs)
