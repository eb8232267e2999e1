"""The parts of the handbook: modules as chapters, by strand, and where links between them lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from builder.nodes import Container, Figure, LinkTarget, MediaTarget, Module, PageTarget, rewritten, walk
from builder.render import Links, RenderContext
from builder.render.html import Rendering
from builder.targets.pdf_editions import Chapter, Edition, chapters_of, rendering_of, whole_page
from builder.targets.pdf_places import AWAY, place_in

BOOK = Edition(
    name="pdf-handbook", body=whole_page, key=True, left_out=frozenset({"facilitator", "glossary"})
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BookLinks(Links):
    """Links on paper between modules of the same book."""

    def href(self, target: LinkTarget) -> str | None:
        """Give the address of a target, or None for a file or a module that is not in the book."""
        match target:
            case PageTarget(id=place, module=str(module)):
                return f"#{AWAY}{place_in(module, place)}" if module in self.modules else None
            case MediaTarget():
                return None
        return Links.href(self, target)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A module as a chapter of the book."""

    module: Module
    number: int
    rendering: Rendering
    sections: tuple[Chapter, ...]

    @property
    def slug(self) -> str:
        """Give the module's name."""
        return self.module.slug

    @property
    def lists_objectives(self) -> bool:
        """Tell whether the text itself shows the objectives of the header."""
        boxes = (node for node in walk(self.module.pages) if isinstance(node, Container))
        return any(box.kind == "objectives" and not box.blocks for box in boxes)


@dataclass(frozen=True, slots=True)
class Part:
    """Modules of one strand; those of none make a part without a title."""

    number: int
    title: str
    leaves: tuple[Leaf, ...]

    @property
    def place(self) -> str:
        """Give the id of the part's page."""
        return f"part/{self.number}" if self.title else ""


def parts_of(modules: Sequence[Module], context: RenderContext) -> tuple[Part, ...]:
    """Part modules by strand, in the catalogue's order; those of none come first if the first module is one."""
    strands = dict.fromkeys(strand for strand, _ in context.strands)
    grouped: dict[str, list[Module]] = {strand: [] for strand in strands}
    for module in modules:
        grouped.setdefault(module.metadata.strand, []).append(module)
    if "" in grouped and not modules[0].metadata.strand:
        grouped = {"": grouped.pop("")} | grouped
    numbers, part_numbers = count(1), count(1)
    links = {module.slug: module.slug for module in modules}
    parts = []
    for strand, members in grouped.items():
        if members:
            leaves = tuple(_leaf(module, next(numbers), links, context) for module in members)
            titled = strand and len([1 for some in grouped.values() if some]) > 1
            title = context.strand_title(strand) if titled else ""
            parts.append(Part(next(part_numbers) if title else 0, title, leaves))
    return tuple(parts)


def _leaf(module: Module, number: int, links: Mapping[str, str], context: RenderContext) -> Leaf:
    module = replace(module, pages=rewritten(module.pages, _with_place))
    plain = rendering_of(module, context, BOOK)
    rendering = replace(plain, links=BookLinks(plain.links.media, links))
    chapters = chapters_of(module, rendering, BOOK, context.catalogue.address)
    sections = tuple(section for section in chapters if section.body)
    return Leaf(module, number, rendering, sections)


def _with_place(node: object) -> object:
    """Give a place to figures that a list of figures leads to. No author's id has a slash."""
    if isinstance(node, Figure) and node.caption and not node.id:
        return replace(node, id=f"figure/{node.number}")
    return node
