"""The questions of the workbench: what is mine today, what is late, what waits for others; figures for leaders.

A list is a source that can be counted and cut, so that the count on a page is always that of the list behind it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import Q

from consultations.services.effects import FEEDBACK
from portal.front.desk_tasks import Task, deadline_tasks, drafted_by, in_review, level_of, publishing_task
from portal.kernel.deadlines import kinds
from portal.kernel.deadlines.models import Deadline
from portal.kernel.deadlines.models.deadline import DeadlineQuerySet
from portal.kernel.deadlines.rules.ladder import AMBER_FROM
from portal.kernel.deadlines.selectors import calendar
from portal.kernel.people.models import Duty, User
from portal.kernel.people.permissions import holds
from portal.kernel.publishing import registry
from portal.kernel.publishing.models import Publishable
from portal.kernel.publishing.words import LEVEL_DUTIES, State
from portal.kernel.rules.workdays import WorkCalendar
from requests_app.rules.words import DeadlineCode

LISTS = {"overdue": "逾期", "today": "待办", "waiting": "等待他人"}
FIGURES = {
    "signing": "等我签批",
    "bureau-overdue": "全局已逾期",
    "bureau-soon": f"全局 {AMBER_FROM} 个工作日内到期",
    "bureau-requests": "在办公开申请",
    "bureau-feedback": "待公布采纳情况",
}
LEADERS = (Duty.DEPUTY_LEADER, Duty.MAIN_LEADER)
# How much of each list the page with all three shows, and how much a list's own page.
BRIEF, WHOLE = 10, 50
ON_THE_WAY = (State.SUBMITTED, State.APPROVED, State.SCHEDULED, State.FAILED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for; the same words narrow every list."""

    kind: str = ""
    department: int | None = None
    text: str = ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.kind or self.department or self.text)


@dataclass(frozen=True, slots=True)
class Pile:
    """Part of a list, and the count of the whole."""

    name: str
    title: str
    tasks: tuple[Task, ...]
    count: int
    page: int = 1
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A leader's figure; `name` leads to the list behind it."""

    name: str
    label: str
    value: int


@dataclass(frozen=True, slots=True)
class _Ledger:
    """Terms of the ledger, most urgent first, as part of a list."""

    deadlines: DeadlineQuerySet
    lines: Callable[[Iterable[Deadline]], Iterator[Task]]

    def count(self) -> int:
        return self.deadlines.count()

    def cut(self, start: int, stop: int) -> Iterator[Task]:
        rows = self.deadlines.select_related("department", "subject_type").order_by("due_on", "pk")
        return self.lines(rows[start:stop])


@dataclass(frozen=True, slots=True)
class _Papers:
    """Things on their way to the public: few enough to be held."""

    tasks: tuple[Task, ...]

    def count(self) -> int:
        return len(self.tasks)

    def cut(self, start: int, stop: int) -> Iterator[Task]:
        return iter(self.tasks[start:stop])


class Bench:
    """One person's workbench on one day, narrowed by what the address asks for."""

    def __init__(self, user: User, *, today: date, wanted: Wanted | None = None) -> None:
        self.user = user
        self.today = today
        self.wanted = wanted or Wanted()
        self.calendar: WorkCalendar = calendar()

    @property
    def leads(self) -> bool:
        return holds(self.user, *LEADERS)

    def offers(self, name: str) -> bool:
        """Figures of the whole bureau are for its leaders."""
        return name in LISTS or (name in FIGURES and self.leads)

    def overview(self) -> tuple[Pile, ...]:
        """The three lists, the beginning of each."""
        return tuple(self.pile(name, size=BRIEF) for name in LISTS)

    def pile(self, name: str, *, page: int = 1, size: int = WHOLE) -> Pile:
        """One page of a list; a page beyond its end is the last one."""
        sources = self._sources(name)
        counts = [source.count() for source in sources]
        pages = max(1, -(-sum(counts) // size))
        page = min(max(page, 1), pages)
        start, stop = (page - 1) * size, page * size
        tasks: list[Task] = []
        for source, count in zip(sources, counts, strict=True):
            if start < count and stop > 0:
                tasks += source.cut(max(start, 0), min(stop, count))
            start, stop = start - count, stop - count
        return Pile(name, (LISTS | FIGURES)[name], tuple(tasks), sum(counts), page, pages)

    def figures(self) -> tuple[Figure, ...]:
        """Five for those who lead, none for others."""
        if not self.leads:
            return ()
        return tuple(
            Figure(name, label, sum(source.count() for source in self._sources(name)))
            for name, label in FIGURES.items()
        )

    def _sources(self, name: str) -> tuple[_Ledger | _Papers, ...]:
        everything = self._narrowed(Deadline.objects.open())
        mine = self._narrowed(self._mine())
        soon = self.calendar.after(self.today, workdays=AMBER_FROM).on
        look = "查看"
        sources: dict[str, Callable[[], tuple[_Ledger | _Papers, ...]]] = {
            "overdue": lambda: (self._ledger(mine.overdue(self.today)),),
            "today": lambda: (self._ledger(mine.running().exclude(due_on__lt=self.today)), self._to_sign_or_release()),
            "waiting": lambda: (self._handed_in(), self._ledger(mine.exclude(paused_at=None), look)),
            "signing": lambda: (self._to_sign_or_release(),),
            "bureau-overdue": lambda: (self._ledger(everything.overdue(self.today), look),),
            "bureau-soon": lambda: (self._ledger(everything.due_by(soon).exclude(due_on__lt=self.today), look),),
            "bureau-requests": lambda: (self._ledger(everything.filter(kind=DeadlineCode.REPLY.value), look),),
            "bureau-feedback": lambda: (self._ledger(everything.filter(kind=FEEDBACK), look),),
        }
        return sources[name]()

    def _mine(self) -> DeadlineQuerySet:
        open_ones = Deadline.objects.open()
        if holds(self.user, Duty.DISCLOSURE_OFFICE):
            return open_ones
        departments = [
            assignment.department_id or self.user.department_id
            for assignment in self.user.duty_assignments.all()
            if assignment.duty in {Duty.CLERK, Duty.DEPARTMENT_HEAD}
        ]
        return open_ones.filter(Q(handler=self.user) | Q(department_id__in=[each for each in departments if each]))

    def _narrowed(self, deadlines: DeadlineQuerySet) -> DeadlineQuerySet:
        wanted = self.wanted
        if wanted.kind:
            deadlines = deadlines.filter(kind=wanted.kind)
        if wanted.department:
            deadlines = deadlines.filter(department=wanted.department)
        return deadlines.filter(title__icontains=wanted.text) if wanted.text else deadlines

    def _ledger(self, deadlines: DeadlineQuerySet, action: str = "办理") -> _Ledger:
        return _Ledger(deadlines, partial(deadline_tasks, today=self.today, calendar=self.calendar, action=action))

    def _to_sign_or_release(self) -> _Papers:
        """What waits for this person's review, signature or release, over all kinds of publishable things."""
        levels = {level for level, duty in LEVEL_DUTIES.items() if holds(self.user, duty)}
        if holds(self.user, Duty.SECRECY_REVIEWER):
            levels.add(0)
        office = holds(self.user, Duty.DISCLOSURE_OFFICE)
        if not (levels or office):
            return _Papers(())
        states = [State.SUBMITTED, *([State.APPROVED, State.FAILED] if office else [])]
        return self._papers(
            Q(state__in=states),
            lambda thing: (
                thing.state != State.SUBMITTED or (level_of(thing) in levels and not drafted_by(thing, self.user.pk))
            ),
            waiting=False,
        )

    def _handed_in(self) -> _Papers:
        return self._papers(Q(submitted_by=self.user, state__in=ON_THE_WAY), lambda _: True, waiting=True)

    def _papers(self, condition: Q, belongs: Callable[[Publishable], bool], *, waiting: bool) -> _Papers:
        found: list[tuple[Publishable, registry.PublishableType]] = []
        for kind in registry.all_types():
            if self.wanted.kind and self.wanted.kind != kind.code:
                continue
            things = in_review(kind.model).filter(condition)
            if self.wanted.department:
                things = things.filter(department=self.wanted.department)
            if self.wanted.text:
                things = things.filter(title__icontains=self.wanted.text)
            found += [(thing, kind) for thing in things if belongs(thing)]
        found.sort(key=lambda pair: (pair[0].submitted_at is None, pair[0].submitted_at, pair[0].pk))
        return _Papers(
            tuple(
                publishing_task(thing, kind, today=self.today, calendar=self.calendar, waiting=waiting)
                for thing, kind in found
            )
        )


def kinds_of_work() -> list[tuple[str, str]]:
    """What the lists may be narrowed to: kinds of terms, then kinds of things that are signed and published."""
    terms = [(kind.code, kind.label) for kind in kinds.registered()]
    return [*terms, *((kind.code, f"{kind.label}（审签、发布）") for kind in registry.all_types())]
