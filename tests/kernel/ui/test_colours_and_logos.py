"""Colours everybody can read, pictures that are what they say."""

import re
import struct
import zlib
from pathlib import Path

import pytest
from django.conf import settings

from portal.kernel.ui import brand, colours, logos


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = 200, height: int = 50, *extra: bytes) -> bytes:
    rows = b"".join(b"\x00" + b"\x0f\x4c\x9c" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        logos.PNG + chunk(b"IHDR", header) + b"".join(extra) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )


def webp(width: int, height: int) -> bytes:
    bits = (width - 1) | (height - 1) << 14
    body = b"WEBPVP8L" + struct.pack("<I", 5) + b"\x2f" + struct.pack("<I", bits) + bytes(9)
    return b"RIFF" + struct.pack("<I", len(body)) + body


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#0f4c9c", "#ffffff", 8.29),
    ],
)
def test_contrast_is_that_of_the_guideline(one: str, other: str, ratio: float):
    assert colours.contrast(one, other) == pytest.approx(ratio, abs=0.01)


def test_a_pale_colour_is_refused_with_the_figure_it_has():
    assert colours.objections("#8a8a8a") == [
        "在白色背景上的对比度只有 3.45:1，低于无障碍要求的 4.5:1，请选更深的颜色。",
        "在浅灰背景上的对比度只有 3.21:1，低于无障碍要求的 4.5:1，请选更深的颜色。",
    ]


def test_a_colour_too_deep_for_dark_paper_is_refused():
    assert len(colours.objections("#0f4c9c", dark=True)) == 2
    assert colours.objections("#8fb8f2", dark=True) == []


def test_a_ratio_just_below_is_not_rounded_up():
    assert "4.47:1" in colours.objections("#777777")[0]


@pytest.mark.parametrize("primary", ["#0f4c9c", "#000000", "#7a1f5c", "#1d6b3c", "#6d6d6d", "#8c1007"])
def test_every_shade_made_of_a_readable_colour_is_readable(primary: str):
    light, dark = colours.light_palette(primary), colours.dark_palette(primary)

    pairs = [
        (light.blue, "#ffffff"), (light.blue, "#f5f7fa"), (light.blue, light.blue_wash), (light.blue_strong, "#ffffff"),
        ("#ffffff", light.action), ("#ffffff", light.action_strong),
        (dark.blue, "#14191f"), (dark.blue, "#1b2129"), (dark.blue, dark.blue_wash), (dark.blue_strong, "#14191f"),
        ("#ffffff", dark.action), ("#ffffff", dark.action_strong),
    ]  # fmt: skip
    assert colours.objections(primary) == []
    assert [pair for pair in pairs if colours.contrast(*pair) < 4.5] == []


def test_the_sheet_changes_only_tokens_the_portal_has():
    tokens = (Path(settings.BASE_DIR) / "static" / "css" / "tokens.css").read_text(encoding="utf-8")

    set_here = set(re.findall(r"(--[\w-]+):", brand.sheet("#7a1f5c")))

    assert set_here == {"--blue", "--blue-strong", "--blue-wash", "--action", "--action-strong"}
    assert set_here <= set(re.findall(r"(--[\w-]+):", tokens))


def test_no_colour_no_sheet():
    assert brand.sheet("") == ""


def test_a_picture_is_known_by_its_content():
    assert (logos.read(png(200, 50)).kind, logos.read(png(200, 50)).width) == ("png", 200)
    assert (logos.read(webp(300, 60)).kind, logos.read(webp(300, 60)).height) == ("webp", 60)


def test_what_the_camera_wrote_does_not_reach_the_public():
    logo = logos.read(png(64, 64, chunk(b"tEXt", "Author\x00王某某".encode()), chunk(b"eXIf", b"GPS")))

    assert "王某某".encode() not in logo.content
    assert logo.content == png(64, 64)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "SVG 可以夹带脚本"),
        (b"", "PNG 或 WebP"),
        (b"GIF89a" + bytes(40), "PNG 或 WebP"),
        (png()[:-20], "不完整"),
        (png().replace(b"IDAT", b"IDAX"), "不完整"),
        (logos.PNG + bytes(60), "不完整"),
        (b"RIFF" + struct.pack("<I", 900) + b"WEBPVP8L" + bytes(20), "不完整"),
        (b"RIFF" + struct.pack("<I", 40) + b"WEBPVP8X" + bytes(40), "1 像素|32 至 2000"),
        (png(20, 20), "32 至 2000 像素"),
        (png(900, 40), "过宽"),
        (png(40, 90), "过高"),
        (bytes(200 * 1024 + 1), "200 KB"),
    ],
)
def test_what_cannot_be_a_logo_is_refused_with_the_reason(content: bytes, sentence: str):
    with pytest.raises(logos.UnusableLogo, match=sentence):
        logos.read(content)
