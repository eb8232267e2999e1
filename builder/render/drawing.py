"""What charts are drawn with: textures, marks, strokes and words as pieces of SVG.

Series are told apart without colour, by their index from 0 to 5.
"""

from __future__ import annotations

import math

from markupsafe import escape

from builder.render.markup import element

WORD, SMALL, LINE = 13, 12, 16
"""Size of labels, size of numbers at axes, and height of a line of labels."""

DASHES = ("", "7 3", "2 3", "9 3 2 3", "1 4", "14 3")
"""Dashes of lines by series."""

_LETTER = 0.5
"""Width of a letter by its size, as an average of the sans face."""


def texture(index: int, x: float, y: float, width: float, height: float) -> str:
    """Draw a bar in the texture of a series: full, slanted, empty, upright, slanted the other way, crossed."""
    box = f'x="{short(x)}" y="{short(y)}" width="{short(max(width, 0.5))}" height="{short(height)}"'
    if index == 0:
        return f'<rect {box} class="chart-first"/>'
    strokes = ""
    if index in (1, 5):
        strokes += _slants(x, y, width, height, up=True)
    if index in (4, 5):
        strokes += _slants(x, y, width, height, up=False)
    if index == 3:
        strokes = "".join(f"M{short(x + place)} {short(y)}v{short(height)}" for place in range(4, math.ceil(width), 4))
    return (stroke(strokes, 1.2) if strokes else "") + f'<rect {box} fill="none" stroke="currentColor"/>'


def _slants(x: float, y: float, width: float, height: float, *, up: bool) -> str:
    """Draw parallel slanted strokes inside a rectangle."""
    path = ""
    for place in range(5, math.ceil(width + height), 5):
        start = max(0.0, place - height), min(float(place), height)
        end = min(float(place), width), max(0.0, place - width)
        heights = [y + height - side if not up else y + side for side in (start[1], end[1])]
        path += f"M{short(x + start[0])} {short(heights[0])}L{short(x + end[0])} {short(heights[1])}"
    return path


def mark(index: int, x: float, y: float) -> str:
    """Draw the mark of a series: disc, square, triangle, ring, diamond, cross."""
    if index == 5:
        return stroke(f"M{short(x - 4)} {short(y - 4)}l8 8m0 -8l-8 8", 2)
    hollow = ' fill="none" stroke="currentColor" stroke-width="2"' if index == 3 else ""
    paths = {1: "m-4 -4h8v8h-8z", 2: "m0 -5l5 9h-10z", 4: "m0 -6l6 6l-6 6l-6 -6z"}
    if index in paths:
        return f'<path d="M{short(x)} {short(y)}{paths[index]}"/>'
    first = ' class="chart-first"' if index == 0 else ""
    return f'<circle cx="{short(x)}" cy="{short(y)}" r="{4 if hollow else 4.5}"{hollow}{first}/>'


def stroke(path: str, width: float, *, faint: bool = False, dashes: str = "", look: str = "") -> str:
    """Draw a path as a stroke; `look` is a class attribute."""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    opacity = ' stroke-opacity="0.3"' if faint else ""
    pen = f'fill="none" stroke="currentColor" stroke-width="{short(width)}"'
    return f'<path d="{path}" {pen}{dashed}{opacity}{look}/>'


def look_of(index: int) -> str:
    """Give the class of a series, as an attribute: the first one has the brand's colour on screen."""
    return ' class="chart-first"' if index == 0 else ""


def text(words: str, x: float, y: float, *, size: int = WORD, anchor: str = "start", bold: bool = False) -> str:
    """Set words."""
    weight = "600" if bold else ""
    place = {"x": short(x), "y": short(y), "font_size": str(size), "font_weight": weight, "text_anchor": anchor}
    return str(element("text", escape(words), **place))


def fits(words: str, width: float, size: int, lines: int) -> bool:
    """Tell whether words can be set whole in so many lines."""
    set_so = wrapped(words, width, size)
    return len(set_so) <= lines and not any(line.endswith("…") for line in set_so)


def wrapped(words: str, width: float, size: int) -> list[str]:
    """Break a label into lines by the likely width of its letters; what is longer than a line is cut."""
    most = max(4, int(width / (size * _LETTER)))
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [line if len(line) <= most else line[: most - 1] + "…" for line in lines]


def length(words: str, size: int) -> float:
    """Give the likely width of words."""
    return len(words) * size * _LETTER


def short(value: float) -> str:
    """Write a coordinate: one decimal at most, no minus before nought."""
    return f"{round(value, 1) + 0:g}"
