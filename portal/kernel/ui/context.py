from typing import Any

from django.conf import settings
from django.http import HttpRequest


def face(request: HttpRequest) -> dict[str, Any]:
    return {"site": settings.SITE}
