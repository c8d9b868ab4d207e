"""Word documents (.docx): headings, paragraphs, lists and tables; pictures are left out and that is said."""

import io
import re
import zipfile
from typing import Any

from portal.front.importing.readers.html import clean, plain_lines, words
from portal.front.importing.source import Reading, Unreadable

_LARGEST_UNPACKED = 200 * 1024 * 1024
_HEADING = re.compile(r"\A\s*<h1\b[^>]*>(?P<title>.*?)</h1>", re.DOTALL)
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='标题'] => h1:fresh"


def read(content: bytes) -> Reading:
    import mammoth  # heavy, and only Word files need it

    _check(content)
    seen: list[str] = []

    def without_picture(_image: Any) -> list[Any]:
        seen.append("picture")
        return []

    try:
        converted = mammoth.convert_to_html(io.BytesIO(content), convert_image=without_picture, style_map=_STYLES)
    except Exception as error:  # the library raises whatever a damaged file leads it to
        raise Unreadable("Word 文件已损坏，无法读取") from error
    body = clean(converted.value)
    match = _HEADING.match(converted.value)
    title = " ".join(words(match["title"]).split()) if match else ""
    if match:
        body = clean(converted.value[match.end() :])
    remarks = (f"{len(seen)} 幅图片未导入",) if seen else ()
    return Reading(title, (), plain_lines(body), body, remarks)


def _check(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            unpacked = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile:
        raise Unreadable("不是 Word 文件（.docx），请用 Word 另存后再试") from None
    if "word/document.xml" not in names:
        raise Unreadable("不是 Word 文件（.docx），请用 Word 另存后再试")
    if unpacked > _LARGEST_UNPACKED:
        raise Unreadable("Word 文件展开后过大")
