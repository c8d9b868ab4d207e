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
    """The request; guesses are counted by caller and by number, whether or not the number exists."""
    who = number.strip().upper()
    pace.check("number", who, at=at)
    pace.spend("lookup", caller, at=at)
    request = find(number=number, secret=secret)
    if request is None:
        pace.spend("number", who, at=at)
        raise NotFound
    return request
