"""The bureau's own face: name, logo, colours, hot words, notices and columns, the same in every process.

A snapshot is kept per process under the number of the last change. The counter is kept by publishing, which hands it
down here, because a new face is also a new entity tag of every public page.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest

from portal.kernel.ui.models import HotWord, SiteIdentity, SiteNotice

# Words often looked for, until the bureau sets its own.
HOT_WORDS = ("公租房", "加装电梯", "维修资金", "物业管理", "公积金提取", "预售许可")
HEADER_LOGO_HEIGHT = 44

Links = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose site this is; templates know it as `site` and `identity`."""

    name: str
    short_name: str
    title: str
    sponsor: str
    site_code: str
    telephone: str
    organiser: str = ""
    address: str = ""
    icp: str = ""
    police_record: str = ""
    error_report_url: str = ""
    logo_url: str = ""
    logo_width: int = 0
    stylesheet: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """One bar on top of every page."""

    text: str
    tone: str
    shown_from: datetime | None = None
    shown_until: datetime | None = None
    link: str = ""

    def is_shown(self, at: datetime) -> bool:
        return (self.shown_from is None or self.shown_from <= at) and (
            self.shown_until is None or at < self.shown_until
        )


@dataclass(frozen=True, slots=True)
class Face:
    """Everything the bureau set, as it was at one number."""

    number: int
    identity: Identity
    hot_words: tuple[str, ...]
    notices: tuple[Notice, ...] = ()
    links: Links = ()


@dataclass(frozen=True, slots=True)
class Counter:
    """How the number of the last change is read, and how a change makes it grow in the same transaction."""

    read: Callable[[], int]
    grow: Callable[[], None]


class NobodyCounts(Exception):
    """The face was asked for before any app handed in its counter."""


_counters: list[Counter] = []
_link_sources: list[Callable[[], Links]] = []
_kept: list[Face] = []


def counted_by(counter: Counter) -> None:
    """Publishing hands in its counter."""
    _counters[:] = [counter]


def offer_links(source: Callable[[], Links]) -> None:
    """Columns that may stand at the head of every page, from an app above."""
    if source not in _link_sources:
        _link_sources.append(source)


def changed() -> None:
    """Whoever changes the face says so in the same transaction, last."""
    _counter().grow()


def of(request: HttpRequest | None = None) -> Face:
    """The face at this moment; one look at the counter, and none when the page has read it already."""
    if request is None:
        return _at(_counter().read())
    shown: Face | None = getattr(request, "face", None)
    if shown is None:
        number: int | None = getattr(request, "face_number", None)
        shown = _at(_counter().read() if number is None else number)
        put_on(request, shown)
    return shown


def put_on(request: HttpRequest, face: Face) -> None:
    """Has the rest of this request show that face; a preview shows one that is not saved."""
    request.face = face  # type: ignore[attr-defined]  # our own attribute


def last_known() -> Face:
    """For pages of trouble, when the database may be away."""
    return _kept[0] if _kept else from_settings()


def forget() -> None:
    """Tests roll back what the number counts."""
    _kept.clear()


def identity(request: HttpRequest | None = None) -> Identity:
    """Whose site this is: as the bureau set it, else as the settings say."""
    return of(request).identity


def hot_words(request: HttpRequest | None = None) -> tuple[str, ...]:
    """The words under the search field, in order."""
    return of(request).hot_words


def notices(*, at: datetime, request: HttpRequest | None = None) -> tuple[Notice, ...]:
    """What is to be shown on top of every page at this moment, the newest first."""
    return tuple(notice for notice in of(request).notices if notice.is_shown(at))


def header_links(request: HttpRequest | None = None) -> Links:
    """The columns that the bureau chose for the head of every page; empty while it has chosen none."""
    return of(request).links


def from_settings() -> Face:
    """The face of a portal whose bureau has set nothing yet."""
    known = {field.name for field in fields(Identity)}
    own = {name: value for name, value in settings.SITE.items() if name in known}
    return Face(0, Identity(**own), tuple(getattr(settings, "HOT_WORDS", HOT_WORDS)))


def identity_of(row: SiteIdentity, *, stylesheet: str, logo_url: str) -> Identity:
    """What pages show of a row, saved or not."""
    return Identity(
        name=row.name,
        short_name=row.short_name,
        title=row.title,
        sponsor=row.sponsor,
        site_code=row.site_code,
        telephone=row.telephone,
        organiser=row.organiser,
        address=row.address,
        icp=row.icp,
        police_record=row.police_record,
        error_report_url=row.error_report_url,
        logo_url=logo_url if row.logo_kind else "",
        logo_width=round(row.logo_width * HEADER_LOGO_HEIGHT / row.logo_height) if row.logo_height else 0,
        stylesheet=stylesheet if row.colour else "",
    )


def notice_of(row: SiteNotice) -> Notice:
    """What pages show of a row, saved or not."""
    return Notice(row.text, row.tone, row.shown_from, row.shown_until, row.link)


def _counter() -> Counter:
    if not _counters:
        raise NobodyCounts
    return _counters[0]


def _at(number: int) -> Face:
    if number == 0:
        return from_settings()
    if not (_kept and _kept[0].number == number):
        _kept[:] = [_load(number)]
    return _kept[0]


def _load(number: int) -> Face:
    default = from_settings()
    row = SiteIdentity.objects.defer("logo").first()
    words = tuple(HotWord.objects.order_by("position", "pk").values_list("word", "active"))
    return Face(
        number=number,
        identity=default.identity
        if row is None
        else identity_of(row, stylesheet=f"/identity.css?v={number}", logo_url=f"/identity-logo?v={number}"),
        hot_words=tuple(word for word, active in words if active) if words else default.hot_words,
        notices=tuple(notice_of(each) for each in SiteNotice.objects.order_by("-shown_from", "-pk")[:20]),
        links=tuple(link for source in _link_sources for link in source()),
    )
