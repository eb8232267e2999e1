"""Blocks that a learner explores: tabs, cards, galleries, described figures, and those that are lists of entries.

Each is ordinary text first. Scripts fold it on screen; without them, and on paper, all of it stands in its order.
"""

from __future__ import annotations

from builder.blocks.base import BlockType, any_blocks, container, still
from builder.blocks.entries import compare, compares_pictures, even_headings, hotspots, speaks, timeline
from builder.blocks.media import titled
from builder.diagnostics import Report, error
from builder.nodes import (
    Block,
    Container,
    Directive,
    Figure,
    FootnoteReference,
    Link,
    Table,
    ThematicBreak,
    plain_text,
    walk,
)
from builder.source import Span


def part(directive: Directive, report: Report) -> tuple[Block, ...] | None:
    """Let any Markdown pass as a tab or a card; its title becomes a button, which holds nothing to press."""
    titled(directive, report)
    if any(isinstance(node, Link | FootnoteReference) for node in walk(directive.title)):
        hint = f"put it into the text: the title of a `{directive.name}` is pressed itself"
        message = f"the title of the `{directive.name}` holds a link or a note"
        report(error("link-in-title", message, directive.span, hint))
    return any_blocks(directive, report) or ()


def parts(directive: Directive, report: Report) -> tuple[Block, ...] | None:
    """Let tabs pass, or cards, and nothing between them."""
    name = directive.name.removesuffix("s")
    found = [block for block in directive.blocks if isinstance(block, Container) and block.kind == name]
    for block in directive.blocks:
        if block not in found:
            message = f"this stands in `{directive.name}` beside its parts"
            hint = f"put it into a `::: {name}`, or before `::: {directive.name}`"
            report(error("parts-only", message, _span(block, directive), hint))
            return None
    if len(found) < 2:
        hint = f"write each as `::: {name} Title`, and close it with `:::`; put more colons around them than inside"
        report(error("parts-only", f"`{directive.name}` holds fewer than two", directive.span, hint))
        return None
    titles: set[str] = set()
    for one in found:
        words = plain_text(one.title).strip().casefold()
        if words and words in titles:
            message = f"two are called `{plain_text(one.title).strip()}`"
            report(error("same-title", message, one.span, "let the titles tell them apart"))
        titles.add(words)
    even_headings([one.blocks for one in found], report)
    return tuple(found)


def _span(block: object, directive: Directive) -> Span:
    span = getattr(block, "span", None)
    return span if isinstance(span, Span) and span.line else directive.span


def gallery(directive: Directive, report: Report) -> tuple[Block, ...] | None:
    """Let two or more pictures pass, each alone in a paragraph."""
    pictures = tuple(block for block in directive.blocks if isinstance(block, Figure))
    if len(pictures) < 2 or len(pictures) < len(directive.blocks):
        hint = 'write each picture alone in a paragraph, with empty lines around: `![what it shows](media/a.jpg "…")`'
        report(error("gallery-pictures", "`gallery` holds two or more pictures and nothing else", directive.span, hint))
        return None
    for one in pictures:
        speaks(one, "gallery", report)
    return pictures


def figure(directive: Directive, report: Report) -> tuple[Block, ...] | None:
    """Let a picture, a table or a chart pass, and behind it what describes it at length."""
    match tuple(block for block in directive.blocks if not isinstance(block, Directive)):
        case (Figure() | Table() | Container(kind="chart") as shown, first, *others):
            if isinstance(shown, Figure):
                speaks(shown, "figure", report)
            return (shown, ThematicBreak(), first, *others)  # the rule parts them for the template
    hint = "begin with the picture, alone in a paragraph, or the table; describe it at length in the paragraphs below"
    report(error("figure-parts", "`figure` holds a picture or a table, and a description", directive.span, hint))
    return None


def label_of(node: Container) -> tuple[str, int]:
    """Give the string that names what a `figure` shows, and its number; 0 where it has none."""
    match node.blocks[0]:
        case Figure(number=number):
            return "figure_n", number
        case Table(number=number):
            return "table_n", number
    return "figure_n", 0


EXPLORED = (
    BlockType("tabs", "texts of which one is shown at a time, each `tab` under its title", "tabs",
              container(rule=parts),
              still("a row of titles, and the text of the one chosen", "each text under its title",
                    "each text under its title",
                    "arrow keys, Home and End choose a tab; Tab leads into its text"),
              scripts=("kinds/folding", "kinds/tabs"), styles=("kinds/tabs",)),
    BlockType("tab", "one of the texts of `tabs`", "tab", container(rule=part),
              still("shown when its title is chosen", "its title, then its text", "its title, then its text",
                    "its title takes the arrow keys"), inside=("tabs",)),
    BlockType("cards", "fronts, and what is on the back of each `card`", "cards", container(rule=parts),
              still("fronts side by side; each shows its back when it is turned",
                    "fronts on the left, backs on the right", "front and back of each", "Enter or Space turns a card"),
              scripts=("kinds/folding", "kinds/cards"), styles=("kinds/cards",)),
    BlockType("card", "one of the `cards`: its title is the front", "card", container(rule=part),
              still("front; pressed, its back below it", "front, and its back beside it", "front, then back",
                    "Enter or Space turns it"), inside=("cards",)),
    BlockType("timeline", "what happened when, as one list with its times in bold", "timeline",
              container(rule=timeline), still("list along a line, times before the texts"),
              styles=("kinds/timeline",)),
    BlockType("gallery", "pictures side by side, each to be looked at large", "gallery", container(rule=gallery),
              still("grid of pictures; each opens large, with ways to the next and the one before",
                    "pictures in two columns with their captions", "grid of pictures with their captions",
                    "Enter opens a picture, arrow keys turn to the next, Escape closes"),
              scripts=("kinds/gallery",), styles=("kinds/gallery",)),
    BlockType("hotspots", "a picture with numbered places, each explained", "hotspots", hotspots,
              still("picture with numbers to press; what is said of the one pressed stands below",
                    "picture with numbers, and a numbered list", "picture with numbers, and a numbered list",
                    "Tab leads from number to number, Enter or Space opens what is said of it"),
              scripts=("kinds/folding", "kinds/hotspots"), styles=("kinds/hotspots",)),
    BlockType("compare", "two pictures or two texts, side by side", "compare", container(rule=compare),
              still("two pictures of one shape over each other with a slider, anything else side by side",
                    "side by side", "side by side", "arrow keys, Home and End move the slider"),
              facts=compares_pictures, scripts=("kinds/compare",), styles=("kinds/compare",)),
    BlockType("figure", "a picture or a table with a description at length", "figure", container(rule=figure),
              still("picture or table, its description folded below", "picture or table, its description below",
                    "its description folded, the browser opens it", "Enter opens the description"),
              facts=label_of, styles=("kinds/figure",)),
)  # fmt: skip
"""Rows of the table of blocks."""
