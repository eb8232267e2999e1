"""The module: its metadata and its pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from builder.nodes.blocks import Block
from builder.nodes.inlines import NOWHERE, Inline
from builder.source import Span


@dataclass(frozen=True, slots=True)
class Objective:
    """A thing the learner will be able to do."""

    id: str
    text: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Completion:
    """When a module counts as completed and as passed."""

    pages: str = "all"
    """`all` or `none`: which pages have to be seen."""
    pass_mark: int | None = 80
    """Per cent of the points to pass, or None where no score decides."""
    attempts: int | None = None
    """Attempts at each question unless it says otherwise; None for unlimited."""
    on_fail: str = "incomplete"
    """`incomplete` or `failed`: the status once every attempt is used below the pass mark."""
    later: str = "keep"
    """`keep` or `replace`: whether the result of a later visit may be lower than what the LMS has."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """The front matter of a module, over the defaults of the catalogue."""

    title: str
    language: str
    """BCP 47 tag."""
    summary: str = ""
    id: str = ""
    """Identity in packages, where it is not to be the folder's name."""
    version: str = "1.0.0"
    pilot: str = ""
    strand: str = ""
    duration: int = 0
    """Minutes of a learner's time; 0 where not stated."""
    audience: tuple[str, ...] = ()
    objectives: tuple[Objective, ...] = ()
    completion: Completion = Completion()
    confidence: bool = False
    """Whether scored questions ask how sure the learner is, unless they say otherwise."""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    licence: str = ""
    keywords: tuple[str, ...] = ()
    date: str = ""
    """Date of the edition as `YYYY-MM-DD`, or empty."""
    standard: str = "2004-4th"
    """Edition of SCORM 2004 that `scorm2004` writes: `2004-4th` or `2004-3rd`."""
    paper: str = "A4"
    """Page size of the PDF: `A4` or `Letter`."""
    answer_key: str = "appendix"
    """Where the answer key is: `appendix` of the booklet, a file of its `own`, or `none`."""
    fillable: bool = False
    """Whether what learners write on paper can be typed into the PDF, too."""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Footnote:
    """The text of a note."""

    number: int
    blocks: tuple[Block, ...]
    references: int = 1
    """How many marks point at it."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a learner sees at a time."""

    id: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...] = ()
    """Notes whose first mark is on this page."""
    after: tuple[str, ...] = ()
    """Ids of the pages, questions and quizzes that have to be done before it opens."""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Module:
    """One authored module."""

    slug: str
    """Name of its folder: its identity in packages and links."""
    metadata: Metadata
    pages: tuple[Page, ...]
    source: str = ""
    """Path of the source, relative to the project root."""
    folder: Path = field(default=Path(), compare=False, repr=False)
    """Folder that media names start from."""
