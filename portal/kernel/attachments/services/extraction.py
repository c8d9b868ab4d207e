"""Text of attachments, so that search reads them too. Runs in the worker; running twice gives the same."""

import logging
from collections.abc import Callable
from typing import BinaryIO, cast
from zipfile import ZipFile

from django.db import transaction

from portal.kernel.attachments.models import Attachment
from portal.kernel.attachments.models.attachment import TextState
from portal.kernel.attachments.names import extension_of

logger = logging.getLogger(__name__)

MAX_CHARACTERS = 500_000
# Between the pages of a file that has pages; the search tells readers on which one the words stand.
PAGE_BREAK = "\f"
MAX_PAGES = 1_000
MAX_UNPACKED_BYTES = 200 * 1024 * 1024

Listener = Callable[[Attachment], None]
_listeners: list[Listener] = []


def on_extracted(listener: Listener) -> None:
    """Rooms above hear in the same transaction that a file now has text."""
    if listener not in _listeners:
        _listeners.append(listener)


class TooLarge(ValueError):
    """An archive that unpacks to more than we read."""


def extract_pending(*, limit: int = 50) -> int:
    """Whatever still waits for its text, oldest first; several workers share the work."""
    done = 0
    while done < limit and _extract_next():
        done += 1
    return done


@transaction.atomic
def _extract_next() -> bool:
    attachment = (
        Attachment.objects.awaiting_text()
        .order_by("uploaded_at", "id")
        .select_for_update(of=("self",), skip_locked=True)
        .first()
    )
    if attachment is None:
        return False
    attachment.text, attachment.text_state = _outcome(attachment)
    attachment.save(update_fields=["text", "text_state"])
    if attachment.text:
        for listener in _listeners:
            listener(attachment)
    return True


def _outcome(attachment: Attachment) -> tuple[str, str]:
    reader = READERS.get(extension_of(attachment.name))
    if reader is None:
        return "", TextState.EMPTY
    try:
        with attachment.file.open("rb") as file:
            text = reader(cast(BinaryIO, file)).replace("\x00", "").strip(" \r\n\t")[:MAX_CHARACTERS]
    except Exception:
        # A broken file of a stranger must not come back for ever; its state says what happened.
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
