"""How much is drawn for an SVG picture, where parts are used many times: few lines can stand for a billion shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

MOST_DRAWN = 50_000
"""Parts of a picture, counted as often as they are drawn: for more, the PDF engine takes a minute or longer."""

DEEPEST = 256
"""Levels of parts inside parts: the limit of libxml2, which some browsers read with; the PDF engine recurses."""

_WAITING = frozenset(
    ["clipPath", "cursor", "defs", "desc", "filter", "font", "linearGradient", "marker", "mask", "metadata", "pattern",
     "radialGradient", "style", "symbol", "title"]
)  # fmt: skip
"""Elements that are not drawn where they stand."""


class Growth:
    """The tree of a picture's elements, with what refers to what."""

    def __init__(self) -> None:
        self._below: list[list[int]] = []
        self._named: dict[str, int] = {}
        self._used: dict[int, list[str]] = {}

    def add(self, parent: int | None, tag: str, name: str) -> int:
        """Add an element below another, with its id if it has one; gives its number."""
        number = len(self._below)
        self._below.append([])
        if parent is not None and tag not in _WAITING:
            self._below[parent].append(number)
        if name:
            self._named.setdefault(name, number)
        return number

    def use(self, number: int, name: str) -> None:
        """Say that an element draws the one with that id as well."""
        self._used.setdefault(number, []).append(name)

    def measure(self) -> tuple[int, int, int | None]:
        """Give how many elements are drawn, how deep they stand, and one that draws itself, if any does.

        Numbers past the limits are cut off there: a count can have thousands of digits.
        """
        drawn, depth = [1] * len(self._below), [1] * len(self._below)
        done: set[int] = set()
        way: dict[int, Iterator[int]] = {0: iter(self._next(0))} if self._below else {}
        while way:
            here = next(reversed(way))
            for below in way[here]:
                if below in way:
                    return drawn[0], depth[0], here
                if below not in done:
                    way[below] = iter(self._next(below))
                    break
                drawn[here] = min(drawn[here] + drawn[below], MOST_DRAWN + 1)
                depth[here] = min(max(depth[here], depth[below] + 1), DEEPEST + 1)
            else:
                del way[here]
                done.add(here)
                if way:
                    above = next(reversed(way))
                    drawn[above] = min(drawn[above] + drawn[here], MOST_DRAWN + 1)
                    depth[above] = min(max(depth[above], depth[here] + 1), DEEPEST + 1)
        return (drawn[0], depth[0], None) if drawn else (0, 0, None)

    def _next(self, number: int) -> Iterable[int]:
        used = (self._named[name] for name in self._used.get(number, ()) if name in self._named)
        return (*self._below[number], *used)
