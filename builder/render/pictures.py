"""Width and height of picture files, read from their first bytes: a page keeps a picture's place before it arrives."""

from __future__ import annotations

import re
import struct
from pathlib import Path

_SVG_TAG = re.compile(rb"<svg\b[^>]*>", re.DOTALL)
_LENGTH = re.compile(rb"\s(width|height)\s*=\s*[\"']\s*([0-9.]+)(?:px)?\s*[\"']")
_VIEW_BOX = re.compile(rb"\sviewBox\s*=\s*[\"']\s*[-0-9.]+[\s,]+[-0-9.]+[\s,]+([0-9.]+)[\s,]+([0-9.]+)\s*[\"']")


def picture_size(path: Path) -> tuple[int, int] | None:
    """Give width and height in pixels of a PNG, GIF, JPEG, WebP or SVG file, or None where they can't be told.

    A missing or unreadable file has no size: that it is missing is reported elsewhere.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(1 << 16)
    except OSError:
        return None
    if head.startswith(b"\x89PNG\r\n\x1a\n") and len(head) >= 24:
        return struct.unpack(">II", head[16:24])
    if head[:6] in (b"GIF87a", b"GIF89a") and len(head) >= 10:
        return struct.unpack("<HH", head[6:10])
    if head.startswith(b"\xff\xd8"):
        return _jpeg(head)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP" and len(head) >= 30:
        return _webp(head)
    return _svg(head)


def _jpeg(head: bytes) -> tuple[int, int] | None:
    """Walk the segments to the frame header (ITU T.81, B.2.2); an EXIF turn by 90° is not looked for."""
    place = 2
    while place + 9 < len(head) and head[place] == 0xFF:
        marker = head[place + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", head[place + 5 : place + 9])
            return width, height
        place += 2 + int.from_bytes(head[place + 2 : place + 4], "big")
    return None


def _webp(head: bytes) -> tuple[int, int] | None:
    """Read the canvas of the three forms of WebP (RFC 9649)."""
    match head[12:16]:
        case b"VP8X":
            return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
        case b"VP8L":
            bits = int.from_bytes(head[21:25], "little")
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        case b"VP8 ":
            width, height = struct.unpack("<HH", head[26:30])
            return width & 0x3FFF, height & 0x3FFF
    return None


def _svg(head: bytes) -> tuple[int, int] | None:
    tag = _SVG_TAG.search(head)
    if tag is None:
        return None
    sides = {name: float(value) for name, value in _LENGTH.findall(tag.group())}
    if len(sides) < 2:
        box = _VIEW_BOX.search(tag.group())
        if box is None:
            return None
        sides = {b"width": float(box.group(1)), b"height": float(box.group(2))}
    width, height = round(sides[b"width"]), round(sides[b"height"])
    return (width, height) if width > 0 and height > 0 else None
