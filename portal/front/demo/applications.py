"""Sixty information requests: a year of them, in every state, each led there by the office's own verbs."""

import hashlib
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.front.demo.loading import Cast
from portal.front.demo.requests import ASKED, GIVEN_NAMES, IDENTITY_NUMBERS, ORGANISATIONS, SURNAMES, AskedSeed
from portal.kernel.deadlines.selectors import calendar
from requests_app.models import InformationRequest
from requests_app.rules.words import DispatchMode, Stance
from requests_app.services import assignment, closing, consultation, correction, extension, intake, receipt, reply

COUNT = 60
WITH_THIRD_PARTY = ASKED[1]
CLERKS = {"ZBC": "clerk", "WYC": "wuye", "GXC": "gengxin", "JGC": "zhian"}
Path = tuple[str, ...]
TO_DESK: Path = ("confirm", "register", "assign", "claim")
ANSWERED: Path = (*TO_DESK, "reply", "deliver")
# Where the newest ones stand, oldest of them first, with how many working days ago each came in.
RECENT: tuple[tuple[int, Path], ...] = (
    (24, TO_DESK),  # overdue on purpose
    (19, TO_DESK),
    (17, (*TO_DESK, "extend")),
    (14, (*TO_DESK, "consult")),
    (11, ("confirm", "register", "assign")),
    (9, (*TO_DESK, "consult")),
    (7, ("confirm", "register", "notify")),
    (6, TO_DESK),
    (5, ("confirm", "register", "notify", "corrected", "assign", "claim")),
    (4, ("confirm", "register", "assign")),
    (3, (*TO_DESK, "reply")),
    (3, ("confirm", "register")),
    (2, ("confirm",)),
    (2, ("withdraw",)),
    (1, ()),
    (0, ()),
)
# How those of the year went; the list is gone through again and again.
PAST: tuple[Path, ...] = (
    (*ANSWERED, "archive"),
    (*ANSWERED, "archive"),
    (*TO_DESK, "extend", "reply", "deliver", "archive"),
    (*ANSWERED, "archive"),
    (*TO_DESK, "consult", "silence", "reply", "deliver", "archive"),
    ANSWERED,
    ("confirm", "register", "notify", "lapse"),
    (*ANSWERED, "archive"),
    ("confirm", "register", "withdraw", "archive"),
    (*TO_DESK, "late", "reply", "deliver", "archive"),
)


def load_requests(cast: Cast, at: datetime) -> int:
    """File and handle the requests that are not there yet; the form keys make a second run harmless."""
    today, added = timezone.localtime(at).date(), 0
    days = calendar()
    past = COUNT - len(RECENT)
    for n in range(COUNT):
        if n < past:
            path, received = PAST[n % len(PAST)], today - timedelta(days=345 - n * 6)
        else:
            back, path = RECENT[n - past]
            received = _workdays_before(today, back)
        while not days.counts(received):
            received -= timedelta(days=1)
        with transaction.atomic():
            added += _Case(cast, n, received, at).lead(path)
    return added


def form_key(n: int) -> UUID:
    """The hidden key of the form that the n-th applicant sent; the look-up secret follows from it."""
    return UUID(bytes=hashlib.sha256(f"demo:request:{n}".encode()).digest()[:16])


def _workdays_before(day: date, workdays: int) -> date:
    """The day from which that many working days lead to `day`."""
    days = calendar()
    while workdays > 0:
        workdays -= days.counts(day)
        day -= timedelta(days=1)
    return day


class _Case:
    """One request on its way; every step happens some working days after the one before, never after today."""

    def __init__(self, cast: Cast, n: int, received: date, until: datetime) -> None:
        self.cast, self.n, self.day, self.until = cast, n, received, until
        self.asked: AskedSeed = ASKED[n % len(ASKED)]
        self.office = cast.people["office"]
        self.request: InformationRequest

    def lead(self, path: Path) -> int:
        if "consult" in path:
            self.asked = WITH_THIRD_PARTY
        application = _application(self.n, self.asked)
        filed = intake.submit(
            application=application, key=form_key(self.n), digest=f"demo:{self.n}", by=None, at=self._at(10)
        )
        if filed.repeated:
            return 0
        self.request = filed.request
        steps: dict[str, tuple[int, Callable[[], object]]] = {
            "confirm": (0, self._confirm),
            "register": (0, self._register),
            "assign": (1, self._assign),
            "claim": (1, self._claim),
            "notify": (2, self._notify),
            "corrected": (2, self._corrected),
            "lapse": (16, partial(self._do, correction.lapse)),
            "consult": (2, self._consult),
            "silence": (16, self._silence),
            "extend": (6, self._extend),
            "late": (6, lambda: None),
            "reply": (3 + self.n % 9, self._reply),
            "deliver": (2, self._deliver),
            "withdraw": (1, partial(self._do, closing.withdraw, reason="所需信息已经找到")),
            "archive": (3, partial(self._do, closing.archive)),
        }
        for name in path:
            wait, act = steps[name]
            self.day = min(calendar().after(self.day, workdays=wait).on if wait else self.day, self._today)
            act()
        return 1

    @property
    def _today(self) -> date:
        return timezone.localtime(self.until).date()

    def _at(self, hour: int = 15) -> datetime:
        return min(datetime.combine(self.day, time(hour), tzinfo=timezone.get_default_timezone()), self.until)

    def _do(self, verb: Callable[..., object], **facts: object) -> None:
        verb(request=self.request, by=self.office, at=self._at(), **facts)

    def _confirm(self) -> None:
        self._do(receipt.confirm, confirmed_on=self.day)

    def _register(self) -> None:
        self._do(receipt.register)

    def _assign(self) -> None:
        self._do(assignment.assign, department=self.cast.departments[self.asked.department])

    def _claim(self) -> None:
        assignment.claim(request=self.request, by=self.cast.people[CLERKS[self.asked.department]], at=self._at())

    def _notify(self) -> None:
        self._do(correction.notify, text="请补充所需信息的小区名称和年份，以便检索。", workdays=15)

    def _corrected(self) -> None:
        self._do(correction.receive, answer="补充：和润苑小区，2024 年度。", received_on=self.day)

    def _consult(self) -> None:
        self._do(
            consultation.consult_third_party,
            party="云州城建置业有限公司",
            sent_on=self.day,
            delivered_on=self.day,
        )

    def _silence(self) -> None:
        self._do(consultation.receive_third_party_opinion, stance=Stance.SILENT, received_on=None, text="")

    def _extend(self) -> None:
        self._do(extension.extend, workdays=15, reason="涉及多个年度的档案，检索工作量较大。")

    def _reply(self) -> None:
        answer = reply.Answer(
            kind=self.asked.reply_kind,
            text=self.asked.reply_text,
            decided_on=self.day,
            dispatched_on=self.day,
            dispatch_mode=DispatchMode.HANDED_OVER,
            search_log="办公室档案管理员检索纸质档案目录和电子档案系统，关键词“公房分配”“清平里”，未检索到。",
        )
        self._do(reply.reply, answer=answer)

    def _deliver(self) -> None:
        self._do(reply.deliver, delivered_on=self.day)


def _application(n: int, asked: AskedSeed) -> intake.Application:
    organisation = n % 7 == 3
    name = SURNAMES[n % len(SURNAMES)] + GIVEN_NAMES[n % len(GIVEN_NAMES)]
    number, kind = ORGANISATIONS[n % len(ORGANISATIONS)][1:] if organisation else (IDENTITY_NUMBERS[n % 3], "")
    return intake.Application(
        applicant_kind="organisation" if organisation else "person",
        organisation_class=kind,
        applicant_name=ORGANISATIONS[n % len(ORGANISATIONS)][0] if organisation else name,
        identity_kind="credit_code" if organisation else "resident_id",
        identity_number=number,
        legal_representative=name if organisation else "",
        contact_name=name if organisation else "",
        phone=f"138{n:08d}",
        address=f"云州市明湖区公开路 {n + 1} 号",
        description=asked.wanted,
        delivery_form=("post", "pick_up")[n % 2],
        assistance_needed=n % 20 == 11,
    )
