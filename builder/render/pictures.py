"""Width and height of picture files, read from their first bytes: a page keeps a picture's place before it arrives."""

from __future__ import annotations

import re
from pathlib import Path

from builder.raster import raster_format, raster_size

_SVG_TAG = re.compile(rb"<svg\b[^>]*>", re.DOTALL)
_NUMBER = rb"([0-9]{1,9}(?:\.[0-9]*)?|\.[0-9]+)"
_LENGTH = re.compile(rb"\s(width|height)\s*=\s*[\"']\s*" + _NUMBER + rb"(?:px)?\s*[\"']")
_VIEW_BOX = re.compile(
    rb"\sviewBox\s*=\s*[\"']\s*[-0-9.]+[\s,]+[-0-9.]+[\s,]+" + _NUMBER + rb"[\s,]+" + _NUMBER + rb"\s*[\"']"
)


def picture_size(path: Path) -> tuple[int, int] | None:
    """Give width and height in pixels of a PNG, GIF, JPEG, WebP, AVIF, BMP or SVG file, or None where none is told.

    A missing or unreadable file has no size: that it is missing is reported elsewhere.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(1 << 16)
            if not raster_format(head):
                return _svg(head)
            stream.seek(0)
            size = raster_size(stream)
            return size if size and all(size) else None
    except OSError:
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
