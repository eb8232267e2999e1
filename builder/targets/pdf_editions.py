"""A module on paper: what its editions have in common, and the few things in which they differ.

All of them have a cover, contents, chapters with the numbers that they have on screen, and credits. An edition says
what a chapter holds of a page, whether answers follow, and for whom it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from builder.diagnostics import Report
from builder.nodes import Heading, LinkTarget, MediaTarget, Metadata, Module, Page, Question, walk
from builder.package import Package
from builder.questions import QUESTIONS
from builder.render import Links, RenderContext
from builder.render.html import Rendering, render_blocks, render_inlines, render_question
from builder.render.templates import environment, strings
from builder.render.words import direction
from builder.targets.base import Use
from builder.targets.pdf_book import Work, body_of, publish
from builder.targets.pdf_codes import code_after, leading_online
from builder.targets.pdf_cover import COLUMNS, COVER, cover_picture, cover_rows
from builder.targets.pdf_media import picture_addresses
from builder.targets.pdf_places import without_dead_links
from builder.targets.pdf_session import Session, session_of

_CREATIVE_COMMONS = re.compile(r"CC[- ](BY(?:-(?:NC|ND|SA))*)[- ](\d\.\d)", re.I)


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


@dataclass(frozen=True, slots=True)
class Chapter:
    """What an edition shows of a page."""

    number: int
    """Of the page in the module, whatever the edition leaves out."""
    id: str
    title: Markup
    body: Markup
    below: tuple[Entry, ...] = ()
    """Headings in it, for the contents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What an edition of a module is made of."""

    name: str
    """Of its target; names its styles, too, and its words are the string `product_` of that name."""
    body: Callable[[Page, Module, Rendering], Markup]
    """Writes what a chapter holds; a chapter without anything is left out."""
    marked: bool = True
    """Whether the cover says which edition it is."""
    whole: bool = True
    """Whether all the text is there: otherwise there are no notes, and links may find no place to lead to."""
    key: bool = False
    """Whether an answer key stands at the end, if the module wants one there."""
    plan: bool = False
    """Whether a session plan stands in front."""
    left_out: frozenset[str] = frozenset({"facilitator"})
    answers_in_place: bool = False
    sheets: bool = False
    """Whether each chapter begins on a page of its own, under a line for name and date."""
    leads_online: bool = True
    """Whether codes lead to the web build, if the catalogue says where it is."""
    written_in: bool = False
    """Whether it is for learners to write in: its places to write in are fields, if the module wants them."""


def whole_page(page: Page, _: Module, rendering: Rendering) -> Markup:
    """Write all of a page."""
    return render_blocks(page.blocks, rendering)


LEARNER = Edition(name="pdf", body=whole_page, marked=False, key=True, written_in=True)


def printing(edition: Edition) -> Callable[[Module, RenderContext, Report], Package]:
    """Give the function that prints an edition."""

    def render(module: Module, context: RenderContext, report: Report) -> Package:
        return publish(f"{module.slug}.pdf", work_of(module, context, edition), context, report)

    return render


def work_of(module: Module, context: RenderContext, edition: Edition) -> Work:
    """Say how an edition is printed."""
    metadata = module.metadata
    plan = session_of(module) if edition.plan else None
    if plan is not None:
        module = plan.module
    rendering = rendering_of(module, context, edition)
    chapters = chapters_of(module, rendering, edition, context.catalogue.address if edition.leads_online else "")
    letters = (module.slug, metadata.strand, metadata.pilot)
    return Work(
        modules=(module,),
        language=metadata.language,
        paper=metadata.paper,
        front=lambda numbers: front_matter(module, context, edition, rendering, chapters, numbers, plan),
        body=body_of([text(module, context, edition, rendering, chapters)]),
        pictures={COVER: cover_picture(letters, context.brand, columns=COLUMNS, rows=cover_rows(metadata))},
        expected=None if plan and plan.activities else 2,
        fillable=rendering.metadata.fillable,
    )


def rendering_of(module: Module, context: RenderContext, edition: Edition = LEARNER) -> Rendering:
    """Say how nodes become HTML for an edition. In its metadata, there is a key or none, and fields or none."""
    metadata = module.metadata
    key = "appendix" if edition.key and metadata.answer_key == "appendix" else "none"
    notes = (note for page in module.pages for note in page.footnotes)
    return Rendering(
        medium="print",
        links=PaperLinks(media=picture_addresses(module)),
        language=metadata.language,
        strings=strings(metadata.language, context.templates),
        environment=environment(context.templates),
        metadata=replace(metadata, answer_key=key, fillable=edition.written_in and metadata.fillable),
        notes={note.number: note for note in notes} if edition.whole else {},
        left_out=edition.left_out,
        answers_in_place=edition.answers_in_place,
    )


def chapters_of(module: Module, rendering: Rendering, edition: Edition, address: str = "") -> tuple[Chapter, ...]:
    """Write the chapters of an edition; `address` is that of the web builds, if they are to be led to."""
    made = []
    for number, page in enumerate(module.pages, 1):
        told = leading_online(rendering, address, module.slug, page)
        body = edition.body(page, module, told)
        if body:
            body += code_after(page, told)
        if body or edition.whole:
            below = headings_of(page, rendering) if edition.whole else ()
            made.append(Chapter(number, page.id, render_inlines(page.title, rendering), body, below))
    return tuple(made)


def headings_of(page: Page, rendering: Rendering) -> tuple[Entry, ...]:
    """List the headings that stand directly on a page."""
    return tuple(
        Entry(block.id, render_inlines(block.children, rendering))
        for block in page.blocks
        if isinstance(block, Heading) and block.level == 3 and block.id
    )


def text(
    module: Module, context: RenderContext, edition: Edition, rendering: Rendering, chapters: tuple[Chapter, ...]
) -> str:
    """Write chapters, answer key and credits as HTML."""
    written = rendering.environment.get_template("print/text.html.j2").render(
        **_common(module, context, edition, rendering),
        chapters=chapters,
        sheets=edition.sheets,
        answers=[render_question(question, rendering, key=True) for question in _appended(module, rendering)],
        licence=licence_of(module.metadata),
    )
    return written if edition.whole else without_dead_links(written)


def front_matter(
    module: Module,
    context: RenderContext,
    edition: Edition,
    rendering: Rendering,
    chapters: tuple[Chapter, ...],
    numbers: Mapping[str, int],
    plan: Session | None = None,
) -> str:
    """Write cover, contents and session plan as HTML; `numbers` gives the page of every id."""
    return rendering.environment.get_template("print/front.html.j2").render(
        **_common(module, context, edition, rendering),
        strand=context.strand_title(module.metadata.strand),
        series=context.catalogue_title,
        cover=COVER,
        cover_share=100 * cover_rows(module.metadata) // COLUMNS,
        contents=[(Entry(chapter.id, chapter.title), chapter.below) for chapter in chapters],
        answers=bool(_appended(module, rendering)),
        plan=plan if plan and plan.activities else None,
        numbers=numbers,
    )


def _common(module: Module, context: RenderContext, edition: Edition, rendering: Rendering) -> dict[str, object]:
    """Give what every template of an edition is told."""
    word = rendering.strings["product_" + edition.name.replace("-", "_")] if edition.marked else ""
    return {
        "metadata": module.metadata,
        "strings": rendering.strings,
        "direction": direction(module.metadata.language),
        "publisher": module.metadata.publisher or context.publisher,
        "edition": edition.name,
        "edition_title": word,
    }


def keyed(node: object) -> tuple[Question, ...]:
    """Give the questions in a page or in pages that have an answer to be keyed."""
    found = (one for one in walk(node) if isinstance(one, Question))
    return tuple(question for question in found if QUESTIONS[question.kind].in_key)


def _appended(module: Module, rendering: Rendering) -> tuple[Question, ...]:
    return () if rendering.metadata.answer_key == "none" else keyed(module.pages)


def with_answers(module: Module) -> Use:
    """Tell that a product is of use where a question has an answer."""
    return Use.ALWAYS if keyed(module.pages) else Use.NEVER


def licence_of(metadata: Metadata) -> Licence:
    """Name a licence; of the Creative Commons, which are known by their SPDX ids, the address is known too."""
    match = _CREATIVE_COMMONS.fullmatch(metadata.licence.strip())
    if match is None:
        return Licence(metadata.licence)
    kind, version = match[1].upper(), match[2]
    return Licence(f"CC {kind} {version}", f"https://creativecommons.org/licenses/{kind.lower()}/{version}/")
