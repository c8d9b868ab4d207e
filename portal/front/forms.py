"""The shape of what readers type on the portal's own pages."""

from typing import Any

from django import forms

from portal.front.desk import kinds_of_work
from portal.front.models import PageFeedback
from portal.kernel.people.models import Department
from portal.kernel.ui.forms import OnceForm


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


class FeedbackForm(OnceForm):
    """Was the page of use, or what is wrong on it; nothing about the reader has to be said."""

    # People never see this field and leave it empty.
    website = forms.CharField(required=False, label="请勿填写", widget=forms.TextInput(attrs={"autocomplete": "off"}))
    page = forms.CharField(widget=forms.HiddenInput, label="页面", max_length=2000)
    verdict = forms.ChoiceField(
        label="这个页面对您有用吗？",
        choices=[("useful", "有用"), ("useless", "没用"), ("mistake", "内容有错误")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择一项。", "invalid_choice": "请选择一项。"},
    )
    text = forms.CharField(
        label="哪里没用，或者哪里有错",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="报告错误时请写明位置和应有的内容。请不要填写身份证号码等个人信息。",
        error_messages={"max_length": "最多 1000 个字，请精简后再提交。"},
    )
    contact = forms.CharField(
        label="联系方式",
        max_length=120,
        required=False,
        help_text="电话或者电子邮箱。只用于回复您，加密保存，处理完毕即删除。",
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
        error_messages={"max_length": "最多 120 个字。"},
    )

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError("提交未能通过校验，请刷新页面后重新填写。")
        return ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("verdict") == "mistake" and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", "请说明哪里有错，我们才能更正。")
        return cleaned


class HandledForm(forms.ModelForm):
    """What came of a reader's feedback."""

    class Meta:
        model = PageFeedback
        fields = ("outcome",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "outcome" in self.fields:
            self.fields["outcome"].required = True


class WorkbenchFilter(forms.Form):
    """What narrows the lists of the workbench; it stands in the address, so that it is kept."""

    kind = forms.ChoiceField(label="类型", required=False)
    department = forms.ModelChoiceField(
        label="部门", required=False, queryset=Department.objects.none(), empty_label="全部部门"
    )
    q = forms.CharField(
        label="标题", required=False, max_length=60, widget=forms.TextInput(attrs={"placeholder": "按标题筛选"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [("", "全部类型"), *kinds_of_work()]
        department: Any = self.fields["department"]
        department.queryset = Department.objects.active().order_by("position", "pk")
