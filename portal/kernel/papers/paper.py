"""What a paper copy of a public thing, a receipt or a letter consists of, before anybody prints it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One attachment as the list at the end names it."""

    name: str
    size: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A titled text inside a paper: the explanation 「起草说明」 before the draft 「草案全文」."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Image:
    """The bytes behind an address that a body shows; the caller has checked that the reader may see them."""

    src: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Paper:
    """A document ready to be set: strings only, bodies in any form that `ui.official` reads.

    `rows` stand under the title (a receipt's facts), `imprint` at the end between two lines 「版记」 beside the
    code that leads back to `address`; without an address there is no code.
    What is `compact`, a receipt, is set smaller, to be kept on one sheet.
    """

    title: str
    body: str = ""
    number: str = ""
    organ: str = ""
    formed_on: date | None = None
    rows: tuple[tuple[str, str], ...] = ()
    parts: tuple[Part, ...] = ()
    note: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    imprint: tuple[tuple[str, str], ...] = ()
    address: str = ""
    images: tuple[Image, ...] = ()
    compact: bool = False
