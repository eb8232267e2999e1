"""Addresses inside an SVG picture: found in its styles, and judged by where they lead.

They are read as browsers read them: CSS escapes and the blanks that a URL may hold hide nothing (CSS Syntax 4.3.7;
WHATWG URL 4.4). What looks like an address is judged also where no browser would follow it, as in a comment.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as NoBase64
from collections.abc import Iterator
from enum import Enum
from io import BytesIO
from urllib.parse import unquote_to_bytes

from builder.raster import raster_format, raster_size

MOST_PIXELS = 80_000_000
"""More is refused: decoded it takes 320 MB and more, in each learner's browser and for the PDF. Cameras of phones make
12 to 50 millions; Pillow, which makes pictures smaller for paper, speaks of bombs from 89 millions on."""


class Verdict(Enum):
    """Where an address leads."""

    INSIDE = "inside"
    """Nowhere, to a part of the same file, or to a picture or font that the file holds itself."""
    OUTSIDE = "outside"
    SCRIPT = "script"
    DATA = "data"
    """To something embedded that is neither a picture of pixels nor a font."""
    LARGE = "large"
    """To an embedded picture with too many pixels."""


_CONTROLS = "".join(map(chr, range(0x21)))
_LINE_ENDS = str.maketrans("", "", "\t\n\r")
_SCRIPTS = ("javascript:", "vbscript:", "livescript:")
_PICTURES = {"image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp"}
_FONTS = re.compile(r"font/|application/(?:x-)?font-|application/vnd\.ms-fontobject")
_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})(?:\r\n|[ \t\r\n\f])?|(.))", re.DOTALL)
_LOADS = re.compile(
    r"""url\((?=\s*(?:"(?P<double>[^"]*)|'(?P<single>[^']*)|(?P<bare>[^()]*)))"""
    r"|(?P<rule>@import\b)"
    r"|(?<![\w-])(?P<function>(?:-[a-z]+-)?(?:image-set|image|src|cross-fade))\(",
    re.IGNORECASE,
)
"""What loads something in CSS, wherever it stands: nothing that is found hides what is written inside or behind it.
Functions that take a text for an address are few and new: they are refused as such."""


def plain(address: str) -> str:
    """Take out of an address what a browser does not see in it."""
    return address.translate(_LINE_ENDS).strip(_CONTROLS)


def judge(address: str, *, font: bool = False) -> Verdict:
    """Say where an address leads; fonts count as inside only in styles (`font`)."""
    address = plain(address)
    start = address[:32].casefold()
    if not address or address.startswith("#"):
        return Verdict.INSIDE
    if start.startswith(_SCRIPTS):
        return Verdict.SCRIPT
    return _data(address, font) if start.startswith("data:") else Verdict.OUTSIDE


def _data(address: str, font: bool) -> Verdict:
    """Judge what is embedded (RFC 2397) by its type and, as engines look at the content, by its first bytes."""
    head, _, body = address[5:].partition(",")
    kind, *options = (part.strip().casefold() for part in head.split(";"))
    if font and _FONTS.match(kind):
        return Verdict.INSIDE
    if kind not in _PICTURES:
        return Verdict.DATA
    content = unquote_to_bytes(body)
    if "base64" in options:
        try:
            content = b64decode(content + b"===")
        except (NoBase64, ValueError):
            return Verdict.DATA
    if not raster_format(content[:32]):
        return Verdict.DATA
    width, height = raster_size(BytesIO(content)) or (0, 0)
    return Verdict.LARGE if width * height > MOST_PIXELS else Verdict.INSIDE


def loads(css: str) -> Iterator[tuple[int, str]]:
    """Give what a style sheet, a declaration or a value loads, each with the line it stands in, from 0.

    `@import` and functions come as they are written; neither is an address that `judge` lets pass.
    """
    text, line, counted = _ESCAPE.sub(_unescaped, css), 0, 0
    for found in _LOADS.finditer(text):
        line, counted = line + text.count("\n", counted, found.start()), found.start()
        written = found["rule"] or found["function"]
        yield line, written or found["double"] or found["single"] or found["bare"] or ""


def _unescaped(escape: re.Match[str]) -> str:
    """Give the character that an escape stands for. What would end a text or an address does not if it is escaped."""
    if not escape[1]:
        letter = escape[2]
    else:
        code = int(escape[1], 16)
        letter = chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\0"
    return "\ufffd" if letter in "\0\"'()\r\n\f" else letter
