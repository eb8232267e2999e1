"""PDF for paper and for reading aloud: a module as a printed booklet, tagged to PDF/UA-1 (ISO 14289-1).

A module goes in; a document of cover, contents, text, answer key and credits comes out, with the same bytes for the
same source. Layout is WeasyPrint's; the parts beside this file load it, feed it, listen to it and mend its tags.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup

from builder.diagnostics import Report
from builder.nodes import Heading, LinkTarget, MediaTarget, Metadata, Module, Question, questions_of
from builder.package import Package, package
from builder.questions import QUESTIONS
from builder.render import Links, RenderContext
from builder.render.html import Rendering, render_blocks, render_inlines, render_question
from builder.render.templates import environment, strings
from builder.render.words import direction
from builder.targets.base import Target
from builder.targets.pdf_cover import cover_picture
from builder.targets.pdf_engine import Press, load, prepare, rare_collections
from builder.targets.pdf_media import fetcher, picture_addresses
from builder.targets.pdf_messages import listening
from builder.targets.pdf_tags import tagging, tidy

_CREATIVE_COMMONS = re.compile(r"CC[- ](BY(?:-(?:NC|ND|SA))*)[- ](\d\.\d)", re.I)

_COVER = "cover.svg"

_COLUMNS = 5
"""Flags across a cover."""


@dataclass(frozen=True, slots=True)
class PaperLinks(Links):
    """Links on paper: files that travel with a package don't travel with a booklet."""

    def href(self, target: LinkTarget) -> str | None:
        """Give the address of a target, or None for a file or another module."""
        return None if isinstance(target, MediaTarget) else Links.href(self, target)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    id: str
    title: Markup
    below: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence as it is named to readers, and where its text is."""

    name: str
    address: str = ""


def render(module: Module, context: RenderContext, report: Report) -> Package:
    """Set a module for paper.

    Reports pictures and characters that can't be printed. Raises BuildError where the engine or the fonts are missing.
    """
    load()
    letters = (module.slug, module.metadata.strand, module.metadata.pilot)
    picture = cover_picture(letters, context.brand, columns=_COLUMNS, rows=_rows(module.metadata))
    press = Press(context, module.metadata.paper, fetcher(module, {_COVER: picture}))
    with listening(module, report) as heard, rare_collections():
        pages, content = _print(module, context, press)
        if missing := heard.missing():
            # A glyph that is none is forbidden (ISO 14289-1, 7.21.8): the box we tell of is a character, too.
            pages, content = _print(module, context, press, str.maketrans(dict.fromkeys(missing, "☐")))
    return package("pdf", {f"{module.slug}.pdf": content}, pages=pages)


def _print(
    module: Module, context: RenderContext, press: Press, instead: Mapping[int, str] = MappingProxyType({})
) -> tuple[int, bytes]:
    """Lay out text, then contents; give the number of pages and the file. `instead` replaces characters.

    The contents need the page numbers of the text, and those begin after the contents: one page, nearly always, so
    the text is laid out as if, and again if not. Leaving this to the engine costs a quarter more time.
    """
    rendering = rendering_of(module, context)
    text_html, before = text(module, context, rendering), 2
    while True:
        body = press.lay_out(text_html.translate(instead), first=before + 1)
        numbers = {place: before + n for n, page in enumerate(body.pages, 1) for place in page.anchors}
        front = press.lay_out(front_matter(module, context, rendering, numbers).translate(instead), first=1)
        if len(front.pages) == before:
            break
        before = len(front.pages)
    booklet = front.copy([*front.pages, *body.pages])
    with tagging(module.metadata.language) as tags:
        content = booklet.write_pdf(pdf_variant="pdf/ua-1", finisher=lambda _, pdf: tidy(pdf, tags.artifacts))
    return len(booklet.pages), content


def rendering_of(module: Module, context: RenderContext) -> Rendering:
    """Say how nodes become HTML for paper."""
    return Rendering(
        medium="print",
        links=PaperLinks(media=picture_addresses(module)),
        language=module.metadata.language,
        strings=strings(module.metadata.language, context.templates),
        environment=environment(context.templates),
        metadata=module.metadata,
        notes={note.number: note for page in module.pages for note in page.footnotes},
        facilitator=dict(context.options).get("edition") == "facilitator",
    )


def text(module: Module, context: RenderContext, rendering: Rendering) -> str:
    """Write chapters, answer key and credits as HTML."""
    return rendering.environment.get_template("print/text.html.j2").render(
        metadata=module.metadata,
        strings=rendering.strings,
        direction=direction(module.metadata.language),
        publisher=module.metadata.publisher or context.publisher,
        pages=[
            (page, render_inlines(page.title, rendering), render_blocks(page.blocks, rendering))
            for page in module.pages
        ],
        answers=[render_question(question, rendering, key=True) for question in _keyed(module)],
        licence=licence_of(module.metadata),
    )


def front_matter(module: Module, context: RenderContext, rendering: Rendering, numbers: Mapping[str, int]) -> str:
    """Write cover and contents as HTML; `numbers` gives the page of every id."""
    metadata = module.metadata
    return rendering.environment.get_template("print/front.html.j2").render(
        metadata=metadata,
        strings=rendering.strings,
        direction=direction(metadata.language),
        strand=context.strand_title(metadata.strand),
        publisher=metadata.publisher or context.publisher,
        series=context.catalogue_title,
        cover=_COVER,
        cover_share=100 * _rows(metadata) // _COLUMNS,
        contents=_contents(module, rendering),
        answers=bool(_keyed(module)),
        numbers=numbers,
    )


def _keyed(module: Module) -> tuple[Question, ...]:
    """Give the questions that the answer key answers."""
    if module.metadata.answer_key == "none":
        return ()
    return tuple(question for question in questions_of(module) if QUESTIONS[question.kind].in_key)


def _contents(module: Module, rendering: Rendering) -> tuple[Entry, ...]:
    """List pages with the headings that stand directly on them."""
    return tuple(
        Entry(
            page.id,
            render_inlines(page.title, rendering),
            tuple(
                Entry(block.id, render_inlines(block.children, rendering))
                for block in page.blocks
                if isinstance(block, Heading) and block.level == 3 and block.id
            ),
        )
        for page in module.pages
    )


def _rows(metadata: Metadata) -> int:
    """Give the rows of flags for a cover: fewer where its words need the room. The limits were found by eye."""
    objectives = sum(len(objective.text) + 40 for objective in metadata.objectives)
    size = 3 * len(metadata.title) + len(metadata.summary) + objectives
    return 3 if size < 950 else 2 if size < 1350 else 1


def licence_of(metadata: Metadata) -> Licence:
    """Name a licence; of the Creative Commons, which are known by their SPDX ids, the address is known too."""
    match = _CREATIVE_COMMONS.fullmatch(metadata.licence.strip())
    if match is None:
        return Licence(metadata.licence)
    kind, version = match[1].upper(), match[2]
    return Licence(f"CC {kind} {version}", f"https://creativecommons.org/licenses/{kind.lower()}/{version}/")


PDF = Target(
    name="pdf",
    summary="a booklet for paper, tagged for screen readers (PDF/UA-1)",
    extension="pdf",
    render=render,
    prepare=prepare,
    upload="Print it, mail it or put it beside the course. It needs no LMS and records nothing.",
)
