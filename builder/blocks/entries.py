"""Blocks that are a list of named entries: timelines, comparisons, places in a picture.

An author begins each entry with its name in bold; here name and text are parted, so that either can be set by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from builder.blocks.base import container
from builder.diagnostics import Report, error, suggest, warning
from builder.nodes import (
    Block,
    Container,
    Directive,
    Figure,
    Heading,
    Image,
    Inline,
    LineBreak,
    List,
    ListItem,
    Paragraph,
    Styled,
    Text,
    plain_text,
    walk,
)

_BRACES = re.compile(r"\s*\{([^{}]*)\}")
_BRACES_AT_END = re.compile(r"\s*\{([^{}]*)\}\s*\Z")
_AFTER_NAME = re.compile(r"\s*(?::|[\u2013\u2014](?=\s))?\s*")
_PER_CENT = re.compile(r"\d+(?:[.,]\d*)?|[.,]\d+")
_NEAR = 8
"""Per cent between two places, across and down, below which their numbers would cover each other on a phone."""


@dataclass(frozen=True, slots=True)
class Place:
    """A point of a picture, in per cent of its width and height."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Hotspots(Container):
    """A picture with numbered places; its blocks are the picture and a numbered list."""

    places: tuple[Place, ...] = ()
    """Where each entry of the list lies, in the same order."""


def timeline(directive: Directive, report: Report) -> tuple[Block, ...] | None:
    """Let one list pass whose entries begin with their time."""
    match directive.blocks:
        case (List() as listed,):
            hint = "write the time in bold: `- **May 2019** The first day.`"
            return (_named(listed, "timeline", "time", hint, report, ordered=True),)
    hint = "write one list, each entry with its time in bold: `- **May 2019** The first day.`"
    report(error("entries-list", "`timeline` holds one list and nothing else", directive.span, hint))
    return None


def compare(directive: Directive, report: Report) -> tuple[Block, ...] | None:
    """Let a list of two pass: two pictures, or two texts."""
    match directive.blocks:
        case (List(items=(_, _)) as listed,):
            hint = "write its name in bold: `- **Before** What it was like.`"
            named = _named(listed, "compare", "name", hint, report, ordered=False)
            for item in named.items:
                if not item.blocks[1:]:
                    message = f"nothing stands under `{plain_text(item.blocks).strip()}`"
                    report(error("empty-side", message, item.span, "write a picture or a text behind the name"))
            pictured = [item.blocks[1] for item in named.items if _one_picture(item)]
            for figure in pictured if len(pictured) == 2 else ():
                if isinstance(figure, Figure) and figure.caption:
                    message = "the pictures lie over each other, and a caption would belong to both"
                    report(error("caption-in-compare", message, figure.span, "say it in the name, or above the block"))
            return (named,)
    hint = "write one list of two: `- **Before** …` and `- **After** …`, with a text or a picture in each"
    report(error("entries-list", "`compare` holds one list with two entries", directive.span, hint))
    return None


def _one_picture(item: ListItem) -> bool:
    return len(item.blocks) == 2 and isinstance(item.blocks[1], Figure)


def compares_pictures(node: Container) -> bool:
    """Tell whether a comparison is one of two pictures."""
    return all(_one_picture(item) for block in node.blocks if isinstance(block, List) for item in block.items)


def _named(listed: List, name: str, what: str, hint: str, report: Report, *, ordered: bool) -> List:
    """Part each entry into its name, which an author writes in bold, and what follows; a paragraph for either."""
    items = [
        replace(item, blocks=_entry(item, f"{name}-{what}", what, hint, report), checked=None) for item in listed.items
    ]
    return replace(listed, ordered=ordered, items=tuple(items), start=1, tight=False,
                   classes=(*listed.classes, f"{name}-list"))  # fmt: skip


def _entry(item: ListItem, look: str, what: str, hint: str, report: Report) -> tuple[Block, ...]:
    if item.checked is not None:
        report(error("idle-box", "the box of the entry means nothing here", item.span, "leave out `[ ]` and `[x]`"))
    match item.blocks:
        case (Paragraph(children=(Styled(tag="strong", children=name), *rest)) as first, *others):
            said = _trimmed(rest)
            head = Paragraph(_without_colon(name), classes=(look,), span=first.span)
            match said:
                case ():
                    return (head, *others)
                case (Image() as image,):
                    return (head, Figure(replace(image, classes=()), classes=image.classes, span=image.span), *others)
            return (head, replace(first, children=said), *others)
    written = " ".join(plain_text(item.blocks).split())
    message = f"`{written[:40]}` has no {what}"
    report(error("unnamed-entry", message, item.span, hint))
    return (Paragraph((), classes=(look,), span=item.span), *item.blocks)


def _trimmed(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Drop what only parts a name from its text: blanks, a colon, a dash, a line break."""
    kept = list(inlines)
    while kept and isinstance(kept[0], Text | LineBreak):
        first = kept.pop(0)
        text = first.text[_end(first.text) :] if isinstance(first, Text) else ""
        if text:
            kept.insert(0, Text(text))
            break
    return tuple(kept)


def _end(text: str) -> int:
    found = _AFTER_NAME.match(text)
    return found.end() if found else 0


def _without_colon(name: tuple[Inline, ...]) -> tuple[Inline, ...]:
    last = name[-1]
    return (*name[:-1], Text(last.text.rstrip().removesuffix(":"))) if isinstance(last, Text) else name


def hotspots(directive: Directive, report: Report) -> Hotspots | None:
    """Read a picture and the list of its places."""
    box = container(rule=_picture_and_list)(directive, report)
    if box is None:
        return None
    figure, listed = box.blocks
    assert isinstance(figure, Figure)
    assert isinstance(listed, List)
    speaks(figure, "hotspots", report)
    places: list[Place] = []
    items: list[ListItem] = []
    for item in listed.items:
        written, bare = _split_braces(item)
        place = _place(written, bare, report)
        items.append(bare)
        if place:
            places.append(place)
    hint = "write its name in bold: `- **The bell** {x=50 y=20} It ends each round.`"
    named = _named(replace(listed, items=tuple(items)), "place", "name", hint, report, ordered=True)
    even_headings([item.blocks for item in named.items], report)
    if len(places) < len(items):
        return None
    _check_distance(places, named, report)
    return Hotspots(
        box.kind, box.title, (figure, named), box.options, box.id, box.classes, box.span, tuple(places)
    )  # fmt: skip


def _picture_and_list(directive: Directive, report: Report) -> tuple[Block, ...] | None:
    match directive.blocks:
        case (Figure() as figure, List() as listed):
            return (figure, listed)
    hint = "write the picture alone in a paragraph, then the list: `- **The bell** {x=50 y=20} It ends each round.`"
    message = "`hotspots` holds one picture, then one list of places, and nothing else"
    report(error("hotspots-parts", message, directive.span, hint))
    return None


def _split_braces(item: ListItem) -> tuple[str | None, ListItem]:
    """Take `{x=… y=…}` out of an entry: behind its name, or at the end of its first paragraph."""
    if not item.blocks or not isinstance(item.blocks[0], Paragraph):
        return None, item
    first = item.blocks[0]
    for index, match in _candidates(first.children):
        text = first.children[index]
        assert isinstance(text, Text)
        kept = text.text[: match.start()] + text.text[match.end() :]
        children = (*first.children[:index], *((Text(kept),) if kept else ()), *first.children[index + 1 :])
        return match[1], replace(item, blocks=(replace(first, children=children), *item.blocks[1:]))
    return None, item


def _candidates(children: Sequence[Inline]) -> Iterator[tuple[int, re.Match[str]]]:
    if len(children) > 1 and isinstance(children[1], Text) and (match := _BRACES.match(children[1].text)):
        yield 1, match
    last = children[-1] if children else None
    if isinstance(last, Text) and (match := _BRACES_AT_END.search(last.text)):
        yield len(children) - 1, match


def _place(written: str | None, item: ListItem, report: Report) -> Place | None:
    """Read where an entry lies; None where that can't be told, which is reported."""
    example = "write it in per cent of the picture, from the left and from above: `{x=30 y=40}`"
    if written is None:
        name = " ".join(plain_text(item.blocks[:1]).split())[:40]
        report(error("bad-place", f"`{name}` does not say where in the picture it lies", item.span, example))
        return None
    values: dict[str, float] = {}
    for each in written.split():
        name, _, value = each.partition("=")
        if name not in ("x", "y"):
            size = name in ("w", "h", "r")
            hint = "a place is a point: `x` and `y` are enough" if size else suggest(name, ("x", "y"))
            report(error("bad-place", f"a place knows no `{name}`", item.span, hint))
            return None
        number = float(value.replace(",", ".")) if _PER_CENT.fullmatch(value) else -1
        if not 0 <= number <= 100:
            report(error("bad-place", f"`{each}` is no number from 0 to 100", item.span, example))
            return None
        if name in values:
            report(error("bad-place", f"`{name}` is there twice", item.span, "leave one of them out"))
            return None
        values[name] = number
    if len(values) < 2:
        report(error("bad-place", f"`{{{written.strip()}}}` tells one direction only", item.span, example))
        return None
    return Place(values["x"], values["y"])


def _check_distance(places: Sequence[Place], named: List, report: Report) -> None:
    for index, one in enumerate(places):
        for other, item in zip(places[:index], named.items, strict=False):
            if abs(one.x - other.x) < _NEAR and abs(one.y - other.y) < _NEAR:
                message = f"the places `{plain_text(item.blocks[0])}` and `{plain_text(named.items[index].blocks[0])}`"
                hint = f"leave {_NEAR} per cent between them, or make one place of both"
                message += " lie so close that one number covers the other"
                report(warning("close-places", message, named.items[index].span, hint))


def speaks(figure: Figure, name: str, report: Report) -> None:
    """Report a picture without words where it is looked at for what it shows."""
    if figure.image.decorative:
        message = f"a picture in `{name}` does not only decorate"
        report(error("missing-alt-text", message, figure.span, "describe what it shows, in the square brackets"))


def even_headings(texts: Sequence[tuple[Block, ...]], report: Report) -> None:
    """Report a part that begins deeper than the first: it is shown alone, and its heading would skip a level."""
    top = before = 0
    for text in texts:
        levels = [node.level for node in walk(text) if isinstance(node, Heading)]
        if not levels:
            continue
        top = top or levels[0]
        if top < levels[0] <= before + 1:  # anything deeper is reported with all skipped levels
            first = next(node for node in walk(text) if isinstance(node, Heading))
            message = f"the heading skips a level: the parts before it begin with `{'#' * top}`"
            report(error("skipped-heading", message, first.span, f"write `{'#' * top}`: parts are shown one at a time"))
        before = levels[-1]
