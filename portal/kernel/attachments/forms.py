"""Form fields that refuse a bad file with a sentence and keep what else was typed."""

from typing import Any

from django import forms

from portal.kernel.attachments.services import Refused, inspect


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class AttachmentField(forms.FileField):
    """One file, inspected before anything is saved; ``max_bytes`` where less than the house's limit is wanted."""

    def __init__(self, *, max_bytes: int | None = None, **kwargs: Any) -> None:
        self.max_bytes = max_bytes
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if upload and upload is not initial:
            try:
                inspect(upload, max_bytes=self.max_bytes)
            except Refused as refused:
                raise forms.ValidationError(str(refused)) from refused
        return upload


class AttachmentsField(AttachmentField):
    """Several files at once."""

    widget = ManyFilesInput

    def __init__(self, *, max_files: int = 20, **kwargs: Any) -> None:
        self.max_files = max_files
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        uploads = [each for each in (data if isinstance(data, list | tuple) else [data]) if each]
        if self.required and not uploads:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(uploads) > self.max_files:
            raise forms.ValidationError(f"一次最多上传 {self.max_files} 个文件")
        return [super(AttachmentsField, self).clean(each, initial) for each in uploads]
