"""What the layout engine says while it works, as diagnostics that point at the modules."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from builder.diagnostics import Diagnostic, Report, warning
from builder.nodes import Image, Module, walk
from builder.source import Span
from builder.targets.pdf_glyphs import missing_glyph
from builder.targets.pdf_media import BASE, picture_addresses

_MISSING = re.compile(r"\(U\+([0-9A-F]{4,6})\)$")
_PICTURE = re.compile(r"Failed to load (?:image|inline SVG)[^']*'?([^']*)'?", re.I)
_ANCHOR = re.compile(r"No anchor #(\S+) for internal URI reference")


class Listener(logging.Handler):
    """Keeps the engine's messages in order, each once."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.said.setdefault(record.getMessage())


@contextmanager
def listening(modules: Sequence[Module], report: Report) -> Iterator[None]:
    """Report what concerns the author of what the engine says inside the `with` block; the rest is noise of styles."""
    logger = logging.getLogger("weasyprint")
    listener = Listener()
    passed_on, logger.propagate = logger.propagate, False
    logger.addHandler(listener)
    try:
        yield
    finally:
        logger.removeHandler(listener)
        logger.propagate = passed_on
    for message in listener.said:
        for found in _diagnostics(message, modules):
            report(found)


def _diagnostics(message: str, modules: Sequence[Module]) -> Iterator[Diagnostic]:
    first = Span(modules[0].source, 1)
    if match := _MISSING.search(message):
        yield from missing_glyph(chr(int(match[1], 16)), modules)
    elif match := _ANCHOR.search(message):
        what = f"the printed document has no place `#{match[1]}` that a link could lead to"
        slug, slash, _ = match[1].partition("/")
        owner = next((module for module in modules if slash and module.slug == slug), modules[0])
        yield warning("unknown-anchor", what, Span(owner.source, 1))
    elif message.startswith(("Failed to load image", "Failed to render SVG image")):
        for module in modules:
            for name, address in picture_addresses(module).items():
                if BASE + address in message:
                    reason = message.rpartition(": ")[2]
                    yield warning("picture-not-printed", f"`{name}` can't be printed: {reason}", _place(name, module))
                    return
        yield warning("picture-not-printed", f"a picture can't be printed: {message}", first)


def _place(name: str, module: Module) -> Span:
    pictures = (node for node in walk(module.pages) if isinstance(node, Image) and node.name == name)
    return next((picture.span for picture in pictures), Span(module.source, 1))
