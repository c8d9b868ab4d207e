"""Markdown: the first heading is the title; what stands before an `INFO END` mark is the history of the text."""

import re

from portal.front.importing.decoding import decode
from portal.front.importing.source import Reading

_INFO_END = re.compile(r"<!--\s*INFO END\s*-->", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TITLE = re.compile(r"\A\s*#[ \t]+(?P<title>[^\n]+)\n?")
_HEADING_MARK = re.compile(r"^#{1,6}[ \t]+")


def read(content: bytes) -> Reading:
    text, remarks = decode(content)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    parts = _INFO_END.split(text, maxsplit=1)
    info, body = parts if len(parts) == 2 else ("", text)
    title, info = _take_title(_COMMENT.sub("", info))
    if not title:
        title, body = _take_title(_COMMENT.sub("", body))
    body = _COMMENT.sub("", body).strip()
    return Reading(title, _lines(info), _lines(body), body, remarks)


def _take_title(text: str) -> tuple[str, str]:
    match = _TITLE.match(text)
    return (match["title"].strip(" #\t\u3000"), text[match.end() :]) if match else ("", text)


def _lines(text: str) -> tuple[str, ...]:
    stripped = (_HEADING_MARK.sub("", line.strip(" \t\u3000")) for line in text.split("\n"))
    return tuple(line for line in stripped if line)
