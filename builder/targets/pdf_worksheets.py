"""Worksheets: what learners do, without what they read, with room to write, under the numbers it has everywhere.

A question keeps its stem, its passage, and the figures and tables that it links to; a case keeps the questions asked
within it. All other text is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from markupsafe import Markup

from builder.nodes import (
    Block,
    Container,
    Feedback,
    Figure,
    Link,
    List,
    Module,
    Page,
    PageTarget,
    Question,
    Quote,
    Table,
    walk,
)
from builder.render.html import Rendering, render_blocks
from builder.targets.base import Target, Use
from builder.targets.pdf_editions import Edition, printing
from builder.targets.pdf_engine import prepare

_WITH_TEXT = frozenset(["case", "example", "figure"])
"""Blocks whose questions are about what is said in them."""

_NOT_FOR_LEARNERS = frozenset(["facilitator"])


def activities(page: Page, module: Module) -> tuple[Block, ...]:
    """Give what is done on a page, each after what it refers to."""
    places = {
        node.id: node
        for node in walk(module.pages)
        if isinstance(node, (Figure, Table, Container)) and node.id and not _holds_tasks(node)
    }
    shown: dict[int, Block] = {}
    for block in _tasks(page.blocks):
        for one in (*_referred(block, places), block):
            shown.setdefault(id(one), one)
    return tuple(shown.values())


def _tasks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Question():
                yield block
            case Table(classes=classes):
                if "worksheet" in classes:
                    yield block
            case Container(kind=kind) if kind in _NOT_FOR_LEARNERS or block.option("medium", "print") != "print":
                pass
            case Container(kind="quiz"):
                if asked := tuple(_tasks(block.blocks)):
                    yield replace(block, blocks=asked)
            case Container(kind=kind) if kind in _WITH_TEXT and any(_tasks(block.blocks)):
                yield block
            case Container():
                yield from _tasks(block.blocks)
            case List(items=items):
                for item in items:
                    yield from _tasks(item.blocks)
            case Quote(blocks=inner):
                yield from _tasks(inner)


def _holds_tasks(node: Figure | Table | Container) -> bool:
    return isinstance(node, Container) and any(_tasks((node,)))


def _referred(block: Block, places: Mapping[str, Block]) -> Iterator[Block]:
    """Give the figures, tables and boxes that a task links to before it is answered."""
    tasks = [node for node in walk(block) if isinstance(node, Question)]
    asked = [replace(one, hints=(), solution=(), feedback=Feedback()) for one in tasks]
    for node in walk(tuple(asked) or block):
        match node:
            case Link(target=PageTarget(id=place, module=None)) if place in places:
                yield places[place]


def sheet(page: Page, module: Module, rendering: Rendering) -> Markup:
    """Write what is done on a page."""
    return render_blocks(activities(page, module), rendering)


def _use(module: Module) -> Use:
    return Use.ALWAYS if any(activities(page, module) for page in module.pages) else Use.NEVER


WORKSHEETS = Edition(name="pdf-worksheets", body=sheet, whole=False, sheets=True, written_in=True)

PDF_WORKSHEETS = Target(
    name="pdf-worksheets",
    summary="worksheets: questions, plans and tables to fill in, a chapter on sheets of its own",
    extension="pdf",
    render=printing(WORKSHEETS),
    prepare=prepare,
    heavy=True,
    use=_use,
    upload="Print it for a session, wholly or the chapters you need: each begins on a new sheet, with a line for name "
    "and date.",
)
