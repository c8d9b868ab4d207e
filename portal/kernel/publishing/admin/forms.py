"""The shape of what the desk asks for."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime

from portal.kernel.publishing.words import Conclusion


class PublishableForm(forms.ModelForm):
    """Edits the columns of a draft, or the working copy of a public thing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance = kwargs.get("instance")
        if instance is not None and instance.proposal:
            kwargs["initial"] = {**instance.proposal, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def content(self) -> dict[str, Any]:
        """What was typed, by the names of the content fields."""
        names = set(self.instance.all_content_fields())
        return {name: value for name, value in self.cleaned_data.items() if name in names}


class VerbForm(forms.Form):
    """The version the person was looking at; another one in the meantime is told, not signed."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReasonForm(VerbForm):
    reason = forms.CharField(
        label="原因",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "请说明原因"},
    )


class NoteForm(VerbForm):
    note = forms.CharField(label="意见", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class SecrecyForm(VerbForm):
    conclusion = forms.ChoiceField(
        label="审查结论",
        widget=forms.RadioSelect,
        choices=[(Conclusion.PASS.value, Conclusion.PASS.label), (Conclusion.REJECT.value, Conclusion.REJECT.label)],
        error_messages={"required": "请选择审查结论"},
    )
    basis = forms.CharField(label="审查依据", max_length=300, required=False)
    note = forms.CharField(label="审查意见", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("conclusion") == Conclusion.REJECT and not (cleaned.get("note") or "").strip():
            self.add_error("note", "保密审查不通过的，应当说明意见")
        return cleaned


class ScheduleForm(VerbForm):
    planned_at = forms.SplitDateTimeField(
        label="计划发布时间",
        widget=AdminSplitDateTime,
        error_messages={"required": "请填写计划发布时间", "invalid": "时间格式不正确"},
    )
