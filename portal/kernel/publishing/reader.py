"""Who is reading, without touching the session of those who have none: anonymous pages stay cacheable."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from portal.kernel.people.models import User


def reader_of(request: HttpRequest | Any) -> User | None:
    """The signed-in person, or None; a request without a session cookie is never asked."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user = request.user
    return user if isinstance(user, User) and user.is_active else None
