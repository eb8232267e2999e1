"""From inline nodes to HTML that is also well-formed XML, for screen and for paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never
from urllib.parse import quote

from jinja2 import Environment
from markupsafe import Markup, escape

from builder.nodes import (
    Block,
    Code,
    Footnote,
    FootnoteReference,
    Image,
    Inline,
    LineBreak,
    Link,
    Math,
    MediaTarget,
    Metadata,
    Paragraph,
    Slot,
    Styled,
    Text,
    WebTarget,
    plain_text,
)
from builder.render import Links
from builder.render.formulas import mathml, set_in_html
from builder.render.markup import element
from builder.render.words import direction, fill


@dataclass(frozen=True, slots=True)
class Online:
    """Where a page is in the web build, and how ways to it are drawn."""

    folder: str
    """Address of the module, with a slash at the end."""
    page: str
    draw: Callable[[str, str], Markup]
    """Draws the code of an address; takes the words for those who don't see it, too."""

    def address(self, place: str = "") -> str:
        """Give the address of a place in the module, or of the page."""
        return f"{self.folder}#{quote(place or self.page)}"


@dataclass(frozen=True, slots=True)
class Rendering:
    """What a run from nodes to HTML is told."""

    medium: str
    """`screen` or `print`."""
    links: Links
    language: str
    strings: Mapping[str, str]
    environment: Environment
    metadata: Metadata
    notes: Mapping[int, Footnote]
    """All notes of the module by number: on paper they stand where their mark is."""
    left_out: frozenset[str] = frozenset({"facilitator"})
    """Kinds of blocks that are not shown: what facilitators are told is for an edition of their own."""
    answers_in_place: bool = False
    """Whether each question on paper is followed by its answer, and what it takes to mark one."""
    online: Online | None = None
    """On paper, where the page at hand is in the web build; None where nobody is to be led there."""
    inside_note: bool = False
    """Whether a footnote's text is being written, on paper."""
    slots: Mapping[str, Markup] = field(default_factory=dict)
    """What fills the slots of the text being written, by key."""
    sizes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Width and height of pictures by name, where known: a browser keeps their place before they arrive."""
    weights: Mapping[str, int] = field(default_factory=dict)
    """Bytes of files by name, where known: a learner is told before a download begins."""


def render_inlines(inlines: Sequence[Inline], rendering: Rendering) -> Markup:
    """Write a run of inlines."""
    return Markup("").join(_inline(inline, rendering) for inline in inlines)


def _inline(inline: Inline, rendering: Rendering) -> Markup:
    match inline:
        case Text(text=text):
            return escape(text)
        case Code(text=text):
            return element("code", escape(text), translate="no")
        case LineBreak():
            return element("br")
        case Math(tex=tex):
            return math(tex, rendering, display=False)
        case Styled():
            return _styled(inline, rendering)
        case Link():
            return _link(inline, rendering)
        case Image():
            return image_element(inline, rendering)
        case FootnoteReference():
            return _reference(inline, rendering)
        case Slot(key=key, children=children):
            return rendering.slots[key] if key in rendering.slots else render_inlines(children, rendering)
    assert_never(inline)


def _styled(styled: Styled, rendering: Rendering) -> Markup:
    content = render_inlines(styled.children, rendering)
    return element(
        styled.tag, content, id=styled.id, class_=" ".join(styled.classes), lang=styled.language,
        dir=direction(styled.language) if styled.language else "", title=styled.title, datetime=styled.moment,
    )  # fmt: skip


def _link(link: Link, rendering: Rendering) -> Markup:
    content = render_inlines(link.children, rendering)
    href = rendering.links.href(link.target)
    if isinstance(link.target, MediaTarget) and href is None:  # a file, on paper: its name tells what to ask for
        return content + Markup(' <span class="file-name">({})</span>').format(link.target.name.rpartition("/")[2])
    if href is None:
        return content  # another module that this product does not hold
    outside = isinstance(link.target, WebTarget)
    kind = ""
    if outside:
        kind = "bare" if plain_text(link.children).strip() in (href, href.removeprefix("mailto:")) else "outside"
    rel = "noopener" if outside and rendering.medium == "screen" and href.startswith("http") else ""
    target = "_blank" if rel else ""
    return element("a", content, href=href, title=link.title, class_=kind, rel=rel, target=target)


def image_element(image: Image, rendering: Rendering) -> Markup:
    """Write a picture; a decorative one has an empty text alternative."""
    address = rendering.links.media.get(image.name, image.name)
    classes = " ".join(image.classes)
    width, height = (str(side) for side in rendering.sizes.get(image.name, ("", "")))
    lazy = "lazy" if rendering.medium == "screen" else ""
    written = element("img", src=address, class_=classes, width=width, height=height, loading=lazy)
    return Markup(str(written).replace("<img", f'<img alt="{escape(image.alt)}"', 1))


def _reference(reference: FootnoteReference, rendering: Rendering) -> Markup:
    number = str(reference.number)
    if rendering.medium == "print":
        note = rendering.notes.get(reference.number)
        if note is None:
            return Markup("")  # an edition without notes
        if reference.occurrence == 1:
            text = _flattened(note.blocks, replace(rendering, inside_note=True))
            if rendering.inside_note:  # the engine numbers a note inside a note before the one it stands in
                return Markup(" [") + text + Markup("]")
            return element("span", text, class_="footnote", id=f"note-{number}")
        return element("sup", element("a", number, href=f"#note-{number}"), class_="noteref-again")
    suffix = "" if reference.occurrence == 1 else f"-{reference.occurrence}"
    label = fill(rendering.strings["footnote_n"], n=number)
    mark = element("a", number, href=f"#note-{number}", id=f"noteref-{number}{suffix}", role="doc-noteref",
                   aria_label=label)  # fmt: skip
    return element("sup", mark, class_="noteref")


def _flattened(blocks: Sequence[Block], rendering: Rendering) -> Markup:
    """Write a note's text as inlines, since a note stands inside a paragraph on paper."""
    parts = []
    for block in blocks:
        if isinstance(block, Paragraph):
            parts.append(render_inlines(block.children, rendering))
        else:
            parts.append(escape(plain_text(block)))
    return Markup(" ").join(parts)


def math(tex: str, rendering: Rendering, *, display: bool) -> Markup:
    """Write a TeX formula."""
    if rendering.medium == "print":
        return element("span", Markup(set_in_html(tex, display)), class_="math display" if display else "math")
    return Markup(mathml(tex, display))
