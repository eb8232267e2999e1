"""The running text of each page, gathered once for all checks that look at words rather than at structure.

What learners do not read as text is left out: questions, notes for facilitators, generated lists of objectives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from builder.nodes import (
    Container,
    DefinitionList,
    Figure,
    Heading,
    List,
    ListItem,
    Module,
    Page,
    Paragraph,
    Question,
    Quote,
    Table,
    plain_text,
)
from builder.source import Span

WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
"""A word in any script: letters, with an apostrophe or hyphen inside."""

_ELSEWHERE = frozenset(["facilitator", "objectives"])
"""Blocks that are no text of the lesson."""

_SHOWN_ELSEWHERE = frozenset(["print", "epub"])
"""Media of `only` that a learner at the screen does not see."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text between two breaks: a paragraph, a heading, a cell."""

    text: str
    span: Span
    running: bool
    """Whether it is a paragraph, made of sentences."""


@dataclass(frozen=True)
class Prose:
    """The text of one page outside its questions."""

    page: Page
    passages: tuple[Passage, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Give its words in order, as written."""
        return tuple(word for passage in self.passages for word in WORD.findall(passage.text))


def prose_of(module: Module) -> tuple[Prose, ...]:
    """Gather the text of each page of a module."""
    return tuple(Prose(page, tuple(_passages(page.blocks, page.span))) for page in module.pages)


def _passages(blocks: Iterable[object], span: Span) -> Iterator[Passage]:
    """Go through blocks; `span` is where to point at what has no place of its own."""
    for block in blocks:
        match block:
            case Paragraph(children=children):
                yield Passage(plain_text(children), block.span, True)
            case Heading(children=children):
                yield Passage(plain_text(children), block.span, False)
            case List(items=items):
                yield from _passages(items, block.span)
            case ListItem(blocks=inner) | Quote(blocks=inner):
                yield from _passages(inner, block.span)
            case Table(caption=caption, header=header, rows=rows):
                for cell in (caption, *header, *(cell for row in rows for cell in row)):
                    yield Passage(plain_text(cell), block.span, False)
            case Figure(caption=caption):
                yield Passage(plain_text(caption), block.span, False)
            case DefinitionList(items=items):
                for item in items:
                    yield Passage(plain_text(item.term), block.span, False)
                    yield from _passages((one for told in item.definitions for one in told), block.span)
            case Container(kind=kind, title=title, blocks=inner):
                if kind not in _ELSEWHERE and not (kind == "only" and block.option("medium") in _SHOWN_ELSEWHERE):
                    yield Passage(plain_text(title), block.span, False)
                    yield from _passages(inner, block.span)
            case Question():
                continue
