"""Consultations and reports as the search index knows them."""

from datetime import date

from consultations.models import AdoptionReport, Consultation
from consultations.rules.periods import day_of
from portal.kernel.search.sources import SearchDocument
from portal.kernel.ui.official import official, plain


def consultation_entry(thing: Consultation) -> SearchDocument:
    """A consultation as the search index knows it."""
    clauses = [f"{each.heading} {each.text}" for each in thing.clauses.order_by("position")]
    return SearchDocument(
        title=thing.title,
        body="\n".join([plain(official(thing.explanation).html), plain(official(thing.draft).html), *clauses]),
        url=thing.get_absolute_url(),
        published_on=_shown_day(thing),
        department_id=thing.department_id,
        topics=tuple(thing.topics.order_by("pk").values_list("pk", flat=True)),
        audiences=tuple(thing.audiences.order_by("pk").values_list("pk", flat=True)),
    )


def report_entry(thing: AdoptionReport) -> SearchDocument:
    """An adoption report as the search index knows it."""
    lines = [f"{line.theme} {line.said} {line.get_decision_display()} {line.reason}" for line in thing.lines.all()]
    return SearchDocument(
        title=thing.title,
        body="\n".join([plain(official(thing.overview).html), *lines]),
        url=thing.get_absolute_url(),
        published_on=_shown_day(thing),
        department_id=thing.department_id,
    )


def _shown_day(thing: Consultation | AdoptionReport) -> date:
    assert thing.published_at is not None  # noqa: S101 - only what is out is indexed
    return day_of(thing.published_at)
