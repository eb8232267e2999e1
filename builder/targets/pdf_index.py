"""The index of a book: on which pages the pilots and those who ran them are named.

The pages are read as they were set, so a name counts where a reader finds it, in a caption as in a box.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder.catalogue import Comparison, Row
from builder.nodes import Module

_HYPHEN = "\u2010"
"""What the engine ends a line with that it cut a word for."""

_NAME_ENDS = re.compile(r"[,;(]| – ")


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages that follow each other."""

    first: int
    last: int
    place: str
    """An id on the first of them, or empty where it has none."""

    @property
    def words(self) -> str:
        """Write them as an index does."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True, slots=True)
class Topic:
    """One line of an index."""

    name: str
    remark: str = ""
    slug: str = ""
    """The module about it, if there is one."""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A line with its pages."""

    topic: Topic
    main: Pages | None
    """The chapter about it."""
    others: tuple[Pages, ...]


def topics_of(modules: Sequence[Module], comparison: Comparison | None) -> tuple[tuple[Topic, ...], tuple[Topic, ...]]:
    """Give pilots and organisers: those of the catalogue's facts, else the modules that draw on a pilot."""
    if comparison is None or not comparison.rows:
        drawn = (module for module in modules if module.metadata.pilot)
        return tuple(Topic(_title(module), slug=module.slug) for module in drawn), ()
    titles = {module.slug: _title(module) for module in modules}
    pilots: dict[str, Topic] = {}
    organisers: dict[str, Topic] = {}
    for row in comparison.rows:
        cells = dict(_cells(comparison, row))
        name = " ".join(cells.get("title", ())) or titles.get(row.module, "")
        if name:
            pilots.setdefault(name, Topic(name, row.kind, row.module))
        for said in cells.get("organiser", ()):
            short = _NAME_ENDS.split(said)[0].strip()
            organisers.setdefault(short, Topic(short))
    return tuple(pilots.values()), tuple(organisers.values())


def _cells(comparison: Comparison, row: Row) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give what a row says by path, as far as it can be told apart in cells that were made of several."""
    for column, cell in zip(comparison.columns, row.cells, strict=True):
        if len(column.paths) == 1:
            yield column.paths[0], cell
        elif len(cell) == len(column.paths):
            yield from ((path, (said,)) for path, said in zip(column.paths, cell, strict=True))
        else:
            yield column.paths[0], cell[:1]


def _title(module: Module) -> str:
    return module.metadata.title.partition(":")[0]


def words_of(page_box: Any) -> str:
    """Give the words of a page in order, those cut by a line end whole again; running heads are left out."""
    from weasyprint.formatting_structure.boxes import LineBox, MarginBox, TextBox

    lines: list[str] = []

    def gather(box: Any) -> None:
        box = getattr(box, "_box", box)
        if isinstance(box, MarginBox):
            return
        if isinstance(box, LineBox):
            lines.append("")
        if isinstance(box, TextBox):
            if not lines:
                lines.append("")
            lines[-1] += box.text
        for child in getattr(box, "children", ()):
            gather(child)

    gather(page_box)
    text = ""
    for line in lines:
        text = text[:-1] + line if text.endswith(_HYPHEN) else f"{text} {line}"
    return " ".join(text.split())


def indexed(
    topics: Iterable[Topic],
    texts: Mapping[int, str],
    chapters: Mapping[str, range],
    places: Mapping[int, str],
) -> Iterator[IndexEntry]:
    """Find topics on pages, given by number; `chapters` are the pages of modules, `places` ids by page.

    What is named nowhere is left out. Within the chapter about it a topic is not listed page by page.
    """
    for topic in sorted(topics, key=lambda one: sorting(one.name)):
        about = chapters.get(topic.slug, range(0))
        sought = re.compile(rf"(?<!\w){re.escape(topic.name)}(?!\w)")
        found = [number for number, text in texts.items() if number not in about and sought.search(text)]
        main = Pages(about[0], about[-1], places.get(about[0], "")) if about else None
        if main or found:
            yield IndexEntry(topic, main, tuple(_runs(found, places)))


def sorting(name: str) -> str:
    """Give what a name is sorted by: an English article in front does not count, nor do capitals."""
    return re.sub(r"^(the|an|a) ", "", name.casefold())


def _runs(numbers: Sequence[int], places: Mapping[int, str]) -> Iterator[Pages]:
    """Put pages that follow each other together."""
    ordered = sorted(numbers)
    for at, number in enumerate(ordered):
        if at == 0 or number != ordered[at - 1] + 1:
            last = number
            while last + 1 in ordered[at:]:
                last += 1
            yield Pages(number, last, places.get(number, ""))
