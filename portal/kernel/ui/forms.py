"""Forms as the public meets them: label, hint, error, control; a summary of errors; a key against double submits."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.forms.renderers import TemplatesSetting


class PortalRenderer(TemplatesSetting):
    """Renders every form and field with the portal's components."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


class OnceField(forms.UUIDField):
    """A hidden key made anew for each rendering: the same key twice means the same form was sent twice."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("initial", uuid.uuid4)
        kwargs.setdefault("label", "表单标识")
        message = "这张表单已失效，您填写的内容仍在，请再次提交。"
        kwargs.setdefault("error_messages", {"required": message, "invalid": message})
        super().__init__(**kwargs)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """A key that cannot be right is shown anew, so that sending once more, as the message asks, succeeds."""
        try:
            uuid.UUID(str(data))
        except ValueError:
            return uuid.uuid4()
        return data


class OnceForm(forms.Form):
    """A form that knows whether it is the same one sent again.

    A door stores `once_key` with what it created. Same key and same `content_digest`: answer with the former receipt.
    Same key but another digest: answer 409 and explain.
    """

    once = OnceField()

    @property
    def once_key(self) -> uuid.UUID:
        """The key of this rendering; only after `is_valid()`."""
        return self.cleaned_data["once"]

    def content_digest(self) -> str:
        """A fingerprint of what was filled in, without the key."""
        return content_digest({name: value for name, value in self.cleaned_data.items() if name != "once"})


def content_digest(content: Mapping[str, Any]) -> str:
    """SHA-256 over canonical JSON; files count by name and size, related rows by their key."""
    text = json.dumps(content, default=_plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if hasattr(value, "pk"):
        return str(value.pk)
    if hasattr(value, "size") and hasattr(value, "name"):
        return [value.name, value.size]
    if hasattr(value, "__iter__"):
        return list(value)
    return DjangoJSONEncoder().default(value)
