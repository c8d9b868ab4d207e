"""The shape of an item as a clerk enters it."""

from typing import Any, ClassVar

from django import forms

from disclosure.models import Item
from disclosure.rules import content
from portal.kernel.publishing.admin.forms import PublishableForm
from portal.kernel.rules.numbers import normalise_document_number
from portal.kernel.ui.moment import today


class ItemForm(PublishableForm):
    """Says every objection beside its field and keeps what was typed."""

    class Meta:
        model = Item
        fields: ClassVar = (
            *("title", "department", "openness", "openness_ground", "openness_reason", "targeted"),
            *("document_number", "organ", "formed_on", "summary", "body", "column", "topics", "audiences", "matter"),
        )
        widgets: ClassVar = {
            "title": forms.TextInput(attrs={"size": 80}),
            "summary": forms.Textarea(attrs={"rows": 2, "cols": 80}),
            "body": forms.Textarea(attrs={"rows": 24, "cols": 100}),
            "openness_reason": forms.Textarea(attrs={"rows": 2, "cols": 80}),
        }

    def clean_document_number(self) -> str:
        return normalise_document_number(self.cleaned_data["document_number"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given = {name: value for name, value in cleaned.items() if name not in self.errors}
        for name, said in content.objections(given, today=today()).items():
            for sentence in said:
                self.add_error(name, sentence)
        return cleaned
