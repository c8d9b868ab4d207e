"""What is due is public in the next request after its second, whatever that request asks for."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from portal.kernel.publishing import content_version
from portal.kernel.publishing.content_version import Present
from portal.kernel.publishing.services import tick
from portal.kernel.ui.moment import now

logger = logging.getLogger(__name__)

SAFE = frozenset({"GET", "HEAD"})
# Desks and probes show nothing to the public; a probe must not need the database at all.
NOT_FOR_READERS = ("/admin/", "/accounts/", "/healthz", "/readyz", "/robots.txt", "/static/")
# After a release that a reader could not do in passing, readers leave it to the tick for this long.
LEFT_ALONE = "publishing:left-to-the-tick"
LEFT_ALONE_FOR = 20


class ReleaseWhatIsDue:
    """Looks at the content version once per request, together with the next planned moment, and notes both.

    Pages need that number anyway, for their tag and the bureau's face. If the moment has passed, the request calls
    what the tick calls before it is answered, so that its page, its search and its tag show the thing already.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if request.method not in SAFE or request.path.startswith(NOT_FOR_READERS):
            return
        try:
            present = content_version.present()
            if present.is_overdue(at := now()):
                present = _after_release(present, at)
        except DatabaseError:
            # The page itself will need the database and then say honestly that it is away.
            return
        content_version.note(request, present)


def _after_release(present: Present, at: datetime) -> Present:
    """The state after what was due went out; the present one when that has to wait for the tick."""
    if cache.get(LEFT_ALONE):
        return present
    try:
        tick.release_for_a_reader(at=at)
    except tick.LeftToTheTick:
        logger.warning("publishing.left_to_the_tick", exc_info=True)
        cache.set(LEFT_ALONE, 1, LEFT_ALONE_FOR)
    return content_version.present()
