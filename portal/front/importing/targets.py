"""Where imported documents go: each target hands them to the entry point of its app."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from disclosure.services import importing as disclosure
from policies.services import importing as policies
from portal.front.importing.source import SourceDocument
from portal.front.models import ImportOutcome
from portal.kernel.people.models import Department, User
from portal.kernel.taxonomy.models import Column

_OFFICE_OPENS = time(9, tzinfo=ZoneInfo("Asia/Shanghai"))


@dataclass(frozen=True, slots=True)
class Placement:
    """Whose documents they become, where they stand, and whether they go out at once."""

    department: Department
    by: User | None
    at: datetime
    publish: bool
    column: Column | None = None


@dataclass(frozen=True, slots=True)
class Took:
    """What the app made of one document."""

    kind: str
    object_id: int | None
    reason: str = ""


Target = Callable[[SourceDocument, Placement], Took]


def policy_document(source: SourceDocument, place: Placement) -> Took:
    taken = policies.take(
        source=policies.ImportedDocument(
            source_key=source.key,
            title=source.title,
            body=source.body,
            document_number=source.number,
            issuing_organ=source.organ,
            history=source.history,
            formed_on=source.formed_on,
            effective_on=source.effective_on,
            expires_on=source.expires_on,
        ),
        department=place.department,
        by=place.by,
        at=place.at,
        publish=place.publish,
        published_at=published_at(source, place.at),
    )
    return _took(taken.outcome, taken.document, taken.reason)


def disclosure_item(source: SourceDocument, place: Placement) -> Took:
    if place.column is None:
        raise ValueError("items need a column")
    guessed = [] if source.organ else [f"未识别发文机关，记为“{place.department.name}”"]
    taken = disclosure.take(
        source=disclosure.ImportedItem(
            source_key=source.key,
            title=source.title,
            body=source.body,
            organ=source.organ or place.department.name,
            formed_on=source.formed_on or source.published_on,
            document_number=source.number,
        ),
        department=place.department,
        column=place.column,
        by=place.by,
        at=place.at,
        publish=place.publish,
        published_at=published_at(source, place.at),
    )
    return _took(taken.outcome, taken.item, "；".join(filter(None, [taken.reason, *guessed])))


TARGETS: dict[str, Target] = {"policies.document": policy_document, "disclosure.item": disclosure_item}


def published_at(source: SourceDocument, at: datetime) -> datetime:
    """Nine o'clock of the day it was issued; never later than the import itself."""
    if source.published_on is None:
        return at
    return min(datetime.combine(source.published_on, _OFFICE_OPENS), at)


def _took(outcome: str, thing: Any, reason: str) -> Took:
    if outcome == "refused":
        # Something that exists is left alone; something that cannot be entered has failed.
        kind = ImportOutcome.Kind.SKIPPED if thing is not None else ImportOutcome.Kind.FAILED
    else:
        kind = ImportOutcome.Kind(outcome)
    return Took(kind, thing.pk if thing is not None else None, reason)
