from typing import Any

from celery import shared_task

from portal.kernel.search.services import checking, indexing, insight, kinship, saving, words
from portal.kernel.ui import moment


@shared_task(name="search.check")
def check(**_: Any) -> None:
    """Compares the index with what is public and mends it; running twice finds nothing the second time."""
    started = moment.now()
    findings = checking.examine(clock=moment.now, repair=True)
    checking.note(findings, repaired=True, started_at=started, at=moment.now())


@shared_task(name="search.forget")
def forget(**_: Any) -> None:
    """Counts of searches that have been kept long enough are deleted."""
    insight.forget(on=moment.today())


@shared_task(name="search.match")
def match(**_: Any) -> None:
    """Tells the subscribers of saved searches what is newly public; running twice sends nothing twice."""
    saving.match_arrivals(at=moment.now())


@shared_task(name="search.sort_in")
def sort_in(**_: Any) -> None:
    """What was published lately is sorted into the word index; with nothing new, nothing is done."""
    indexing.sort_in()


@shared_task(name="search.relate")
def relate(**_: Any) -> None:
    """What is new is compared with what is there; with nothing new, what was compared longest ago."""
    kinship.compare(at=moment.now())


@shared_task(name="search.recount")
def recount(**_: Any) -> None:
    """In how many titles each word stands, counted anew; keywords of what a build of the whole index brought in."""
    words.recount()
    kinship.note_missing()
