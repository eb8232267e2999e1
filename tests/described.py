"""A PDF in words, to be compared and to be read in a diff: what stands on each page, the outline, the tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from pikepdf import Array, Dictionary

from printed import Booklet

WIDTH = 110
"""Characters in a line of tags, after which an element's kids get lines of their own."""

_ENGINES_OWN = frozenset({"Span", "NonStruct", "Div"})
"""Structure types that say nothing: what is in them is told as if they were not there, alone they are left out."""

_TOLD = ("Lang", "Alt")
"""What is said of an element beside its kind."""

_CELLS = ("Scope", "RowSpan", "ColSpan")
"""What is said of a cell."""


def described(booklet: Booklet) -> str:
    """Tell of a document, part by part."""
    root = booklet.pdf.Root
    info = booklet.reader.metadata
    lines = [
        f"Title: {info.title if info else None}",
        f"Language: {root.Lang}",
        f"Pages: {len(booklet.pages)} of {_size(booklet)} mm",
        "",
        "== Outline",
        "",
        *_outline(booklet, booklet.reader.outline, 0),
        "",
        "== Tags",
        "",
        *Tags(booklet).lines(),
    ]
    for number, text in enumerate(booklet.pages, 1):
        lines += ["", f"== Page {number}", "", *_lines(text)]
    return "\n".join(lines) + "\n"


def _size(booklet: Booklet) -> str:
    boxes = {(page.mediabox.width, page.mediabox.height) for page in booklet.reader.pages}
    return ", ".join(sorted(" × ".join(f"{float(side) / 72 * 25.4:.0f}" for side in box) for box in boxes))


def _outline(booklet: Booklet, items: Any, depth: int) -> Iterator[str]:
    for item in items:
        if isinstance(item, list):
            yield from _outline(booklet, item, depth + 1)
        else:
            page = booklet.reader.get_destination_page_number(item)
            yield f"{'  ' * depth}{item.title} – {'nowhere' if page is None else page + 1}"


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if words := " ".join(line.split()):
            yield words


def _kids(node: Any) -> Iterator[Any]:
    """Give the elements below a node; the engine's own give theirs."""
    for kid in node if isinstance(node, Array) else [node]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            if str(kid.S)[1:] in _ENGINES_OWN and not any(f"/{name}" in kid for name in _TOLD):
                yield from _kids(kid.get("/K", Array()))
            else:
                yield kid


class Tags:
    """The tag tree in lines: an element with all below it in one where there is room, else each kid below it."""

    def __init__(self, booklet: Booklet) -> None:
        self.booklet = booklet

    def lines(self) -> Iterator[str]:
        for root in _kids(self.booklet.pdf.Root.StructTreeRoot.K):
            yield from self._shown(root, 0)

    def _name(self, element: Any) -> str:
        kind = str(element.S)[1:]
        told = [repr(" ".join(self.booklet.text_of(element).split()))] if re.fullmatch("H[1-6]", kind) else []
        told += [f"{name}={str(element[f'/{name}'])!r}" for name in _TOLD if f"/{name}" in element]
        about = element.get("/A", {})
        if isinstance(about, Dictionary):
            told += [f"{name}={about[f'/{name}']!s}" for name in _CELLS if f"/{name}" in about]
        return " ".join([kind, *told])

    def _short(self, element: Any) -> str:
        """Write an element and all below it as `L(LI(Lbl LBody(P)) ×3)`."""
        kids = [self._short(kid) for kid in _kids(element.get("/K", Array()))]
        return f"{self._name(element)}({' '.join(_counted(kids))})" if kids else self._name(element)

    def _shown(self, element: Any, depth: int) -> Iterator[str]:
        indent = "  " * depth
        short = indent + self._short(element)
        if len(short) <= WIDTH and depth > 1:
            yield short
            return
        yield indent + self._name(element)
        kids = ["\n".join(self._shown(kid, depth + 1)) for kid in _kids(element.get("/K", Array()))]
        yield from "\n".join(_counted(kids)).splitlines()


def _counted(written: list[str]) -> Iterator[str]:
    """Give each once where several in a row are the same, and say behind its first line how many there are."""
    for one, same in groupby(written):
        times = sum(1 for _ in same)
        first, line, rest = one.partition("\n")
        yield one if times == 1 else f"{first} ×{times}{line}{rest}"
