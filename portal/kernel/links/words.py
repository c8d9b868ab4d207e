"""The words for a link: what it is used for, how one check ended, where it stands over time."""

from django.db import models


class LinkKind(models.TextChoices):
    BODY = "body", "正文链接"
    ATTACHMENT = "attachment", "附件链接"
    SERVICE = "service", "办事入口"


class Outcome(models.TextChoices):
    """How a single check ended."""

    OK = "ok", "正常"
    UNSURE = "unsure", "存疑"
    BROKEN = "broken", "失败"


class LinkState(models.TextChoices):
    """Where the link stands; one failed check breaks no link."""

    UNKNOWN = "unknown", "未检查"
    OK = "ok", "正常"
    UNSURE = "unsure", "存疑"
    BROKEN = "broken", "断链"
