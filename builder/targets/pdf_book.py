"""How a document on paper is put together: runs of pages laid out one after another, and what stands before them.

Pages are laid out run by run and numbered through. The front has the page numbers of all that follows, so it comes
last; how many pages it takes has to be known first. Links between runs are joined when the file is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from builder.diagnostics import Report
from builder.nodes import Module
from builder.package import Package, package
from builder.render import RenderContext
from builder.targets.pdf_archive import archivable, plain_stream_ends
from builder.targets.pdf_engine import Press, load, rare_collections
from builder.targets.pdf_fields import Fields
from builder.targets.pdf_media import fetcher
from builder.targets.pdf_messages import listening
from builder.targets.pdf_tags import tagging, tidy

if TYPE_CHECKING:
    from weasyprint import Document


@dataclass(slots=True)
class Run:
    """Pages that follow each other, in as many layouts as it takes."""

    press: Press
    before: int
    """Pages before the first."""
    pages: list[Any] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    """The page of every id."""

    def add(self, html: str) -> int:
        """Lay out a document behind what is there; give the number of its first page."""
        first = self.before + len(self.pages) + 1
        made: Document = self.press.lay_out(html, first=first)
        for number, page in enumerate(made.pages, first):
            self.numbers.update(dict.fromkeys(page.anchors, number))
        self.pages += made.pages
        return first


Front = Callable[[Mapping[str, int]], str]
"""Writes what stands before the text as HTML, given the page of every id."""

Body = Callable[[Run], None]
"""Adds the text to a run of pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A document to be printed."""

    modules: tuple[Module, ...]
    """Whose pictures it may show, and of whom it speaks in messages."""
    language: str
    paper: str
    front: Front
    body: Body
    pictures: Mapping[str, bytes]
    """SVG pictures made for it, by name."""
    expected: int | None = None
    """Pages before the text where they are nearly always as many; None has them counted first."""
    fillable: bool = False
    """Whether its places to write in are fields."""


def publish(name: str, work: Work, context: RenderContext, report: Report) -> Package:
    """Print a document into a file.

    Reports pictures and characters that can't be printed. Raises BuildError where the engine or the fonts are missing.
    """
    load()
    press = Press(context, work.paper, fetcher(work.modules, work.pictures))
    with listening(work.modules, report), rare_collections():
        pages, content = _bound(work, press)
    return package("pdf", {name: content}, pages=pages)


def _bound(work: Work, press: Press) -> tuple[int, bytes]:
    """Lay out text, then front; give the number of pages and the file.

    Should the front take more or fewer pages than it was given, the text is laid out again. Leaving page numbers in
    contents to the engine costs a quarter more time.
    """
    front, run = laid(work, press)
    booklet = front.copy([*front.pages, *run.pages])
    fields = Fields() if work.fillable else None
    with tagging(work.language, fields) as tags, plain_stream_ends():

        def finish(_: Document, pdf: Any) -> None:
            tidy(pdf, tags.artifacts)
            if fields is not None:
                fields.finish(pdf)
            archivable(pdf)

        content = booklet.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=True, finisher=finish)
    return len(booklet.pages), content


def laid(work: Work, press: Press) -> tuple[Document, Run]:
    """Lay out a document, both parts with their page numbers."""
    before = work.expected
    if before is None:
        unknown: Mapping[str, int] = defaultdict(lambda: 100)
        before = len(press.lay_out(work.front(unknown), first=1).pages)
    while True:
        run = Run(press, before)
        work.body(run)
        front = press.lay_out(work.front(run.numbers), first=1)
        if len(front.pages) == before:
            return front, run
        before = len(front.pages)


def body_of(texts: Sequence[str]) -> Body:
    """Give the body that lays out these texts in turn."""

    def add(run: Run) -> None:
        for text in texts:
            run.add(text)

    return add
