"""Walks over the document: everything below a node, its questions, its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TypeVar, cast

from builder.nodes.blocks import (
    CodeBlock,
    Container,
    DefinitionList,
    Figure,
    Heading,
    List,
    ListItem,
    MathBlock,
    Paragraph,
    Question,
    Quote,
    Table,
)
from builder.nodes.inlines import Code, Image, Inline, LineBreak, Link, Math, Slot, Styled, Text
from builder.nodes.module import Module
from builder.source import Span

Kind = TypeVar("Kind")

_ASIDE = frozenset(["span", "row_spans", "folder"])
"""Fields that are about a node and not below it."""

_PLAIN = frozenset(["str", "int", "float", "bool", "str | None", "int | None", "tuple[str, ...]"])
"""Types, as they are written, of fields that never hold a node."""


def walk(node: object) -> Iterator[object]:
    """Give `node` and everything below it, in reading order, whatever its kind."""
    ahead = [node]
    while ahead:
        here = ahead.pop()
        if isinstance(here, tuple):
            ahead.extend(reversed(here))
            continue
        parts = _parts(type(here))  # type: ignore[arg-type]
        if parts is not None:
            yield here
            ahead.extend([getattr(here, name) for name in parts])


def rewritten(node: Kind, change: Callable[[object], object]) -> Kind:
    """Give `node` with `change` made of everything below it and of itself, the innermost first.

    What `change` gives has to fit where the old node stood; what it leaves alone stays the same object.
    """
    made: object = node
    if isinstance(node, tuple):
        parts = tuple(rewritten(part, change) for part in node)
        made = node if all(new is old for new, old in zip(parts, node, strict=True)) else parts
    elif (names := _parts(type(node))) is not None:  # type: ignore[arg-type]
        values = {name: rewritten(getattr(node, name), change) for name in names}
        changed = {name: value for name, value in values.items() if value is not getattr(node, name)}
        made = change(replace(node, **changed) if changed else node)  # type: ignore[type-var]
    return cast(Kind, made)


@cache
def _parts(kind: type) -> tuple[str, ...] | None:
    """Give the fields of a kind of node that can hold nodes, the last first; None for what is no node.

    Every check and rendering walks: asking each node anew took a third of a build without PDFs.
    """
    if not is_dataclass(kind) or kind is Span:
        return None
    names = [item.name for item in fields(kind) if item.name not in _ASIDE and item.type not in _PLAIN]
    return tuple(reversed(names))


def questions_of(module: Module) -> tuple[Question, ...]:
    """Give the questions of a module in reading order."""
    return tuple(node for node in walk(module.pages) if isinstance(node, Question))


def plain_text(node: object) -> str:
    """Reduce inlines or blocks to their words: no marks, notes or pictures' alternatives left out."""
    if isinstance(node, tuple):
        parts = [plain_text(part) for part in node]
        inline = all(isinstance(part, Inline) for part in node)
        return "".join(parts) if inline else " ".join(part for part in parts if part)
    match node:
        case Text(text=text) | Code(text=text) | CodeBlock(text=text):
            return text
        case Math(tex=tex) | MathBlock(tex=tex):
            return tex
        case LineBreak():
            return " "
        case Image(alt=alt):
            return alt
        case Figure(image=image, caption=caption):
            return plain_text(caption) or image.alt
        case Styled(children=children) | Link(children=children) | Slot(children=children):
            return plain_text(children)
        case Paragraph(children=children) | Heading(children=children):
            return plain_text(children)
        case List(items=items):
            return " ".join(plain_text(item.blocks) for item in items)
        case Quote(blocks=blocks) | ListItem(blocks=blocks):
            return plain_text(blocks)
        case Container(title=title, blocks=blocks):
            return " ".join(part for part in (plain_text(title), plain_text(blocks)) if part)
        case Table(header=header, rows=rows):
            return " ".join(plain_text(cell) for row in (header, *rows) for cell in row)
        case DefinitionList(items=items):
            return " ".join(f"{plain_text(item.term)}: {plain_text(item.definitions)}" for item in items)
        case Question(title=title, stem=stem, passage=passage):
            return " ".join(part for part in map(plain_text, (title, stem, passage)) if part)
    return ""
