"""Saved searches: kept, ended, and told of what is newly public. One letter for each thing and recipient, for ever."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.db import connection, models, transaction
from django.urls import reverse
from django.utils import timezone

from portal.kernel.delivery import doorbell
from portal.kernel.delivery.services import Recipient, post
from portal.kernel.delivery.words import ChannelCode
from portal.kernel.people.models import User
from portal.kernel.search import facets, finding, reading
from portal.kernel.search.models import Arrival, SavedSearch, SearchEntry, SearchText
from portal.kernel.search.sources import key_of, source_of

CONFIRM = "search.confirm"
MATCH = "search.match"
#: What a saved search may ask besides words; days, a year or a validity say nothing of what is yet to come.
CRITERIA = ("kind", "column", "topic", "department", "audience")
CONFIRM_WITHIN = 3 * 24 * 3600
MOST = 50
_CONFIRM_SALT = "portal.search.confirm"
_STOP_SALT = "portal.search.stop"
_AT_ONCE = 500


class NothingAsked(ValueError):
    """A subscription to everything is none."""


class TooMany(ValueError):
    """One recipient has as many as may be had."""


class LinkExpired(ValueError):
    """The link was not made here, or too long ago."""


@dataclass(frozen=True, slots=True)
class Criteria:
    """A question as it is saved."""

    words: str
    chosen: tuple[tuple[str, str], ...]

    @property
    def address(self) -> str:
        """The search page that shows the same."""
        pairs = [("q", self.words), *self.chosen]
        return f"{reverse('search')}?{urlencode([pair for pair in pairs if pair[1]])}"


def criteria(*, text: str, filters: Mapping[str, Any], on: date) -> Criteria:
    """What of a question can be saved; raises NothingAsked when nothing is left."""
    understood = _lasting(text, filters, on)
    chosen = tuple((chip.name, chip.value) for chip in understood.filters.chosen)
    if not understood.query.units and not chosen:
        raise NothingAsked("请先输入检索词或者选择筛选条件，再订阅。")
    words = " ".join(text.split())[:100] if understood.query.units or understood.query.excluded else ""
    return Criteria(words, chosen)


def left_out(*, text: str, filters: Mapping[str, Any], on: date) -> tuple[str, ...]:
    """What of a question is no part of a subscription to it, as readers know it."""
    understood = reading.understand(text, filters=filters, on=on, with_synonyms=False)
    days = (understood.query.span.label,) if understood.query.span else ()
    return (*days, *(chip.text for chip in understood.filters.chosen if chip.name not in CRITERIA))


def _lasting(text: str, filters: Mapping[str, Any], on: date) -> reading.Understood:
    """The question without what is left out; the words are saved as they were typed, so each reading does it."""
    understood = reading.understand(text, filters=filters, on=on)
    chosen = tuple(chip for chip in understood.filters.chosen if chip.name in CRITERIA)
    return replace(
        understood,
        query=replace(understood.query, span=None),
        filters=replace(understood.filters, chosen=chosen),
    )


def told(asked: Criteria) -> tuple[str, ...]:
    """The filters of a saved question as readers know them."""
    named = [facets.asked(facets.BY_NAME[name], value) for name, value in asked.chosen]
    return tuple(each.text for each in named if each is not None)


@transaction.atomic
def save(*, asked: Criteria, by: User | None, address: str = "", at: datetime) -> SavedSearch:
    """Keeps the search for its recipient; saving it again changes nothing."""
    recipient: dict[str, Any] = {"user": by, "address": "" if by else address.lower()}
    fields: dict[str, Any] = {"words": asked.words, "kind": ""}
    for name, value in asked.chosen:
        named = facets.asked(facets.BY_NAME[name], value)
        if named is not None:
            fields["kind" if name == "kind" else f"{name}_id"] = named.key
    everything = {"column_id": None, "topic_id": None, "audience_id": None, "department_id": None} | fields
    known = SavedSearch.objects.filter(**recipient, **everything).first()
    if known is not None:
        return known
    if SavedSearch.objects.filter(**recipient).count() >= MOST:
        raise TooMany(f"每位订阅者最多订阅 {MOST} 项检索，请先退订不再需要的。")
    return SavedSearch.objects.create(**recipient, **everything, created_at=at)


@transaction.atomic
def ask_to_confirm(*, asked: Criteria, address: str, at: datetime) -> None:
    """Sends the link that saves the search; until it is used the address is kept nowhere but in the letter."""
    token = signing.dumps([asked.words, asked.chosen, address], salt=_CONFIRM_SALT, compress=True)
    context = {"words": asked.words or "所选条件", "url": _absolute(reverse("front:search-confirm", args=[token]))}
    key = f"{CONFIRM}:{at:%Y%m%d%H}:{signing.Signer().signature(address + asked.address)}"
    post(letter=CONFIRM, to=Recipient(address=address), context=context, key=key, at=at)


def read_confirmation(token: str) -> tuple[Criteria, str]:
    """The search and the address of a link."""
    try:
        words, chosen, address = signing.loads(token, salt=_CONFIRM_SALT, max_age=CONFIRM_WITHIN)
    except signing.BadSignature as error:
        raise LinkExpired("链接无效或者已经过期，请重新订阅。") from error
    return Criteria(words, tuple((name, value) for name, value in chosen)), address


def stop_token(saved: SavedSearch) -> str:
    return signing.dumps(saved.pk, salt=_STOP_SALT)


def by_stop_token(token: str) -> SavedSearch | None:
    """The search a link ends; None when it has been ended before."""
    try:
        pk = signing.loads(token, salt=_STOP_SALT)
    except signing.BadSignature as error:
        raise LinkExpired("退订链接无效。") from error
    return SavedSearch.objects.filter(pk=pk).first()


def stop(*, saved: SavedSearch) -> None:
    """Nothing more is sent, and nothing of the recipient is kept."""
    saved.delete()


def announce(thing: models.Model, *, at: datetime) -> None:
    """Something is public for the first time; called in the transaction of its release, after it was indexed."""
    kind, key = source_of(thing).kind, key_of(thing)
    Arrival.objects.bulk_create([Arrival(kind=kind, object_id=key, at=at)], ignore_conflicts=True)
    doorbell.ring("search.match")


def match_arrivals(*, at: datetime, limit: int = 200) -> int:
    """Tells subscribers of what has arrived; running twice, or in two workers, sends nothing twice."""
    done = 0
    while done < limit and _match_next(at):
        done += 1
    return done


@transaction.atomic
def _match_next(at: datetime) -> bool:
    arrival = Arrival.objects.select_for_update(skip_locked=True).order_by("pk").first()
    if arrival is None:
        return False
    text = (
        SearchText.objects.filter(entry__kind=arrival.kind, entry__object_id=arrival.object_id)
        .select_related("entry")
        .first()
    )
    # Withdrawn before anybody was told: there is nothing to tell.
    if text is not None:
        for saved in _matching(text, arrival.at):
            _tell(saved, text, at)
    arrival.delete()
    return True


def _matching(text: SearchText, since: datetime) -> list[SavedSearch]:
    """The saved searches, older than the arrival, that find it."""
    found, on = [], timezone.localtime(since).date()
    waiting = SavedSearch.objects.filter(created_at__lte=since).select_related(
        "user", "column", "topic", "audience", "department"
    )
    batch: list[tuple[SavedSearch, str]] = []
    for saved in waiting.order_by("pk").iterator(chunk_size=_AT_ONCE):
        understood = _lasting(saved.words, _filters(saved), on)
        if finding.says(text, understood.query):
            batch.append((saved, understood.query.expression(facets=understood.filters.lexemes)))
        if len(batch) == _AT_ONCE:
            found += _found_among(batch, text.entry_id)
            batch = []
    return found + _found_among(batch, text.entry_id)


def _found_among(batch: list[tuple[SavedSearch, str]], entry_id: int) -> list[SavedSearch]:
    if not batch:
        return []
    table = SearchEntry._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT asked.at FROM {table} AS entry, unnest(%s) WITH ORDINALITY AS asked(expression, at)"  # noqa: S608
            " WHERE entry.id = %s AND asked.expression <> '' AND entry.tsv @@ asked.expression::tsquery",
            [[expression for _saved, expression in batch], entry_id],
        )
        return [batch[at - 1][0] for (at,) in cursor.fetchall()]


def _filters(saved: SavedSearch) -> dict[str, str]:
    chosen = {name: getattr(saved, name) for name in ("column", "topic", "audience")}
    return {
        "kind": saved.kind,
        "department": str(saved.department_id or ""),
        **{name: row.slug if row else "" for name, row in chosen.items()},
    }


def searches_of(user: User) -> "models.QuerySet[SavedSearch]":
    """A person's own, the newest first."""
    own = SavedSearch.objects.filter(user=user).select_related("column", "topic", "audience", "department")
    return own.order_by("-pk")


def asked_of(saved: SavedSearch) -> Criteria:
    """The question behind a saved search."""
    return Criteria(saved.words, tuple((name, value) for name, value in _filters(saved).items() if value))


def _tell(saved: SavedSearch, text: SearchText, at: datetime) -> None:
    context = {
        "words": saved.words or "所选条件",
        "title": text.title,
        "number": text.number,
        "url": _absolute(text.url),
        "stop_url": _absolute(reverse("front:search-stop", args=[stop_token(saved)])),
    }
    key = f"{MATCH}:{saved.pk}:{text.entry.kind}:{text.entry.object_id}"
    to = Recipient(user=saved.user, address=saved.address)
    channel = ChannelCode.INBOX if saved.user else ChannelCode.MAIL
    post(letter=MATCH, to=to, context=context, key=key, at=at, channel=channel)


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{path}"
