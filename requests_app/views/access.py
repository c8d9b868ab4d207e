"""How an applicant without an account keeps access to his own file for a short while, and who is asking."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from portal.kernel.people.models import User
from portal.kernel.ui.moment import now
from requests_app.models import InformationRequest, RequestDraft
from requests_app.selectors import find_draft
from requests_app.services.drafts import KEPT_FOR

ACCESS_COOKIE = "request_access"
RECEIPT_COOKIE = "request_receipt"
ACCESS_SECONDS = 30 * 60
RECEIPT_SECONDS = 10 * 60
COOKIE_PATH = "/requests/"
DRAFT_COOKIE = "request_draft"
DRAFT_SECONDS = int(KEPT_FOR.total_seconds())
DRAFT_PATH = "/requests/new/"

Response = TypeVar("Response", bound=HttpResponseBase)


def personal(view: Callable[..., Response]) -> Callable[..., Response]:
    """The page is for one person: no cache keeps it, no search engine lists it, no link tells where one came from."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response.headers.setdefault("X-Robots-Tag", "noindex")
        response["Referrer-Policy"] = "no-referrer"
        return response

    return answered


def with_form(view: Callable[..., Response]) -> Callable[..., Response]:
    """A personal page with a form: browsers hide their origin under no-referrer, and the form would be refused."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        response = personal(view)(request, *args, **kwargs)
        response["Referrer-Policy"] = "same-origin"
        return response

    return answered


def caller_of(request: HttpRequest) -> str:
    """Whom to count attempts by. Forwarding headers are anybody's invention; the proxy's are read before we come."""
    return str(request.META.get("REMOTE_ADDR") or "unknown")


def grant(response: HttpResponseBase, request: InformationRequest) -> None:
    """Opens the file to this browser for half an hour."""
    _sign(response, ACCESS_COOKIE, str(request.pk), ACCESS_SECONDS)


def hand_receipt(response: HttpResponseBase, request: InformationRequest, secret: str) -> None:
    """Lets the next page show number and secret; after ten minutes they are gone."""
    _sign(response, RECEIPT_COOKIE, f"{request.number} {secret}", RECEIPT_SECONDS)


def take_receipt(response: HttpResponseBase) -> None:
    response.delete_cookie(RECEIPT_COOKIE, path=COOKIE_PATH)


def granted(request: HttpRequest, number: str) -> InformationRequest | None:
    """The file this browser may see under this number."""
    key = _signed(request, ACCESS_COOKIE, ACCESS_SECONDS)
    if not key.isdigit():
        return None
    return InformationRequest.objects.select_related("department").filter(pk=int(key), number=number).first()


def receipt(request: HttpRequest) -> tuple[str, str] | None:
    """Number and secret of what was just sent."""
    number, _, secret = _signed(request, RECEIPT_COOKIE, RECEIPT_SECONDS).partition(" ")
    return (number, secret) if number and secret else None


def applicant(request: HttpRequest) -> User | None:
    """Who is signed in; a visitor without a session cookie is not asked."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return request.user if isinstance(request.user, User) else None


def draft_of(request: HttpRequest) -> RequestDraft | None:
    """The draft this browser or this user may go on with; absent, forgotten, forged and another's are all none."""
    token = _signed(request, DRAFT_COOKIE, DRAFT_SECONDS)
    return find_draft(token=token, user=applicant(request), at=now())


def hand_draft(response: HttpResponseBase, token: str) -> None:
    """Lets this browser come back to the draft; only the pages of the form are told the token."""
    _sign(response, DRAFT_COOKIE, token, DRAFT_SECONDS, path=DRAFT_PATH)


def keep_draft(request: HttpRequest, response: HttpResponseBase) -> None:
    """The cookie lives as long as the draft, counted from the last answer."""
    if token := _signed(request, DRAFT_COOKIE, DRAFT_SECONDS):
        hand_draft(response, token)


def take_draft(response: HttpResponseBase) -> None:
    response.delete_cookie(DRAFT_COOKIE, path=DRAFT_PATH, samesite="Lax")


def _sign(response: HttpResponseBase, name: str, value: str, seconds: int, *, path: str = COOKIE_PATH) -> None:
    response.set_signed_cookie(
        name,
        value,
        salt=name,
        max_age=seconds,
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _signed(request: HttpRequest, name: str, seconds: int) -> str:
    return str(request.get_signed_cookie(name, default="", salt=name, max_age=seconds))
