"""The people of the publication desk, and the way of a thing through their hands."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from portal.kernel.people.models import Duty, User
from portal.kernel.publishing.services import drafting, release, review
from tests.factories.people import StaffFactory

DRAFTED_AT = dt.datetime(2026, 3, 2, 1, tzinfo=dt.UTC)
SUBMITTED_AT = dt.datetime(2026, 3, 2, 2, tzinfo=dt.UTC)
REVIEWED_AT = dt.datetime(2026, 3, 2, 3, tzinfo=dt.UTC)
APPROVED_AT = dt.datetime(2026, 3, 2, 4, tzinfo=dt.UTC)
RELEASED_AT = dt.datetime(2026, 3, 3, 1, tzinfo=dt.UTC)


@dataclass
class Desk:
    """One person for every duty; none of them drafted anything but the clerk."""

    clerk: User = field(default_factory=lambda: StaffFactory(duties=[Duty.CLERK]))
    secrecy: User = field(default_factory=lambda: StaffFactory(duties=[Duty.SECRECY_REVIEWER]))
    office: User = field(default_factory=lambda: StaffFactory(duties=[Duty.DISCLOSURE_OFFICE]))
    deputy: User = field(default_factory=lambda: StaffFactory(duties=[Duty.DEPUTY_LEADER]))
    leader: User = field(default_factory=lambda: StaffFactory(duties=[Duty.MAIN_LEADER]))

    @property
    def approvers(self) -> dict[int, User]:
        return {1: self.office, 2: self.deputy, 3: self.leader}

    def submit(self, thing: Any) -> Any:
        drafting.submit(thing=thing, by=self.clerk, at=SUBMITTED_AT)
        return thing

    def review(self, thing: Any) -> Any:
        review.review_secrecy(thing=thing, conclusion="pass", basis="条例第十七条", by=self.secrecy, at=REVIEWED_AT)
        return thing

    def approve(self, thing: Any, levels: int = 3) -> Any:
        for level in range(1, levels + 1):
            review.approve(thing=thing, level=level, by=self.approvers[level], at=APPROVED_AT)
        return thing

    def sign(self, thing: Any) -> Any:
        """From draft to approved."""
        return self.approve(self.review(self.submit(thing)))

    def release(self, thing: Any, at: dt.datetime = RELEASED_AT) -> Any:
        release.release(thing=thing, by=self.office, at=at)
        return thing

    def publish(self, thing: Any, at: dt.datetime = RELEASED_AT) -> Any:
        """From draft to published by all hands."""
        return self.release(self.sign(thing), at=at)
