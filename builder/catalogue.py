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
class Catalogue:
    """What `modules/catalogue.yaml` says."""

    title: str = "Learning modules"
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
    control_files: str = ""
    """Folder of control files for SCORM packages, relative to the project root; empty for none."""
    control_files_span: Span | None = field(default=None, compare=False, repr=False)
    """Where it is named."""
    defaults: Defaults = Defaults()
