"""The picture on a cover: the module's name in flags of the International Code of Signals, in the brand's colours.

Ships in harbour write like this. The slug gives the letters, so a module keeps its cover through every edition and
translation, and no two modules look the same. Red is the bright accent, yellow the second colour, blue and black are
ink: four tones that stay apart in grey.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice

from builder.nodes import Metadata
from builder.render import Brand

COVER = "cover.svg"
"""What the layout engine knows the picture by."""

COLUMNS = 5
"""Flags across a cover."""

INK = "#1c1b1f"

_R, _Y, _K, _W = "red", "yellow", "ink", "white"


def _bands(*colours: str, upright: bool = False) -> Iterator[str]:
    size = 60 / len(colours)
    for index, colour in enumerate(colours):
        x, y, width, height = (index * size, 0, size, 60) if upright else (0, index * size, 60, size)
        yield _box(x, y, width, height, colour)


def _box(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{{{colour}}}"/>'


def _shape(points: str, colour: str) -> str:
    return f'<path d="M{points}Z" fill="{{{colour}}}"/>'


def _cross(ground: str, colour: str, width: float = 14) -> str:
    start = 30 - width / 2
    return _box(0, 0, 60, 60, ground) + _box(start, 0, width, 60, colour) + _box(0, start, 60, width, colour)


def _saltire(ground: str, colour: str) -> str:
    arms = "0 0h9L60 51v9h-9L0 9", "60 0h-9L0 51v9h9L60 9"
    return _box(0, 0, 60, 60, ground) + "".join(_shape(arm, colour) for arm in arms)


def _quarters(first: str, second: str, third: str, fourth: str) -> str:
    return (
        _box(0, 0, 30, 30, first)
        + _box(30, 0, 30, 30, second)
        + _box(0, 30, 30, 30, third)
        + _box(30, 30, 30, 30, fourth)
    )


def _inside(ground: str, colour: str, edge: float) -> str:
    return _box(0, 0, 60, 60, ground) + _box(edge, edge, 60 - 2 * edge, 60 - 2 * edge, colour)


def _chequered(first: str, second: str) -> str:
    return _box(0, 0, 60, 60, first) + "".join(
        _box(15 * x, 15 * y, 15, 15, second) for y in range(4) for x in range(4) if (x + y) % 2
    )


def _striped() -> str:
    """Y: slanting stripes, cut at the flag's edges."""
    stripes = [_shape(f"{start} 0H{start + 12}L0 {start + 12}V{start}", _R) for start in (12, 36)]
    stripes.append(_shape("60 0V12L12 60H0", _R))
    stripes += [_shape(f"60 {start}V{start + 12}L{start + 12} 60H{start}", _R) for start in (24, 48)]
    return _box(0, 0, 60, 60, _Y) + "".join(stripes)


FLAGS: dict[str, str] = {
    "a": _box(0, 0, 30, 60, _W) + _shape("30 0h30L45 30L60 60H30", _K),
    "b": _shape("0 0h60L45 30L60 60H0", _R),
    "c": "".join(_bands(_K, _W, _R, _W, _K)),
    "d": _box(0, 0, 60, 60, _Y) + _box(0, 15, 60, 30, _K),
    "e": "".join(_bands(_K, _R)),
    "f": _box(0, 0, 60, 60, _W) + _shape("30 0L60 30L30 60L0 30", _R),
    "g": "".join(_bands(_Y, _K, _Y, _K, _Y, _K, upright=True)),
    "h": "".join(_bands(_W, _R, upright=True)),
    "i": _box(0, 0, 60, 60, _Y) + '<circle cx="30" cy="30" r="17" fill="{ink}"/>',
    "j": "".join(_bands(_K, _W, _K)),
    "k": "".join(_bands(_Y, _K, upright=True)),
    "l": _quarters(_Y, _K, _K, _Y),
    "m": _saltire(_K, _W),
    "n": _chequered(_K, _W),
    "o": _box(0, 0, 60, 60, _R) + _shape("0 0V60H60", _Y),
    "p": _inside(_K, _W, 19),
    "q": _box(0, 0, 60, 60, _Y),
    "r": _cross(_R, _Y),
    "s": _inside(_W, _K, 17),
    "t": "".join(_bands(_R, _W, _K, upright=True)),
    "u": _quarters(_R, _W, _W, _R),
    "v": _saltire(_W, _R),
    "w": _inside(_K, _W, 12) + _box(22, 22, 16, 16, _R),
    "x": _cross(_W, _K),
    "y": _striped(),
    "z": _shape("0 0h60L30 30", _Y) + _shape("60 0v60L30 30", _K) + _shape("60 60H0L30 30", _R)
    + _shape("0 60V0L30 30", _K),
}  # fmt: skip


def cover_picture(words: tuple[str, ...], brand: Brand, *, columns: int, rows: int) -> bytes:
    """Draw `columns` × `rows` flags that spell `words` over and over, as an SVG document."""
    letters = [letter for word in words for letter in word.lower() if letter in FLAGS] or list("cw")
    colours = {"red": brand.accent_bright, "yellow": brand.contrast, "ink": INK, "white": "#ffffff"}
    drawn = []
    for place, letter in enumerate(islice(cycle(letters), columns * rows)):
        x, y = 60 * (place % columns), 60 * (place // columns)
        flag = FLAGS[letter]
        for name, colour in colours.items():
            flag = flag.replace("{" + name + "}", colour)
        drawn.append(f'<g transform="translate({x} {y})">{flag}</g>')
    # White between the flags, so that no two of one colour grow together.
    lines = [f"M{60 * x} 0V{60 * rows}" for x in range(1, columns)]
    lines += [f"M0 {60 * y}H{60 * columns}" for y in range(1, rows)]
    grid = f'<path d="{"".join(lines)}" stroke="#ffffff" stroke-width="1.5" fill="none"/>' if lines else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {60 * columns} {60 * rows}">{"".join(drawn)}{grid}</svg>'
    ).encode()


def cover_rows(metadata: Metadata) -> int:
    """Give the rows of flags for a cover: fewer where its words need the room. The limits were found by eye."""
    objectives = sum(len(objective.text) + 40 for objective in metadata.objectives)
    size = 3 * len(metadata.title) + len(metadata.summary) + objectives
    return 3 if size < 950 else 2 if size < 1350 else 1
