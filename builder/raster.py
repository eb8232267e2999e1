"""What the first bytes of a picture made of pixels say: its format, its width and its height."""

from __future__ import annotations

import re
import struct
from typing import BinaryIO

Size = tuple[int, int]
"""Width and height in pixels."""

_HEAD = 1 << 16
_LONGEST = 4096
"""Segments of a JPEG that are looked at: a file that has more before its frame is none that a program wrote."""


def raster_format(head: bytes) -> str:
    """Name the format of a file by its first bytes (32 are enough), or give an empty text if it is none of these."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return "GIF"
    if head.startswith(b"\xff\xd8"):
        return "JPEG"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WebP"
    if head[4:8] == b"ftyp" and head[8:12] in (b"avif", b"avis"):
        return "AVIF"
    return "BMP" if head.startswith(b"BM") and head[6:10] == bytes(4) and len(head) >= 26 else ""


def raster_size(stream: BinaryIO) -> Size | None:
    """Give the size that a picture's header tells, or None where it is cut off or no such picture.

    Nothing is decoded. An EXIF turn by 90° is not looked for. Raises OSError as reading does.
    """
    head = stream.read(_HEAD)
    match raster_format(head):
        case "PNG" if len(head) >= 24:  # IHDR comes first (PNG, section 5.6)
            return struct.unpack(">II", head[16:24])
        case "GIF" if len(head) >= 10:  # the logical screen (GIF89a, section 18)
            return struct.unpack("<HH", head[6:10])
        case "JPEG":
            return _jpeg(stream)
        case "WebP" if len(head) >= 30:
            return _webp(head)
        case "AVIF":
            return _avif(head)
        case "BMP":
            width, height = struct.unpack("<ii", head[18:26])
            return abs(width), abs(height)
    return None


def _jpeg(stream: BinaryIO) -> Size | None:
    """Walk the segments to the frame header (ITU T.81, B.1.1 and B.2.2), however much is told before it."""
    place = 2
    for _ in range(_LONGEST):
        stream.seek(place)
        segment = stream.read(9)
        if len(segment) < 9 or segment[0] != 0xFF:
            return None
        marker = segment[1]
        if marker == 0xFF:  # a fill byte
            place += 1
        elif marker == 0x01 or 0xD0 <= marker <= 0xD8:  # these have no length
            place += 2
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", segment[5:9])
            return width, height
        else:
            place += 2 + int.from_bytes(segment[2:4], "big")
    return None


def _webp(head: bytes) -> Size | None:
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


def _avif(head: bytes) -> Size | None:
    """Take the largest of the sizes told in `ispe` boxes (ISO/IEC 23008-12, 6.5.3): the rest are tiles and previews."""
    told = [head[box.end() + 4 : box.end() + 12] for box in re.finditer(b"ispe", head)]
    sizes = [struct.unpack(">II", one) for one in told if len(one) == 8]
    return max(sizes, key=lambda size: size[0] * size[1], default=None)
