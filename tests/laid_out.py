"""A booklet as it was laid out: boxes by page, and what a typesetter would find fault with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes

from builder.nodes import Module
from builder.render import RenderContext
from builder.targets import pdf_engine
from builder.targets.pdf_book import Work, laid
from builder.targets.pdf_editions import LEARNER, Edition, work_of
from builder.targets.pdf_media import fetcher

THIRD = 82 * 96 / 25.4
"""A third of the height of the text of an A4 page, in CSS pixels."""

KEPT = 14 * 96 / 25.4
"""What goes with a picture: its margin, which is none at the head of a page, or the first two of its answers."""

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "dt"}
LABELS = {"label", "label-title", "scene-title", "task", "keep-name", "place-name", "compare-name"}
"""Classes of what leads to the text after it."""


PARTS = {"answers", "sheet", "opener", "part-page", "back", "back-part"}
"""Classes of what begins on a page of its own."""


def laid_out(module: Module, context: RenderContext, edition: Edition = LEARNER) -> list[Any]:
    """Lay out chapters, key and credits; give the page boxes."""
    return pages_of(work_of(module, context, edition), context)


def pages_of(work: Work, context: RenderContext, *, front: bool = False) -> list[Any]:
    """Lay out a document; give the page boxes of its text, or of what stands before it."""
    press = pdf_engine.Press(context, work.paper, fetcher(work.modules, work.pictures))
    opening, run = laid(work, press)
    return [page._page_box for page in (opening.pages if front else run.pages)]


def parts(box: Any, *, heads: bool = True) -> Iterator[Any]:
    """Give a box and all within in order, without running heads and page numbers; heads of tables are repeated."""
    box = getattr(box, "_box", box)
    if isinstance(box, boxes.MarginBox) or (not heads and getattr(box, "is_header", False)):
        return
    yield box
    for child in getattr(box, "children", ()):
        yield from parts(child, heads=heads)


def where(pages: list[Any], text: str) -> list[int]:
    """Give the pages, counted from 1, on which a text stands."""
    return [n for n, page in enumerate(pages, 1) if any(text in str(getattr(b, "text", "")) for b in parts(page))]


def faults(pages: list[Any]) -> list[str]:
    """Tell everything that is wrong, each with the number of its page, counted from 1."""
    return [*outside(pages), *stranded(pages), *split_rows(pages), *lone_lines(pages), *half_empty(pages)]


def outside(pages: list[Any]) -> Iterator[str]:
    """Tell text and pictures that reach out of the page's content box by more than a pixel."""
    for number, page in enumerate(pages, 1):
        left, top = page.content_box_x(), page.content_box_y()
        right, bottom = left + page.width, top + page.height
        for box in parts(page):
            if isinstance(box, (boxes.TextBox, boxes.ReplacedBox)) and _shows(box):
                x, y = box.position_x, box.position_y
                across = x < left - 1 or x + box.width > right + 1
                if across or y < top - 1 or y + box.height > bottom + 1:
                    yield f"{number}: outside: {_words(box)}"


def stranded(pages: list[Any]) -> Iterator[str]:
    """Tell headings and labels that end a page, while what they lead to goes on."""
    for number, page in enumerate(pages[:-1], 1):
        below = max(_lines(page), key=lambda line: line[0].position_y, default=None)
        within = below[1] if below else []
        goes_on = {id(box.element) for box in parts(pages[number]) if box.element is not None}
        for outer, element in pairwise(within):
            if _leads(element) and id(outer) in goes_on:
                yield f"{number}: stranded: {_words(below[0])}"
                break


def split_rows(pages: list[Any]) -> Iterator[str]:
    """Tell rows of tables that begin on one page and end on another."""
    seen: dict[int, int] = {}
    for number, page in enumerate(pages, 1):
        for box in parts(page):
            if isinstance(box, boxes.TableRowGroupBox) and not box.is_header:
                for row in box.children:
                    if seen.setdefault(id(row.element), number) != number:
                        yield f"{number}: split row: {_words(row)}"


def lone_lines(pages: list[Any]) -> Iterator[str]:
    """Tell lines of a paragraph that stand without their like at the foot or the head of a page."""
    counts: dict[int, Counter[int]] = {}
    said: dict[int, str] = {}
    for number, page in enumerate(pages, 1):
        for box in parts(page, heads=False):
            if isinstance(box, boxes.BlockContainerBox) and box.element is not None and box.style["orphans"] > 1:
                lines = sum(isinstance(child, boxes.LineBox) for child in box.children)
                if lines and str(box.element_tag) == box.element.tag:
                    counts.setdefault(id(box.element), Counter())[number] += lines
                    said[id(box.element)] = _words(box)
    for element, by_page in counts.items():
        if len(by_page) > 1 and min(by_page.values()) < 2:
            yield f"{max(by_page)}: lone line: {said[element]}"


def half_empty(pages: list[Any]) -> Iterator[str]:
    """Tell pages with more than a third left empty, where neither chapters end nor a picture comes that is taller."""
    for number, page in enumerate(pages[:-1], 1):
        following = pages[number]
        bottom = page.content_box_y() + page.height
        used = max((b.position_y + b.height for b in parts(page) if _fills(b)), default=page.content_box_y())
        room = bottom - used
        if room < THIRD or any(_is_of(box, PARTS) for box in _first_blocks(following)):
            continue
        first = next((box for box in parts(following) if _is_picture(box)), None)
        top = following.content_box_y()
        near = first is not None and first.position_y <= top + THIRD
        if not near or first.position_y + first.margin_height() - top + KEPT < room:
            yield f"{number}: half empty: {room / page.height:.0%}"


def _first_blocks(page: Any) -> Iterator[Any]:
    for box in parts(page):
        if isinstance(box, boxes.LineBox):
            return
        yield box


def _is_of(box: Any, names: set[str]) -> bool:
    """Tell whether a box begins here and is of a class."""
    element = box.element
    heads = ("h1", "h2")
    begins = element is not None and any(part.element is not None and part.element.tag in heads for part in parts(box))
    return begins and bool(names & set(element.get("class", "").split()))


def _lines(page: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Give the lines of the text column with the elements they stand in; what hangs beside has no say."""

    def below(box: Any, within: list[Any]) -> Iterator[tuple[Any, list[Any]]]:
        box = getattr(box, "_box", box)
        if isinstance(box, boxes.MarginBox) or not box.is_in_normal_flow():
            return
        here = [*within, box.element] if box.element is not None else within
        if _fills(box) or (isinstance(box, boxes.LineBox) and any(_fills(part) for part in parts(box))):
            yield box, here
        for child in getattr(box, "children", ()) if not isinstance(box, boxes.LineBox) else ():
            yield from below(child, here)

    yield from below(page, [])


def _is_picture(box: Any) -> bool:
    return isinstance(box, boxes.ReplacedBox) or (box.element is not None and box.element.tag == "figure")


def _leads(element: Any) -> bool:
    return element.tag in HEADINGS or bool(LABELS & set(element.get("class", "").split()))


def _shows(box: Any) -> bool:
    return isinstance(box, boxes.ReplacedBox) or bool(getattr(box, "text", "").strip())


def _fills(box: Any) -> bool:
    """Tell what takes room on a page: text, pictures, lines and boxes to write in, cells."""
    leaf = not getattr(box, "children", ()) and getattr(box, "border_bottom_width", 0) > 0
    return _shows(box) or leaf or isinstance(box, boxes.TableCellBox)


def _words(box: Any) -> str:
    said = " ".join(str(getattr(part, "text", "")).strip() for part in parts(box))
    return " ".join(said.split())[:60] or str(box.element_tag)
