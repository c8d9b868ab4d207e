"""Keyed fingerprints of a form and its contents: recognised when sent again, readable by nobody."""

import base64
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.crypto import constant_time_compare, salted_hmac

# Letters and digits that nobody confuses on paper.
_UNMISTAKABLE = str.maketrans("IOL", "389")


def form_key_digest(key: UUID) -> str:
    return str(_hmac("form-key", str(key)).hexdigest())


def body_digest(content: str) -> str:
    return str(_hmac("body", content).hexdigest())


def receipt_number(key: UUID) -> str:
    """The number of the opinion sent with this form key; too long to guess, so it opens its receipt by itself."""
    text = base64.b32encode(_hmac("receipt", str(key)).digest()).decode()[:12].translate(_UNMISTAKABLE)
    return f"YJ-{text[:4]}-{text[4:8]}-{text[8:]}"


def same(first: str, second: str) -> bool:
    return constant_time_compare(first, second)


def _hmac(purpose: str, value: str) -> Any:
    if not settings.LOOKUP_HMAC_KEY:
        raise ImproperlyConfigured("LOOKUP_HMAC_KEY 未设置，无法接收意见")
    return salted_hmac(f"consultations.{purpose}", value, secret=settings.LOOKUP_HMAC_KEY, algorithm="sha256")
