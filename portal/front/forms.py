"""The shape of what readers type on the portal's own pages."""

from django import forms


class WorkdaysForm(forms.Form):
    """The workday calculator: a day of receipt and a number of working days."""

    received = forms.DateField(
        label="起算日",
        help_text="收到申请、意见或者材料的那一天；从次日起计算。",
        widget=forms.DateInput(attrs={"type": "date", "min": "2004-01-01"}, format="%Y-%m-%d"),
        error_messages={"required": "请填写起算日。", "invalid": "请按“2026-03-06”的格式填写起算日。"},
    )
    workdays = forms.IntegerField(
        label="工作日数",
        min_value=1,
        max_value=250,
        help_text="1 至 250。答复申请为 20，补正告知为 7，征求第三方意见为 15。",
        error_messages={
            "required": "请填写工作日数。",
            "invalid": "工作日数应当是整数。",
            "min_value": "工作日数最少为 1。",
            "max_value": "工作日数最多为 250。",
        },
    )
