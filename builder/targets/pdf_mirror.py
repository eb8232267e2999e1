"""Style sheets for paper, mirrored for scripts that are written from right to left.

The sheets say left and right, as page margins and floats have no other words in CSS. For Arabic or Hebrew the same page
is wanted seen in a mirror: the column of numbers and labels on the right, page numbers on the outer left. Pictures are
not mirrored; places on them are told in HTML, from the left.
"""

from __future__ import annotations

import re

_SIDE = re.compile(r"(?<!\w)(left|right)(?!\w)")
_FOUR = re.compile(r"(?<=[{;\s])((?:padding|margin|border-width|border-color|border-style|inset)\s*:\s*)([^;{}!]+)")
_VALUES = re.compile(r"[\w-]*\([^()]*(?:\([^()]*\)[^()]*)*\)|\S+")
_OTHER = {"left": "right", "right": "left"}
_KEPT = re.compile(r"/\*.*?\*/|\"[^\"]*\"|'[^']*'|\.[A-Za-z][\w-]*", re.DOTALL)
"""Comments, texts and names of classes, in which a side is only a word."""


def mirrored(css: str) -> str:
    """Give a style sheet with left and right changed about."""
    parts, end = [], 0
    for match in _KEPT.finditer(css):
        parts += [_sides(css[end : match.start()]), match[0]]
        end = match.end()
    return _FOUR.sub(_turned, "".join([*parts, _sides(css[end:])]))


def _sides(css: str) -> str:
    return _SIDE.sub(lambda match: _OTHER[match[1]], css)


def _turned(match: re.Match[str]) -> str:
    """Change the second and the fourth of four values about: top, right, bottom, left."""
    values = _VALUES.findall(match[2])
    if len(values) != 4:
        return match[0]
    top, right, bottom, left = values
    return f"{match[1]}{top} {left} {bottom} {right}"
