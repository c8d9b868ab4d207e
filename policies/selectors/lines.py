"""Lists of documents as lines: a short row each, and one question for what belongs to all of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, CharField, DateField, F, Func, Min, QuerySet, Value
from django.db.models.functions import Cast

from policies.models import Document, DocumentQuerySet, Faq, Interpretation, ServiceLink
from policies.models.document import effects
from policies.rules.validity import Dates, validity
from policies.rules.words import ENDING, InterpretationForm, RelationKind, Validity
from policies.selectors.listing import ORDER
from portal.kernel.ui.composed import composed
from portal.kernel.ui.pagination import CursorPage, keyset_page

COLUMNS = ("pk", "title", "document_number", "department__name", "published_at", "effective_on", "expires_on")


class _Companion(NamedTuple):
    """A row of the one question: `what` is a word below, `place` orders rows of the same sort."""

    document: int
    what: str
    place: int
    key: int
    text: str
    day: date | None


_ENDED, _AMENDED, _EXPLAINED, _ASKED, _SERVED = "ended", "amended", "explained", "asked", "served"


@dataclass(frozen=True, slots=True)
class Line:
    """A document as lists show it. Interpretations are their keys and whether they are graphic 「图解」."""

    pk: int
    title: str
    number: str
    department: str
    published_at: datetime
    validity: Validity
    interpretations: tuple[tuple[int, bool], ...] = ()
    has_faqs: bool = False
    service_url: str = ""


def findable(*, on: date, at: datetime, reader: Any = None, by_validity: bool = False) -> DocumentQuerySet:
    """Every document this reader may see; the validity in SQL is long and only wanted where it is filtered by."""
    things: DocumentQuerySet = Document.objects.public(at=at, to=reader)
    return things.with_validity(on=on, at=at) if by_validity else things


def page_of_lines(
    things: DocumentQuerySet, *, cursor: str | None, size: int, on: date, at: datetime, reader: Any = None
) -> CursorPage[Any]:
    """A page of lines, newest first; two queries."""
    found: CursorPage[Any] = keyset_page(
        things.values_list(*COLUMNS, named=True), order=ORDER, cursor=cursor, size=size
    )
    return replace(found, items=_lines(found.items, on=on, at=at, reader=reader))


def newest(things: DocumentQuerySet, *, limit: int, on: date, at: datetime, reader: Any = None) -> tuple[Line, ...]:
    """The newest of these as lines; two queries."""
    rows = things.order_by(*ORDER).values_list(*COLUMNS, named=True)[:limit]
    return _lines(list(rows), on=on, at=at, reader=reader)


def _lines(rows: Sequence[Any], *, on: date, at: datetime, reader: Any) -> tuple[Line, ...]:
    if not rows:
        return ()
    companions: dict[int, list[_Companion]] = defaultdict(list)
    for each in map(_Companion._make, _companions.ask(documents=[row.pk for row in rows], at=at, reader=reader)):
        companions[each.document].append(each)
    return tuple(_line(row, companions[row.pk], on=on) for row in rows)


def _line(row: Any, companions: Iterable[_Companion], *, on: date) -> Line:
    kinds: dict[str, list[_Companion]] = defaultdict(list)
    for each in sorted(companions, key=lambda each: (each.place, each.key)):
        kinds[each.what].append(each)
    ended, amended = (kinds[what][0].day if kinds[what] else None for what in (_ENDED, _AMENDED))
    return Line(
        pk=row.pk,
        title=row.title,
        number=row.document_number,
        department=row.department__name,
        published_at=row.published_at,
        validity=validity(Dates(row.effective_on, row.expires_on, ended, amended), on=on),
        interpretations=tuple((each.key, each.text == InterpretationForm.GRAPHIC) for each in kinds[_EXPLAINED]),
        has_faqs=bool(kinds[_ASKED]),
        service_url=kinds[_SERVED][0].text if kinds[_SERVED] else "",
    )


@composed(documents=list, at=datetime)
def _companions(*, documents: list[int], at: datetime, reader: Any = None) -> QuerySet[Any, Any]:
    """What other documents do to these, their interpretations, questions and services, as far as they are public."""
    explained = Interpretation.objects.public(at=at, to=reader).filter(_among("document_id", documents))
    asked = Faq.objects.public(at=at, to=reader).filter(_among("document_id", documents))
    served = ServiceLink.objects.released(at=at).filter(_among("document_id", documents))
    return _effect(_ENDED, ENDING, documents, at).union(
        _effect(_AMENDED, (RelationKind.AMENDS,), documents, at),
        _rows(explained, _EXPLAINED, document=F("document_id"), place=F("pk"), key=F("pk"), text=F("form")),
        _rows(asked.order_by().values("document_id").distinct(), _ASKED, document=F("document_id")),
        _rows(served, _SERVED, document=F("document_id"), place=F("position"), key=F("pk"), text=F("url")),
        all=True,
    )


def _among(column: str, keys: list[int]) -> Func:
    """As `column__in`, in the same words for many keys as for few."""
    wanted = Value(keys, output_field=ArrayField(BigIntegerField()))
    return Func(F(column), wanted, arg_joiner=" = ANY (", template="%(expressions)s)", output_field=BooleanField())


def _effect(what: str, kinds: tuple[str, ...], documents: list[int], at: datetime) -> QuerySet[Any, Any]:
    first = effects(kinds, at=at).filter(_among("to_document_id", documents)).order_by().values("to_document_id")
    return _rows(first.annotate(first=Min("effective_on")), what, document=F("to_document_id"), day=F("first"))


def _rows(things: QuerySet[Any, Any], what: str, **columns: Any) -> QuerySet[Any, Any]:
    """The columns of `_Companion`, the same sorts in every part of the union."""
    given = {"place": Value(0), "key": Value(0), "text": Value(""), "day": Value(None), **columns}
    return things.order_by().values_list(
        given["document"],
        Cast(Value(what), CharField()),
        Cast(given["place"], BigIntegerField()),
        Cast(given["key"], BigIntegerField()),
        Cast(given["text"], CharField()),
        Cast(given["day"], DateField()),
    )
