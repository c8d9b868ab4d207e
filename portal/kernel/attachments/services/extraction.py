"""Text of attachments, so that search reads them too. Runs in the worker; running twice gives the same."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast
from uuid import UUID
from zipfile import ZipFile

from django.db import connection, transaction
from django.db.models import F

from portal.kernel.attachments.models import Attachment
from portal.kernel.attachments.models.attachment import TextState
from portal.kernel.attachments.names import extension_of

logger = logging.getLogger(__name__)

MAX_CHARACTERS = 500_000
# Between the pages of a file that has pages; the search tells readers on which one the words stand.
PAGE_BREAK = "\f"
MAX_PAGES = 1_000
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
# A file over which the worker died so often, out of memory or killed for the time it took, is not tried again.
MAX_TRIES = 3
# No file is begun after this, so that each has most of the time that a task may take for itself.
RUN_SECONDS = 120

Listener = Callable[[Attachment], None]
_listeners: list[Listener] = []


def on_extracted(listener: Listener) -> None:
    """Rooms above hear that a file has text, once that is committed; a listener opens the transaction it needs."""
    if listener not in _listeners:
        _listeners.append(listener)


class TooLarge(ValueError):
    """An archive that unpacks to more than we read."""


def extract_pending(*, limit: int = 50) -> int:
    """Whatever still waits for its text, oldest first; several workers share the work.

    Says how many files have an outcome. One that had none is left to the next run and stops no other.
    """
    done, unheard = 0, []
    for attachment in _extract_waiting(limit):
        done += 1
        if attachment.text and not _is_heard_of(attachment):
            unheard.append(attachment)
    for attachment in unheard:
        # Whoever was in the way may be gone by now.
        _is_heard_of(attachment)
    return done


def _extract_waiting(limit: int) -> Iterator[Attachment]:
    """Reads one after the other and hands back those that have an outcome, committed."""
    until = time.monotonic() + RUN_SECONDS
    seen: set[UUID] = set()
    while len(seen) < limit and time.monotonic() < until:
        # Who was tried before comes last: it may be what ended the worker.
        waiting = Attachment.objects.awaiting_text().exclude(pk__in=seen)
        attachment = waiting.order_by("text_tries", "uploaded_at", "id").first()
        if attachment is None:
            break
        seen.add(attachment.pk)
        try:
            with _alone_with(attachment) as alone:
                row = _extract(attachment) if alone else None
        except Exception:
            logger.warning("attachments.extract_interrupted", extra={"attachment": str(attachment.pk)}, exc_info=True)
        else:
            if row is not None:
                yield row


def _is_heard_of(attachment: Attachment) -> bool:
    """Tells the rooms above that a file has text; what they could not do is on record, and its text is kept."""
    try:
        for listener in _listeners:
            listener(attachment)
    except Exception:
        logger.warning("attachments.text_unheard", extra={"attachment": str(attachment.pk)}, exc_info=True)
        return False
    return True


@contextmanager
def _alone_with(attachment: Attachment) -> Iterator[bool]:
    """Whether no other worker reads the file. The database lets go of it if this worker dies."""
    key = [int.from_bytes(attachment.pk.bytes[:8], signed=True)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", key)
        (alone,) = cursor.fetchone()
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", key)


def _extract(attachment: Attachment) -> Attachment | None:
    """Reads the file while nothing is locked and no transaction is open, however long that takes."""
    waiting = Attachment.objects.awaiting_text().filter(pk=attachment.pk)
    # Counted beforehand: whoever dies of a file cannot count it afterwards.
    if not waiting.update(text_tries=F("text_tries") + 1):
        return None
    try:
        return _keep(attachment, *_outcome(attachment))
    except FileNotFoundError:
        raise
    except OSError:
        # A storage that is away is no fault of the file.
        waiting.update(text_tries=F("text_tries") - 1)
        raise


@transaction.atomic
def _keep(attachment: Attachment, text: str, state: str) -> Attachment | None:
    """The outcome, unless the file was removed or read meanwhile."""
    waiting = Attachment.objects.awaiting_text().filter(pk=attachment.pk, sha256=attachment.sha256)
    row: Attachment | None = waiting.select_for_update(of=("self",)).first()
    if row is None:
        return None
    row.text, row.text_state = text, state
    row.save(update_fields=["text", "text_state"])
    return row


def _outcome(attachment: Attachment) -> tuple[str, str]:
    reader = READERS.get(extension_of(attachment.name))
    if reader is None:
        return "", TextState.EMPTY
    if attachment.text_tries >= MAX_TRIES:
        logger.warning("attachments.extract_given_up", extra={"attachment": str(attachment.pk)})
        return "", TextState.FAILED
    with attachment.file.open("rb") as file:
        try:
            text = reader(cast(BinaryIO, file)).replace("\x00", "").strip(" \r\n\t")[:MAX_CHARACTERS]
        except Exception:
            # A broken file of a stranger must not come back for ever, nor one that takes longer than a task may; its
            # state says what happened.
            logger.warning("attachments.extract_failed", extra={"attachment": str(attachment.pk)}, exc_info=True)
            return "", TextState.FAILED
    return (text, TextState.DONE) if text.strip() else ("", TextState.EMPTY)


def _plain(file: BinaryIO) -> str:
    raw = file.read(MAX_CHARACTERS * 4)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")


def _pdf(file: BinaryIO) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(file.read())
    try:
        pages = []
        for number in range(min(len(document), MAX_PAGES)):
            page = document[number]
            textpage = page.get_textpage()
            pages.append(textpage.get_text_bounded())
            textpage.close()
            page.close()
        return PAGE_BREAK.join(pages)
    finally:
        document.close()


def _docx(file: BinaryIO) -> str:
    import docx

    _refuse_bombs(file)
    document = docx.Document(file)
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    cells = ["\t".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    return "\n".join([*paragraphs, *cells])


def _refuse_bombs(file: BinaryIO) -> None:
    with ZipFile(file) as archive:
        if sum(member.file_size for member in archive.infolist()) > MAX_UNPACKED_BYTES:
            raise TooLarge("unpacked size")
    file.seek(0)


READERS: dict[str, Callable[[BinaryIO], str]] = {
    "txt": _plain,
    "md": _plain,
    "csv": _plain,
    "pdf": _pdf,
    "docx": _docx,
}
