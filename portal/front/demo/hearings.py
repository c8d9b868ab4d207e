"""Loads the consultations with their opinions and reports, each step at the moment it would have happened."""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from consultations.models import AdoptionReport, Consultation, Opinion
from consultations.services import clauses, lines, moderation, opinions
from consultations.services.drafting import save_consultation, save_report
from portal.front.demo.loading import Cast
from portal.front.demo.participation import CONSULTATIONS, ConsultationSeed, OpinionSeed
from portal.front.demo.shelves import SOURCE, moment
from portal.kernel.publishing.services import release

NUMERALS = "一二三四五六七八九十"


def load_consultations(cast: Cast, at: datetime) -> int:
    """Six consultations; those already there by their title are left alone."""
    known = set(Consultation.objects.values_list("title", flat=True))
    seeds = [seed for seed in CONSULTATIONS if seed.title not in known]
    for seed in seeds:
        with transaction.atomic():
            _consultation(cast, seed, at)
    return len(seeds)


def _consultation(cast: Cast, seed: ConsultationSeed, now: datetime) -> None:
    today = timezone.localtime(now).date()
    opens_on, closes_on = today + timedelta(days=seed.opens_in), today + timedelta(days=seed.closes_in)
    opened = moment(opens_on, until=now)
    department = cast.departments[seed.department]
    consultation = save_consultation(
        consultation=Consultation(),
        data={
            "title": seed.title,
            "department": department,
            "kind": seed.kind,
            "explanation": seed.explanation,
            "draft": "\n\n".join(f"第{NUMERALS[n]}条 {text}" for n, text in enumerate(seed.clauses)),
            "opens_on": opens_on,
            "closes_on": closes_on,
            "postal_address": department.address,
            "telephone": department.telephone,
            "topics": [cast.topics[seed.topic].pk],
        },
        by=None,
        at=opened,
    )
    for n, text in enumerate(seed.clauses):
        clauses.add(consultation=consultation, heading=f"第{NUMERALS[n]}条", text=text, by=None, at=opened)
    release.import_published(thing=consultation, by=None, at=opened, source=SOURCE, published_at=opened)
    for n, said in enumerate(seed.opinions):
        _opinion(cast, seed, consultation, n, said, moment(opens_on + timedelta(days=1 + n * 2), until=now, hour=10))
    if seed.reported_in is not None:
        _report(seed, consultation, moment(today + timedelta(days=seed.reported_in), until=now))


def _opinion(
    cast: Cast, seed: ConsultationSeed, consultation: Consultation, n: int, said: OpinionSeed, at: datetime
) -> None:
    key = UUID(bytes=hashlib.sha256(f"{seed.key}:{n}".encode()).digest()[:16])
    clause = list(consultation.clauses.order_by("position"))[n % max(consultation.clauses.count(), 1)]
    receipt = opinions.submit(
        consultation_id=consultation.pk,
        said=opinions.Said(text=said.text, name=said.author, clause_id=clause.pk if n % 2 == 0 else None),
        key=key,
        digest=f"{seed.key}:{n}",
        by=None,
        at=at,
    )
    opinion: Opinion = receipt.opinion
    if n < 3:
        moderation.show(opinion=opinion, by=cast.people["office"], at=at + timedelta(minutes=40))


def _report(seed: ConsultationSeed, consultation: Consultation, at: datetime) -> None:
    report = save_report(
        report=AdoptionReport(),
        data={"consultation": consultation, "overview": seed.summary},
        by=None,
        at=at,
    )
    for said in seed.opinions:
        lines.add(report=report, said=said.text, decision=said.decision, reason=said.reason, by=None, at=at)
    release.import_published(thing=report, by=None, at=at, source=SOURCE, published_at=at)
