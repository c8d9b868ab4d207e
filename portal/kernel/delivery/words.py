"""The states a letter may be in and the channels it may take."""

from django.db import models


class LetterState(models.TextChoices):
    PENDING = "pending", "待发送"
    LEASED = "leased", "发送中"
    SENT = "sent", "已发送"
    DEAD = "dead", "发送失败"


class ChannelCode(models.TextChoices):
    MAIL = "mail", "电子邮件"
    SMS = "sms", "短信"
    INBOX = "inbox", "站内信"
