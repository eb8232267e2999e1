"""One glossary out of those of many modules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from builder.nodes import Container, DefinitionList, Page, plain_text, walk
from builder.render.html import Rendering, render_blocks, render_inlines
from builder.targets.pdf_index import sorting
from builder.targets.pdf_places import made_unique, place_in


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a term means in some of the modules."""

    text: Markup
    language: str
    modules: tuple[str, ...]
    """Titles of the modules that say so."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term with all that it means."""

    name: Markup
    language: str
    places: tuple[str, ...]
    """Ids that lead to it."""
    meanings: tuple[Meaning, ...]


def joined(parts: Sequence[tuple[str, tuple[Page, ...], Rendering]]) -> tuple[Term, ...]:
    """Join the glossaries of modules, each given by slug, pages and rendering; in alphabetical order.

    A term that is explained in the same words by several is listed once; other words are told with their module.
    """
    names: dict[str, tuple[Markup, str]] = {}
    places: dict[str, list[str]] = {}
    meanings: dict[str, dict[str, Meaning]] = {}
    for slug, pages, rendering in parts:
        for definitions in _lists(pages):
            for item in definitions.items:
                words = " ".join(plain_text(item.term).split())
                key = words.casefold()
                text = Markup("\n").join(render_blocks(blocks, rendering) for blocks in item.definitions)
                unique = Markup(made_unique(text, slug))
                names.setdefault(key, (render_inlines(item.term, rendering), rendering.language))
                places.setdefault(key, []).append(place_in(slug, item.id))
                said = " ".join(plain_text(item.definitions).split())
                before = meanings.setdefault(key, {}).get(said)
                titles = (*(before.modules if before else ()), rendering.metadata.title)
                meanings[key][said] = Meaning(before.text if before else unique, rendering.language, titles)
    return tuple(
        Term(*names[key], tuple(places[key]), tuple(meanings[key].values())) for key in sorted(names, key=sorting)
    )


def _lists(pages: tuple[Page, ...]) -> Iterator[DefinitionList]:
    for node in walk(pages):
        if isinstance(node, Container) and node.kind == "glossary":
            yield from (block for block in node.blocks if isinstance(block, DefinitionList))
