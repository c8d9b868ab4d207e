"""Shapes of input at the calendar's desk."""

from typing import Any

from django import forms
from django.core import signing

from portal.kernel.deadlines.models import WorkCalendarDay
from portal.kernel.deadlines.rules.arrangement import BadArrangement, decode, parse_arrangement
from portal.kernel.rules.workdays import CalendarDay, DayKind

FIRST_YEAR = 2004
LAST_YEAR = 2099
SALT = "deadlines.arrangement"
PREVIEW_SECONDS = 60 * 60


class ArrangementForm(forms.Form):
    """A year's arrangement as a table, uploaded or pasted."""

    year = forms.IntegerField(label="年份", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    notice = forms.CharField(
        label="安排的文号",
        max_length=120,
        help_text="例如：国办发明电〔2025〕7号",
        widget=forms.TextInput(attrs={"size": 40}),
    )
    table = forms.FileField(label="CSV文件", required=False, allow_empty_file=True)
    text = forms.CharField(
        label="或者直接粘贴",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "cols": 60}),
        help_text="每行一天：日期,放假或者上班,节假日名称,文号。没有列出的日期按周一至周五计。",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        try:
            text = decode(cleaned["table"].read()) if cleaned.get("table") else cleaned.get("text", "")
            cleaned["text"] = text.replace("\x00", "")
            cleaned["days"] = parse_arrangement(cleaned["text"], year=cleaned["year"], notice=cleaned["notice"])
        except BadArrangement as problem:
            raise forms.ValidationError(problem.faults) from problem
        return cleaned


class DayForm(forms.ModelForm):
    """One day changed by a local decision."""

    class Meta:
        model = WorkCalendarDay
        fields = ("kind", "name", "notice")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        # The day itself is no field of this form, so its constraints are asked for by hand.
        if "kind" in cleaned:
            WorkCalendarDay(day=self.instance.day, kind=cleaned["kind"]).validate_constraints()
        return cleaned

    def entry(self) -> CalendarDay:
        return CalendarDay(
            self.instance.day,
            DayKind(self.cleaned_data["kind"]),
            self.cleaned_data["name"],
            self.cleaned_data["notice"],
        )


def seal(*, year: int, notice: str, text: str, revision: str) -> str:
    """What was previewed, so that exactly that is applied."""
    return signing.dumps({"year": year, "notice": notice, "text": text, "revision": revision}, salt=SALT, compress=True)


def unseal(sealed: str) -> dict[str, Any]:
    """Raises signing.BadSignature when it was tampered with or is too old."""
    content: dict[str, Any] = signing.loads(sealed, salt=SALT, max_age=PREVIEW_SECONDS)
    return content
