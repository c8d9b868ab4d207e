"""The bureau changes its own face: recorded, and on every page with the next request."""

from datetime import datetime

from django.db import models, transaction
from django.urls import reverse

from portal.front import on_record
from portal.kernel.people.models import User
from portal.kernel.taxonomy.models import Column
from portal.kernel.ui import colours, face
from portal.kernel.ui.models import HotWord, SiteIdentity, SiteNotice

VERBS = {
    "front.set_identity": "修改网站标识",
    "front.set_hot_word": "设置热词",
    "front.remove_hot_word": "删除热词",
    "front.set_notice": "设置全站提示",
    "front.remove_notice": "删除全站提示",
}


class UnreadableColour(Exception):
    """Text in the chosen colour could not be read by everybody (WCAG 2.2, 1.4.3)."""

    def __init__(self, field: str, reasons: list[str]) -> None:
        super().__init__("".join(reasons))
        self.field, self.reasons = field, reasons


@transaction.atomic
def set_identity(*, identity: SiteIdentity, by: User, at: datetime) -> SiteIdentity:
    """Takes the whole row as it is to be; refuses a colour that cannot be read."""
    check_colours(identity)
    identity.pk = 1
    _write(identity, verb="front.set_identity", by=by, at=at)
    return identity


@transaction.atomic
def set_hot_word(*, word: HotWord, by: User, at: datetime) -> HotWord:
    """A word that is new or changed."""
    _write(word, verb="front.set_hot_word", by=by, at=at)
    return word


@transaction.atomic
def set_notice(*, notice: SiteNotice, by: User, at: datetime) -> SiteNotice:
    """A notice that is new or changed."""
    _write(notice, verb="front.set_notice", by=by, at=at)
    return notice


@transaction.atomic
def remove_hot_word(*, word: HotWord, by: User, at: datetime) -> None:
    """The word is gone; the trail keeps it."""
    _remove(word, verb="front.remove_hot_word", by=by, at=at)


@transaction.atomic
def remove_notice(*, notice: SiteNotice, by: User, at: datetime) -> None:
    """The notice is gone; the trail keeps it."""
    _remove(notice, verb="front.remove_notice", by=by, at=at)


def check_colours(identity: SiteIdentity) -> None:
    """Both colours must be readable where the portal uses them."""
    for field, dark in (("colour", False), ("dark_colour", True)):
        chosen = getattr(identity, field)
        reasons = colours.objections(chosen, dark=dark) if chosen else []
        if reasons:
            raise UnreadableColour(field, reasons)


def chosen_columns() -> face.Links:
    """The columns that stand at the head of every page, by their place in the order."""
    chosen = Column.objects.active().filter(in_header=True).order_by("position", "pk")
    return tuple((name, reverse("front:column", args=[slug])) for name, slug in chosen.values_list("name", "slug"))


def _write(thing: models.Model, *, verb: str, by: User, at: datetime) -> None:
    on_record.write(thing, verb=verb, by=by, at=at)
    face.changed()


def _remove(thing: models.Model, *, verb: str, by: User, at: datetime) -> None:
    on_record.remove(thing, verb=verb, by=by, at=at)
    face.changed()
