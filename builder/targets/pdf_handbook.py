"""The handbook: all modules in one book, in parts by strand, with everything that a book has behind its text.

Each module is laid out by itself, so time and memory go with the pages; the runs are joined when the file is written.
Questions, tables and figures keep the numbers that they have in their module, on screen and in its booklet: with the
number of the chapter they are told apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builder.diagnostics import Report
from builder.nodes import Metadata, Module
from builder.package import Package
from builder.render import RenderContext
from builder.render.templates import environment, strings
from builder.render.words import direction
from builder.targets.base import Volume
from builder.targets.pdf_back import Back, back_of
from builder.targets.pdf_book import Run, Work, publish
from builder.targets.pdf_cover import COLUMNS, COVER, cover_picture
from builder.targets.pdf_engine import prepare
from builder.targets.pdf_parts import BOOK, Leaf, Part, parts_of
from builder.targets.pdf_places import made_unique, place_in, places_of, without_dead_links

STEM = "handbook"
_ROWS = 3
_STRIP = 10
"""Flags in the strip above a chapter."""


def render(modules: tuple[Module, ...], context: RenderContext, report: Report) -> Package:
    """Print all modules as one book."""
    return publish(f"{STEM}.pdf", work_of(modules, context), context, report)


def work_of(modules: tuple[Module, ...], context: RenderContext) -> Work:
    """Say how the handbook is printed."""
    authors = dict.fromkeys(author for module in modules for author in module.metadata.authors)
    metadata = Metadata(
        title=context.catalogue_title, language=context.catalogue.language, summary=context.catalogue.summary,
        authors=tuple(authors), publisher=context.publisher, paper=modules[0].metadata.paper,
    )  # fmt: skip
    slugs = tuple(module.slug for module in modules)
    pictures = {COVER: cover_picture(slugs, context.brand, columns=COLUMNS, rows=_ROWS)}
    for module in modules:
        letters = (module.slug, module.metadata.strand, module.metadata.pilot)
        pictures[_strip(module)] = cover_picture(letters, context.brand, columns=_STRIP, rows=1)
    parts = parts_of(modules, context)
    book = _Book(metadata, context, parts, back_of(parts, context))
    return Work(
        modules=modules, language=metadata.language, paper=metadata.paper, front=book.front, body=book.add,
        pictures=pictures,
    )  # fmt: skip


def _strip(module: Module) -> str:
    return f"strip-{module.slug}.svg"


@dataclass(frozen=True, slots=True)
class _Book:
    """The book while it is made."""

    metadata: Metadata
    context: RenderContext
    parts: tuple[Part, ...]
    back: Back

    def written(self, name: str, depth: int, **told: object) -> str:
        """Fill in one of the book's templates; its headings stand `depth` levels below where they are written."""
        words = strings(self.metadata.language, self.context.templates)
        common = {
            "metadata": self.metadata,
            "strings": words,
            "direction": direction(self.metadata.language),
            "publisher": self.context.publisher,
            "edition": BOOK.name,
            "edition_title": words["product_pdf_handbook"],
            "place_in": place_in,
            "depth": depth,
        }
        template = environment(self.context.templates).get_template(f"print/handbook/{name}.html.j2")
        return template.render(**(common | told))

    def front(self, numbers: Mapping[str, int]) -> str:
        """Write cover and contents."""
        return self.written(
            "front", 0, parts=self.parts, back=self.back, numbers=numbers, cover=COVER,
            cover_share=100 * _ROWS // COLUMNS,
        )  # fmt: skip

    def add(self, run: Run) -> None:
        """Lay out parts, chapters, and what stands behind them."""
        chapters = {leaf.slug: self.chapter(part, leaf) for part in self.parts for leaf in part.leaves}
        key = self.written("key", 1, back=self.back)
        places = frozenset().union(*map(places_of, (*chapters.values(), key)), self.back.places)
        pages: dict[str, range] = {}
        for part in self.parts:
            if part.title:
                run.add(self.written("part", 1, part=part))
            for leaf in part.leaves:
                first = run.add(without_dead_links(chapters[leaf.slug], places))
                pages[leaf.slug] = range(first, run.before + len(run.pages) + 1)
        told = self.back.gathered(run, pages)
        if self.back.answers:
            run.add(without_dead_links(key, places))
        behind = self.written("back", 1, back=self.back, parts=self.parts, **told)
        run.add(without_dead_links(behind, places | frozenset(run.numbers)))

    def chapter(self, part: Part, leaf: Leaf) -> str:
        """Write a module."""
        metadata = leaf.module.metadata
        html = self.written(
            "module", 2 if part.title else 1, metadata=metadata, strings=leaf.rendering.strings, leaf=leaf,
            direction=direction(metadata.language), edition_title="", strip=_strip(leaf.module), share=100 / _STRIP,
        )  # fmt: skip
        return made_unique(html, leaf.slug)


PDF_HANDBOOK = Volume(
    name=BOOK.name,
    summary="all modules in one book, with parts, glossary, index and answer key",
    extension="pdf",
    stem=STEM,
    render=render,
    prepare=prepare,
    heavy=True,
    upload="For the shelf and for searching: all modules in one file, with links between them. Questions, tables and "
    "figures are numbered in each chapter as they are in its module.",
)
