"""Inline nodes: what stands inside a paragraph, and where links lead."""

from __future__ import annotations

from dataclasses import dataclass, field

from builder.source import Span

NOWHERE = Span("", 0, 0)
"""The span of a node that no author wrote."""

# Where links lead. They stay symbolic until a target turns them into addresses.


@dataclass(frozen=True, slots=True)
class PageTarget:
    """A page, a block or a question of a module."""

    id: str
    """Id of the page or block; empty for the start of the module."""
    module: str | None = None
    """Slug of the other module, or None for this one."""


@dataclass(frozen=True, slots=True)
class MediaTarget:
    """A file of the module that travels with it."""

    name: str
    """Path relative to the module's folder, `/` separators, decoded."""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class WebTarget:
    """An address outside: http, https, mailto or tel."""

    url: str


LinkTarget = PageTarget | MediaTarget | WebTarget


# Inlines


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Inline code."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A hard line break."""


@dataclass(frozen=True, slots=True)
class Math:
    """Inline mathematics."""

    tex: str


@dataclass(frozen=True, slots=True)
class Styled:
    """A run of inlines with a meaning: emphasis, a keyboard key, another language …"""

    tag: str
    """`em strong s sub sup kbd abbr cite q mark time span` …: an HTML element name."""
    children: tuple[Inline, ...]
    id: str = ""
    classes: tuple[str, ...] = ()
    language: str = ""
    title: str = ""
    """Expansion of an abbreviation, else empty."""
    moment: str = ""
    """Date or time of a `time` for machines, else empty."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its text."""

    target: LinkTarget
    children: tuple[Inline, ...]
    title: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the module."""

    name: str
    """Path relative to the module's folder, decoded."""
    alt: str
    """Text alternative; empty only when `decorative`."""
    decorative: bool = False
    classes: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class FootnoteReference:
    """The mark of a footnote in the text."""

    number: int
    """Number of the note, counted through the module from 1."""
    occurrence: int = 1
    """Which of several marks of the same note this is, from 1."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a text that the template around it fills: a gap, a word to choose, a term with an explanation."""

    key: str
    children: tuple[Inline, ...] = ()
    """What stands there where nothing fills it."""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


Inline = Text | Code | LineBreak | Math | Styled | Link | Image | FootnoteReference | Slot
