"""Cutting a text into what can be chosen in it: words, sentences, or marked places alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from builder.diagnostics import Report, error
from builder.nodes import (
    Container,
    Definition,
    DefinitionList,
    Inline,
    List,
    ListItem,
    Paragraph,
    Quote,
    Slot,
    Styled,
    Table,
    Text,
    plain_text,
    walk,
)

Cutter = Callable[[tuple[Inline, ...]], tuple[Inline, ...]]
"""Gives a run of text with slots for what can be chosen: `mark` for what is right, any other name for what is not."""

_BREAKS = re.compile(r"([\s\u2013\u2014\u2026/]+)")
"""What parts words; hyphens and apostrophes do not."""
_END = re.compile(r"[.!?\u2026]+[\"'”’“‘»«›‹)\]]*(?=\s|\Z)")
_SHORT = re.compile(r"(?:^|\W)(?:[^\W\d_]|[b-df-hj-np-tv-xz]{2,4})\.\Z", re.IGNORECASE)
"""One letter, or few without a vowel, and a full stop: an abbreviation, or part of one."""


def cut(node: Any, cutter: Cutter) -> Any:
    """Cut the running text of blocks; headings, captions and titles stay whole."""
    if isinstance(node, tuple):
        inline = bool(node) and all(isinstance(part, Inline) for part in node)
        return cutter(node) if inline else tuple(cut(part, cutter) for part in node)
    match node:
        case Paragraph(children=children):
            return replace(node, children=cut(children, cutter))
        case List(items=items) | DefinitionList(items=items):
            return replace(node, items=cut(items, cutter))
        case ListItem(blocks=blocks) | Quote(blocks=blocks) | Container(blocks=blocks):
            return replace(node, blocks=cut(blocks, cutter))
        case Definition(definitions=definitions):
            return replace(node, definitions=cut(definitions, cutter))
        case Table(rows=rows):
            return replace(node, rows=cut(rows, cutter))
    return node


def by_words(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Make a slot of every word outside marks, links and code."""
    return tuple(part for inline in inlines for part in _words(inline))


def _words(inline: Inline) -> Iterator[Inline]:
    if isinstance(inline, Styled):
        yield replace(inline, children=by_words(inline.children))
    elif isinstance(inline, Text):
        for run in _BREAKS.split(inline.text):
            before, word, after = _bare(run)
            yield from (Text(before),) if before else ()
            yield from (Slot("word", (Text(word),)),) if word else ()
            yield from (Text(after),) if after else ()
    else:
        yield inline


def _bare(run: str) -> tuple[str, str, str]:
    """Take blanks, punctuation and signs off both ends of a word."""
    start, end = 0, len(run)
    while start < end and unicodedata.category(run[start])[0] in "PSZC":
        start += 1
    while end > start and unicodedata.category(run[end - 1])[0] in "PSZC":
        end -= 1
    return run[:start], run[start:end], run[end:]


def words_in(inlines: tuple[Inline, ...]) -> str:
    """Give the words of a run of text, blank where it holds punctuation alone."""
    return " ".join(plain_text(inlines).split()) if re.search(r"\w", plain_text(inlines)) else ""


def by_sentences(report: Report) -> Cutter:
    """Make a slot of every sentence; a mark that holds part of one is reported."""

    def cutter(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        done: list[Inline] = []
        open_: list[Inline] = []
        marked: Slot | None = None  # a mark after which its sentence still goes on

        def partial(slot: Slot) -> None:
            hint = "mark whole sentences; what has to be apart from the text around it is marked with `==…=={wrong}`"
            message = f"`{words_in(slot.children)}` is part of a sentence, and sentences are chosen here"
            report(error("partial-mark", message, slot.span, hint))

        def close() -> None:
            done.extend((Slot("sentence", tuple(open_)),) if words_in(tuple(open_)) else open_)
            open_.clear()

        for inline in inlines:
            if isinstance(inline, Slot):
                if words_in(tuple(open_)):
                    partial(inline)
                close()
                done.append(inline)
                marked = None if _END.search(plain_text(inline.children)[-3:]) else inline
                continue
            if isinstance(inline, Styled) and any(isinstance(node, Slot) for node in walk(inline)):
                close()
                done.append(replace(inline, children=cutter(inline.children)))
                continue
            for piece, ends in _sentences(inline.text) if isinstance(inline, Text) else [(inline, False)]:
                part: Inline = Text(piece) if isinstance(piece, str) else piece
                if marked and words_in((part,)):
                    partial(marked)
                    marked = None
                if isinstance(piece, str) and not open_ and (blank := piece[: len(piece) - len(piece.lstrip())]):
                    done.append(Text(blank))
                    part = Text(piece.lstrip())
                if part != Text(""):
                    open_.append(part)
                if ends:
                    marked = None
                    close()
        close()
        return tuple(done)

    return cutter


def _sentences(text: str) -> list[tuple[str, bool]]:
    """Cut a text after its sentences; tells of each piece whether it ends one."""
    pieces, start = [], 0
    for found in _END.finditer(text):
        ahead = text[found.end() :].lstrip()
        if (ahead and ahead[0].islower()) or (found[0] == "." and _SHORT.search(text[start : found.end()])):
            continue
        pieces.append((text[start : found.end()], True))
        start = found.end()
    return [*pieces, (text[start:], False)] if text[start:] else pieces
