"""What an applicant types after the application: number and secret, a correction, the wish to withdraw."""

from django import forms

from requests_app.forms.fields import PlainField


class LookupForm(forms.Form):
    """Number and secret."""

    number = PlainField(label="申请编号", max_length=40, help_text="回执上以 YK 开头的编号。")
    secret = PlainField(
        label="查询码",
        max_length=40,
        help_text="提交申请时显示的12位查询码，不区分大小写。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class CorrectionAnswerForm(forms.Form):
    """The corrected application, written by the applicant."""

    answer = PlainField(label="补正的内容", max_length=2000, min_length=5, widget=forms.Textarea(attrs={"rows": 8}))


class WithdrawForm(forms.Form):
    """Withdrawing for good."""

    sure = forms.BooleanField(label="我确认撤回这件申请", error_messages={"required": "如需撤回，请勾选确认。"})
