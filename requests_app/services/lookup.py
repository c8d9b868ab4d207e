"""Letting an applicant see his file by number and secret."""

from datetime import datetime

from requests_app.models import InformationRequest
from requests_app.selectors import find
from requests_app.services import pace


class NotFound(Exception):
    """No request has this number and this secret; which of the two is wrong is not said."""

    def __init__(self) -> None:
        super().__init__("申请编号或者查询码不正确，请核对后再试。")


def look_up(*, number: str, secret: str, caller: str, at: datetime) -> InformationRequest:
    """The request; guesses are counted by caller and by number, whether or not the number exists.

    Ten wrong secrets close a number to the address they came from, not to its holder elsewhere. Sixty random bits are
    not found by the hundreds that all addresses together have in an hour.
    """
    who = number.strip().upper()
    whence = f"{who} {caller}"
    pace.check("number", whence, at=at)
    pace.check("number_anywhere", who, at=at)
    pace.spend("lookup", caller, at=at)
    request = find(number=number, secret=secret)
    if request is None:
        pace.spend("number", whence, at=at)
        pace.spend("number_anywhere", who, at=at)
        raise NotFound
    return request
