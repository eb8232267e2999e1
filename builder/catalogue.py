"""What all modules of a project share: title, publisher, strands, order, colours."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from builder.source import Span


@dataclass(frozen=True, slots=True)
class Brand:
    """The few values a catalogue sets to look like its publisher; all else derives from them."""

    accent: str = "#af0045"
    """Links, buttons, marks on a light page; contrast with white at least 4.5."""
    accent_bright: str = "#e5165e"
    """Large shapes and rules."""
    contrast: str = "#69d7e6"
    """The second colour, for shapes on paper and accents in the dark."""


@dataclass(frozen=True, slots=True)
class Defaults:
    """Header fields every module inherits, read already; `completion` is a mapping of its own keys."""

    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the comparison."""

    title: str
    paths: tuple[str, ...]
    """Where in an item its values are: keys with dots between them."""
    strand: bool = False
    """Whether its values are strands, to be called by their titles."""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Row:
    """One item of the comparison."""

    module: str
    """Slug of the module about it; empty where there is none."""
    kind: str
    """What it is, in a few words."""
    cells: tuple[tuple[str, ...], ...]
    """Per column what there is to say; nothing, one text, or a list."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A table made of facts in a YAML file beside the catalogue."""

    source: str
    """Name of the file."""
    items: str
    """Key of the file that holds the items, a list."""
    columns: tuple[Column, ...]
    module: str = ""
    """Path in an item to the slug of its module."""
    kind: str = ""
    """Path in an item to what it is."""
    title: str = ""
    note: str = ""
    """What readers have to know of the facts."""
    rows: tuple[Row, ...] = ()
    """The facts, once the file has been read."""
    spans: tuple[tuple[str, Span], ...] = field(default=(), compare=False, repr=False)
    """Where its keys have their values."""

    def span(self, key: str) -> Span:
        """Tell where a key of it has its value."""
        return dict(self.spans)[key]


@dataclass(frozen=True, slots=True)
class Argument:
    """What an answer says for a module."""

    module: str
    weight: int
    reason: str
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question of the chooser."""

    text: str
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One question of the chooser."""

    question: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Chooser:
    """Questions whose answers speak for modules."""

    choices: tuple[Choice, ...]
    title: str = ""
    note: str = ""
    """What readers have to know of the weights."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What `modules/catalogue.yaml` says."""

    title: str = "Learning modules"
    summary: str = ""
    """What the modules are for, in a sentence or two."""
    publisher: str = ""
    languages: tuple[str, ...] = ()
    strands: tuple[tuple[str, str], ...] = ()
    """Strand ids with their titles."""
    order: tuple[str, ...] = ()
    """Slugs in the order to list them."""
    order_spans: tuple[Span, ...] = field(default=(), compare=False, repr=False)
    """Where each of them stands."""
    brand: Brand = Brand()
    brand_span: Span | None = field(default=None, compare=False, repr=False)
    """Where its accent stands, or the brand if it has none."""
    address: str = ""
    """Where the folders of the web builds are on the web, with a slash at the end; empty where they are nowhere."""
    control_files: str = ""
    """Folder of control files for SCORM packages, relative to the project root; empty for none."""
    control_files_span: Span | None = field(default=None, compare=False, repr=False)
    """Where it is named."""
    defaults: Defaults = Defaults()
    comparison: Comparison | None = None
    chooser: Chooser | None = None

    @property
    def language(self) -> str:
        """Give the language of what is said of all modules: the first of `languages`."""
        return self.languages[0] if self.languages else "en"
