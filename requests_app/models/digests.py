"""Keyed fingerprints: look a thing up without storing it, and tell a thief of the database nothing."""

import base64
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.crypto import constant_time_compare, salted_hmac

SECRET_LENGTH = 12
# Letters and digits that nobody confuses on paper.
_UNMISTAKABLE = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "ABCDEFGH3JKLMNPPQRSTUVWXYZ234567")


def identity_digest(kind: str, number: str) -> str:
    """The fingerprint by which the same applicant is recognised (条例 36 (6))."""
    return _digest("identity", f"{kind}:{number.upper()}")


def form_key_digest(key: UUID) -> str:
    """The fingerprint of one rendering of the form; the key itself is not stored."""
    return _digest("form-key", str(key))


def draft_token_digest(token: str) -> str:
    """The fingerprint by which a browser finds its draft; the token itself is in the browser only."""
    return _digest("draft-token", token)


def body_digest(content: str) -> str:
    """The fingerprint of what was filled in."""
    return _digest("body", content)


def secret_for(key: UUID) -> str:
    """The look-up secret 「查询码」 of the request sent with this form key.

    Derived, not drawn: who sends the same form again is given the same receipt, though only a fingerprint is stored.
    """
    raw = _hmac("look-up-secret", str(key)).digest()
    return base64.b32encode(raw).decode()[:SECRET_LENGTH].translate(_UNMISTAKABLE)


def secret_digest(number: str, secret: str) -> str:
    """The fingerprint of a secret, bound to its request."""
    return _digest("secret", f"{number}:{tidy_secret(secret)}")


def same(first: str, second: str) -> bool:
    """Whether two fingerprints are equal, in a time that does not tell where they differ."""
    return constant_time_compare(first, second)


def tidy_secret(secret: str) -> str:
    """The secret as stored: people type it with spaces, dashes, small letters and mistaken characters."""
    return secret.upper().replace("-", "").replace(" ", "").translate(_UNMISTAKABLE)


def show_secret(secret: str) -> str:
    """The secret in groups of four, as people copy it."""
    return "-".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def _digest(purpose: str, value: str) -> str:
    return _hmac(purpose, value).hexdigest()


def _hmac(purpose: str, value: str) -> Any:
    if not settings.LOOKUP_HMAC_KEY:
        raise ImproperlyConfigured("LOOKUP_HMAC_KEY 未设置，无法保存或者查询申请")
    return salted_hmac(f"requests_app.{purpose}", value, secret=settings.LOOKUP_HMAC_KEY, algorithm="sha256")
