"""Block nodes: what a page is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from builder.nodes.inlines import NOWHERE, Image, Inline
from builder.source import Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a page, level 3 or deeper."""

    level: int
    children: tuple[Inline, ...]
    id: str
    classes: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    children: tuple[Inline, ...]
    id: str = ""
    classes: tuple[str, ...] = ()
    language: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list."""

    blocks: tuple[Block, ...]
    checked: bool | None = None
    """The state of a task list's box, or None for a plain item."""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class List:
    """A bulleted or numbered list."""

    ordered: bool
    items: tuple[ListItem, ...]
    start: int = 1
    tight: bool = True
    """Written without blank lines: items are set without paragraph spacing."""
    id: str = ""
    classes: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and its definitions."""

    term: tuple[Inline, ...]
    definitions: tuple[tuple[Block, ...], ...]
    id: str = ""
    """Where references to the term lead: entries of a glossary have one."""


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms with definitions."""

    items: tuple[Definition, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation."""

    blocks: tuple[Block, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Fenced code."""

    text: str
    language: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class MathBlock:
    """A displayed formula."""

    tex: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row."""

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    alignments: tuple[str, ...]
    """One of `left right center` or empty, per column."""
    caption: tuple[Inline, ...] = ()
    number: int = 0
    """Number among the captioned tables of the module, from 1; 0 without caption."""
    id: str = ""
    classes: tuple[str, ...] = ()
    row_spans: tuple[Span, ...] = field(default=(), compare=False, repr=False)
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that stands alone, with or without caption."""

    image: Image
    caption: tuple[Inline, ...] = ()
    number: int = 0
    """Number among the captioned figures of the module, from 1; 0 without caption."""
    id: str = ""
    classes: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ThematicBreak:
    """A rule between two thoughts."""


@dataclass(frozen=True, slots=True)
class Container:
    """A titled box of blocks: callout, case, voice, details, steps, schedule, objectives …

    What a kind means and how it looks is told by its row in `builder.blocks.BLOCKS`.
    """

    kind: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    options: tuple[tuple[str, str], ...] = ()
    """The kind's own options, sorted by name."""
    id: str = ""
    classes: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False, repr=False)

    def option(self, name: str, default: str = "") -> str:
        """Give an option by name."""
        return dict(self.options).get(name, default)


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a learner is told by result; empty where the author wrote nothing."""

    correct: tuple[Block, ...] = ()
    partial: tuple[Block, ...] = ()
    incorrect: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What all questions share; the concrete kinds live in `builder.questions`."""

    kind: ClassVar[str]
    """Name of the kind: of its file, template, test cases and of the block an author writes."""

    id: str
    """The author's id: stable, the key of saved progress and of the LMS's reports."""
    title: tuple[Inline, ...] = ()
    """On the line of the block, for kinds that have one."""
    stem: tuple[Block, ...]
    passage: tuple[Block, ...] = ()
    """A text to work on, below the stem, with slots: gaps to fill, words to mark. Empty for kinds that have none."""
    points: float = 1
    objectives: tuple[str, ...] = ()
    attempts: int | None = None
    """Attempts allowed, or None for as many as one likes."""
    shuffle: bool = False
    partial: bool = False
    """Part credit for a partly right answer."""
    required: bool = False
    confidence: bool = False
    """Learners say how sure they are, before their answer is checked; it changes no points."""
    tags: tuple[str, ...] = ()
    """What a quiz draws questions by."""
    hints: tuple[tuple[Block, ...], ...] = ()
    feedback: Feedback = Feedback()
    solution: tuple[Block, ...] = ()
    number: int = 0
    """Number in the module, from 1, the same on screen and paper."""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


Block = (
    Heading
    | Paragraph
    | List
    | DefinitionList
    | Quote
    | CodeBlock
    | MathBlock
    | Table
    | Figure
    | ThematicBreak
    | Container
    | Question
)


@dataclass(frozen=True, slots=True)
class Directive:
    """A `:::` block as written, before its kind has made a node of it. A finished module holds none."""

    name: str
    title: tuple[Inline, ...]
    attributes: tuple[tuple[str, str], ...]
    """Options as written, in order; a bare word has the value `true`."""
    blocks: tuple[Block | Directive, ...]
    span: Span
    id: str = ""
    classes: tuple[str, ...] = ()

    def option(self, name: str, default: str = "") -> str:
        """Give an option by name, the last one written."""
        return dict(self.attributes).get(name, default)
