"""From a reading to a document: which kind of text it is and what its metadata are."""

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from portal.front.importing import notices, statutes
from portal.front.importing.dates import read_day
from portal.front.importing.source import Reading, SourceDocument, Unreadable

MAX_TITLE = 300
# Raise it when the same file would be understood differently than before.
VERSION = 1

_DATED_NAME = re.compile(r"^(?P<title>.+?)\s*[(（](?P<day>\d{4}-\d{2}-\d{2})[)）]$")


@dataclass(frozen=True, slots=True)
class FileName:
    """What a file's name says: 「某某条例(2020-12-30).md」 is the version of that day."""

    title: str
    version_on: date | None

    @classmethod
    def of(cls, key: str) -> "FileName":
        stem = PurePosixPath(key).stem.strip()
        match = _DATED_NAME.match(stem)
        return cls(match["title"], read_day(match["day"])) if match else cls(stem, None)


def version_order(key: str) -> tuple[str, str, date, str]:
    """Older versions of a text before newer ones, so that each can amend the one before."""
    name = FileName.of(key)
    return (str(PurePosixPath(key).parent), name.title, name.version_on or date.min, key)


def understand(key: str, reading: Reading) -> SourceDocument:
    """Raises `NotForThePublic` when the text forbids publication, `Unreadable` when it has no title."""
    if reading.head or statutes.looks_like_statute(reading.lines):
        document = _statute(key, reading)
    else:
        document = _notice(key, reading)
    return _titled(document, FileName.of(key))


def _statute(key: str, reading: Reading) -> SourceDocument:
    notices.refuse_marked(reading.lines)
    history = statutes.read_history(reading.head)
    name = FileName.of(key)
    formed_on = name.version_on or history.changed_on
    text_says = statutes.effective_day(reading.lines, promulgated_on=history.promulgated_on or formed_on)
    effective_on = text_says or history.effective_on
    remarks = reading.remarks if formed_on or effective_on else (*reading.remarks, "未能识别任何日期")
    return SourceDocument(
        key=key,
        title=reading.title,
        body=reading.body,
        number=history.number,
        organ=history.organ,
        history=history.lines,
        formed_on=formed_on,
        effective_on=effective_on,
        expires_on=notices.expiry(reading.lines, effective_on=effective_on),
        published_on=formed_on or effective_on,
        remarks=remarks,
    )


def _notice(key: str, reading: Reading) -> SourceDocument:
    notice = notices.read_notice(reading.title, reading.lines)
    formed_on = notice.formed_on or notice.published_on or FileName.of(key).version_on or notices.any_day(reading.lines)
    effective_on = statutes.effective_day(reading.lines, promulgated_on=notice.published_on or formed_on)
    remarks = list(reading.remarks)
    if formed_on and not notice.formed_on:
        remarks.append("未见落款日期，成文日期按文中首个日期记")
    return SourceDocument(
        key=key,
        title=notice.title,
        body=reading.body,
        number=notice.number,
        organ=notice.organ,
        formed_on=formed_on,
        effective_on=effective_on,
        expires_on=notices.expiry(reading.lines, effective_on=effective_on),
        published_on=max(filter(None, (notice.published_on, formed_on)), default=None),
        remarks=tuple(remarks),
    )


def _titled(document: SourceDocument, name: FileName) -> SourceDocument:
    title = " ".join(document.title.split()) or name.title
    remarks = document.remarks
    if len(title) > MAX_TITLE:
        title = title[:MAX_TITLE]
        remarks = (*remarks, f"标题超过 {MAX_TITLE} 个字，已截短")
    if not title:
        raise Unreadable("没有标题")
    return replace(document, title=title, remarks=remarks)
