"""What a file really is, from its bytes; the name is only a claim that must agree.

puremagic calls an OFD a docx, so archives are told apart by what lies in them.
"""

import zipfile
from typing import BinaryIO

import puremagic

HEAD_BYTES = 8192
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EXECUTABLE_HEADS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
)
MAX_ARCHIVE_MEMBERS = 10_000

#: Accepted extensions with their media types. Nothing a browser would run is among them.
MEDIA_TYPES: dict[str, str] = {
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "wps": "application/vnd.ms-works",
    "et": "application/vnd.ms-excel",
    "zip": "application/zip",
    "rar": "application/vnd.rar",
    "7z": "application/x-7z-compressed",
    "txt": "text/plain",
    "md": "text/markdown",
    "csv": "text/csv",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
}
TEXT = frozenset({"txt", "md", "csv"})
OLE_EXTENSIONS = frozenset({"doc", "xls", "ppt", "wps", "et"})
SAME = {"jpeg": "jpg", "tiff": "tif", "m4v": "mp4", "jfif": "jpg"}


class UnknownContent(ValueError):
    """The bytes are of no kind that is accepted."""


class Executable(ValueError):
    """The bytes are a program."""


def media_type_of(file: BinaryIO, *, extension: str) -> str:
    """The media type when name and bytes agree; raises with the reason when they do not."""
    extension = extension.lower()
    file.seek(0)
    head = file.read(HEAD_BYTES)
    if head.startswith(EXECUTABLE_HEADS):
        raise Executable("不接受可执行文件")
    if extension not in MEDIA_TYPES:
        raise UnknownContent(f"不接受扩展名为“.{extension}”的文件" if extension else "文件名缺少扩展名")
    if extension not in _kinds(file, head):
        raise UnknownContent(f"文件内容与扩展名“.{extension}”不符")
    file.seek(0)
    return MEDIA_TYPES[extension]


def _kinds(file: BinaryIO, head: bytes) -> frozenset[str]:
    """The extensions these bytes may carry."""
    if head.startswith(b"PK\x03\x04"):
        return _archive_kinds(file)
    if head.startswith(OLE):
        return OLE_EXTENSIONS
    if head.lstrip().startswith(b"%PDF-"):
        return frozenset({"pdf"})
    if head.startswith(b"7z\xbc\xaf\x27\x1c"):
        return frozenset({"7z"})
    if head.startswith(b"Rar!\x1a\x07"):
        return frozenset({"rar"})
    return _magic_kinds(head) or (TEXT if _is_text(head) else frozenset())


def _archive_kinds(file: BinaryIO) -> frozenset[str]:
    try:
        file.seek(0)
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    # zipfile says NotImplementedError of a compression it cannot read: such a file is none of our kinds.
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return frozenset()
    if len(names) > MAX_ARCHIVE_MEMBERS:
        return frozenset()
    present = set(names)
    if "OFD.xml" in present:
        return frozenset({"ofd"})
    if "[Content_Types].xml" in present:
        for folder, extension in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
            if any(name.startswith(folder) for name in present):
                return frozenset({extension})
        return frozenset()
    return frozenset({"zip"})


def _magic_kinds(head: bytes) -> frozenset[str]:
    try:
        matches = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return frozenset()
    found = {match.extension.lstrip(".").lower() for match in matches[:3] if match.confidence >= 0.3}
    found |= {other for other, first in SAME.items() if first in found} | {SAME[each] for each in found if each in SAME}
    return frozenset(found & set(MEDIA_TYPES)) - TEXT - OLE_EXTENSIONS


def _is_text(head: bytes) -> bool:
    if b"\x00" in head:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            # A character may be cut at the end of the head.
            head[: len(head) - 4 if len(head) == HEAD_BYTES else None].decode(encoding, errors="strict")
        except UnicodeDecodeError as broken:
            if broken.start >= len(head) - 8:
                return True
            continue
        return True
    return False
