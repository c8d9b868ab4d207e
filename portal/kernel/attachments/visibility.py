"""Who may see an attachment: whoever may see the thing it belongs to. Other rooms register their answer here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from portal.kernel.attachments.models import Attachment

#: visible(subject, user, at) -> bool
Visible = Callable[[Any, Any, datetime], bool]
#: inspect(subject, user) -> bool: those who work on the subject and see its files before it is public.
Inspect = Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    visible: Visible
    inspect: Inspect | None
    needs_release: bool


_rules: dict[type[Model], Rule] = {}


def register(
    model: type[Model], visible: Visible, *, inspect: Inspect | None = None, needs_release: bool = False
) -> None:
    """``needs_release``: besides its subject, the file itself must have been released (``public_from``)."""
    _rules[model] = Rule(visible, inspect, needs_release)


def may_see(attachment: Attachment, *, user: Any, at: datetime) -> bool:
    """An unknown kind of subject hides its files: nothing is visible by accident."""
    subject = attachment.subject
    rule = _rules.get(type(subject)) if subject is not None else None
    if rule is None or attachment.removed_at is not None:
        return False
    released = attachment.public_from is not None and attachment.public_from <= at
    if (released or not rule.needs_release) and rule.visible(subject, user, at):
        return True
    return rule.inspect is not None and rule.inspect(subject, user)
