"""Texts that learners work on in a question: parting them from what is asked, finding and replacing their slots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from builder.diagnostics import Report, error
from builder.nodes import Block, Figure, FootnoteReference, Heading, Link, Paragraph, Slot, Table, walk
from builder.source import Span

AGAIN = "again"
"""Class of a table that stands on its page a second time: two landmarks of one name would be taken for each other."""

T = TypeVar("T")
Change = Callable[[object], tuple[object, ...] | None]
"""Gives what a node is replaced by, nothing at all included; None where it stays, and what is below it is looked at."""


def parted(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Part what is asked from the text to work on: the first paragraph is the question if it has no slot."""
    if len(blocks) > 1 and isinstance(blocks[0], Paragraph) and not slots_of(blocks[:1]):
        return tuple(blocks[:1]), tuple(blocks[1:])
    return (), tuple(blocks)


def slots_of(blocks: Sequence[Block]) -> list[Slot]:
    """Give the slots of a text in reading order."""
    return [node for node in walk(tuple(blocks)) if isinstance(node, Slot)]


def rebuilt(node: T, change: Change) -> T:
    """Give a node with those below it replaced."""
    if isinstance(node, tuple):
        parts: list[object] = []
        for part in node:
            new = change(part)
            parts.extend((rebuilt(part, change),) if new is None else new)
        return cast(T, tuple(parts))
    if not is_dataclass(node) or isinstance(node, type):
        return node
    found = {item.name: getattr(node, item.name) for item in fields(node)}
    changed = {name: rebuilt(value, change) for name, value in found.items() if isinstance(value, tuple)}
    return replace(node, **changed)


def repeated(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Give a text as it may stand a second time: without ids, footnotes and pictures, its tables no landmarks."""

    def change(node: object) -> tuple[object, ...] | None:
        if isinstance(node, FootnoteReference | Figure):
            return ()
        if isinstance(node, Table) and AGAIN not in node.classes:
            return (rebuilt(replace(node, id="", classes=(*node.classes, AGAIN)), change),)
        if getattr(node, "id", "") and is_dataclass(node) and not isinstance(node, type):
            return (rebuilt(replace(node, id=""), change),)
        return None

    return rebuilt(blocks, change)


def misplaced_slots(blocks: Sequence[Block], what: str, report: Report, span: Span) -> None:
    """Report slots in headings, links and other slots, where nothing can be filled or chosen."""
    for node in walk(tuple(blocks)):
        if isinstance(node, Heading | Link | Slot) and any(isinstance(inner, Slot) for inner in walk(node.children)):
            where = {Heading: "a heading", Link: "a link"}.get(type(node), what)
            hint = "put it into a paragraph, a list or a table"
            report(error("misplaced-slot", f"{what} can't stand in {where}", node.span or span, hint))
