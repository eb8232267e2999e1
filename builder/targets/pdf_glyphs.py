"""Characters that no font for paper has: where they come from, so that their author can mend them.

The engine tells the character alone. It may stand in the text of a module, be written there as an entity, stand in an
SVG picture, or come from the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from xml.parsers import expat

from builder.diagnostics import Diagnostic, error
from builder.nodes import Module, walk
from builder.places import CATALOGUE, MODULES
from builder.source import Span
from builder.targets.pdf_media import picture_addresses

_HINT = "use a letter or a word instead, or a picture"


def missing_glyph(character: str, modules: Sequence[Module]) -> Iterator[Diagnostic]:
    """Say of each module that has the character where it has it first, and how often."""
    told = False
    for module in modules:
        places = list(chain(_in_text(character, module), _in_pictures(character, module))) or list(
            _as_entity(character, module)
        )
        if places:
            told = True
            yield _diagnostic(character, places[0], len(places))
    if not told:
        yield _diagnostic(character, _elsewhere(character, modules[0]), 1)


def _diagnostic(character: str, place: Span, times: int) -> Diagnostic:
    often = f", {times} times in this module" if times > 1 else ""
    shown = f"`{character}` (U+{ord(character):04X}{often})"
    return error("missing-glyph", f"the fonts for paper have no {shown}: a box would be printed", place, _HINT)


def _found(character: str, text: str, path: str) -> Iterator[Span]:
    for number, line in enumerate(text.splitlines(), 1):
        for column, here in enumerate(line, 1):
            if here == character:
                yield Span(path, number, column)


def _in_text(character: str, module: Module) -> Iterator[Span]:
    path = module.folder / module.source.rpartition("/")[2]
    yield from _found(character, _read(path), module.source)


def _in_pictures(character: str, module: Module) -> Iterator[Span]:
    folder = module.source.rpartition("/")[0]
    for name in picture_addresses(module):
        if name.lower().endswith(".svg"):
            path = f"{folder}/{name}"
            literal = list(_found(character, _read(module.folder / name), path))
            yield from literal or _in_markup(character, module.folder / name, path)


def _in_markup(character: str, file: Path, path: str) -> Iterator[Span]:
    """Find a character that a picture names by its number."""
    found: list[Span] = []
    parser = expat.ParserCreate()

    def text(data: str) -> None:
        if character in data:
            found.append(Span(path, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    parser.CharacterDataHandler = text
    try:
        parser.Parse(file.read_bytes(), True)
    except (OSError, expat.ExpatError):
        return
    yield from found


def _as_entity(character: str, module: Module) -> Iterator[Span]:
    """Give the innermost node that has a place and holds a character that its author wrote as an entity."""
    last = Span(module.source, 1)
    for node in walk(module.pages):
        span = getattr(node, "span", None)
        if isinstance(span, Span) and span.line:
            last = span
        if any(character in getattr(node, name, "") for name in ("text", "tex", "code")):
            yield last


def _elsewhere(character: str, module: Module) -> Span:
    """Look in the catalogue for what stands in no module."""
    path = f"{MODULES}/{CATALOGUE}"
    for place in _found(character, _read(module.folder.parent / CATALOGUE), path):
        return place
    return Span(module.source, 1)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""
