"""Forms about searching: an address to write to, a period to look at."""

from typing import Any

from django import forms


class SubscribeForm(forms.Form):
    """Where new hits are sent. The field named like a web address is for robots, who fill it in."""

    address = forms.EmailField(label="邮箱", max_length=254, help_text="先发一封确认邮件，点开其中的链接后才开始订阅。")
    website = forms.CharField(required=False)

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError("请不要填写这一项。")
        return ""


class PeriodForm(forms.Form):
    """Two days, both included."""

    first = forms.DateField(label="从", required=False)
    last = forms.DateField(label="到", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and first > last:
            raise forms.ValidationError("起始日期不能晚于结束日期。")
        return cleaned
