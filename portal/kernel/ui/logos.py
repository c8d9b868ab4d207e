"""A logo from the bureau: a whole PNG or WebP of bearable size. SVG is refused, because it may carry scripts."""

import struct
import zlib
from dataclasses import dataclass

LARGEST_BYTES = 200 * 1024
SMALLEST_SIDE, LARGEST_SIDE = 32, 2000
WIDEST = 8  # a logo eight times as wide as high fills a telephone's head line
PNG = b"\x89PNG\r\n\x1a\n"
#: What draws the picture. Text, time and camera data of whoever made the file stay out of the public page.
DRAWN = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"}


class UnusableLogo(Exception):
    """The file cannot be the site's logo; the message says why."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that was looked at."""

    content: bytes
    kind: str
    width: int
    height: int


def read(content: bytes) -> Logo:
    """The picture in the file, known by its content and never by its name."""
    if len(content) > LARGEST_BYTES:
        raise UnusableLogo("标志图片不能超过 200 KB。")
    if content.startswith(PNG):
        logo = _png(content)
    elif content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        logo = _webp(content)
    else:
        raise UnusableLogo("标志只接受 PNG 或 WebP 图片。SVG 可以夹带脚本，不予接收，请另存为 PNG。")
    if not all(SMALLEST_SIDE <= side <= LARGEST_SIDE for side in (logo.width, logo.height)):
        raise UnusableLogo(f"标志的宽和高应在 {SMALLEST_SIDE} 至 {LARGEST_SIDE} 像素之间。")
    if logo.width > WIDEST * logo.height or logo.height > logo.width * 2:
        raise UnusableLogo("标志过宽或者过高：宽不超过高的 8 倍，高不超过宽的 2 倍。")
    return logo


def _png(content: bytes) -> Logo:
    kept, place, ended = [PNG], len(PNG), False
    while place + 12 <= len(content) and not ended:
        length, kind = struct.unpack_from(">I4s", content, place)
        chunk = content[place : place + 12 + length]
        if len(chunk) != 12 + length or zlib.crc32(chunk[4:-4]) != struct.unpack(">I", chunk[-4:])[0]:
            raise UnusableLogo("图片不完整或者已损坏。")
        if place == len(PNG) and (kind != b"IHDR" or length != 13):
            raise UnusableLogo("图片不完整或者已损坏。")
        if kind in DRAWN:
            kept.append(chunk)
        place, ended = place + len(chunk), kind == b"IEND"
    if not ended:
        raise UnusableLogo("图片不完整或者已损坏。")
    width, height = struct.unpack_from(">II", content, 16)
    return Logo(b"".join(kept), "png", width, height)


def _webp(content: bytes) -> Logo:
    whole = struct.unpack_from("<I", content, 4)[0] + 8
    if whole > len(content) or len(content) < 30:
        raise UnusableLogo("图片不完整或者已损坏。")
    width, height = _webp_size(content)
    return Logo(content[:whole], "webp", width, height)


def _webp_size(content: bytes) -> tuple[int, int]:
    kind = content[12:16]
    if kind == b"VP8 " and content[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", content, 26)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L" and content[20] == 0x2F:
        bits = struct.unpack_from("<I", content, 21)[0]
        return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    if kind == b"VP8X" and not content[20] & 0x02:
        sides = (int.from_bytes(content[place : place + 3], "little") + 1 for place in (24, 27))
        return next(sides), next(sides)
    raise UnusableLogo("这种 WebP 图片（动图或者已损坏）不能用作标志。")
