"""Blocks about words: a glossary, and text for one medium only."""

from __future__ import annotations

from dataclasses import replace

from builder.blocks.base import any_blocks, container
from builder.diagnostics import Report, error, suggest
from builder.nodes import Block, Container, DefinitionList, Directive, FootnoteReference, Question, plain_text, walk

MEDIA = ("screen", "print", "epub")
"""What `only` can be followed by: the names of media, as renderings know them."""


def definitions(directive: Directive, report: Report) -> tuple[Block, ...] | None:
    """Let one definition list pass, as `glossary` wants it."""
    match directive.blocks:
        case (DefinitionList() as entries,):
            return (entries,)
    hint = "write each term on a line of its own, and `: what it means` on the next"
    report(error("glossary-list", "`glossary` holds one list of terms and nothing else", directive.span, hint))
    return None


def only(directive: Directive, report: Report) -> Container | None:
    """Read a block for one medium; what all media have to have in common may not stand in it."""
    medium = plain_text(directive.title).strip()
    if medium not in MEDIA:
        named = f"`{medium}` is none" if medium else "none is named"
        hint = suggest(medium, MEDIA, "media") if medium else f"write one of them behind it: {', '.join(MEDIA)}"
        report(error("only-medium", f"`only` is for one medium, and {named}", directive.span, hint))
    for node in walk(directive.blocks):
        if isinstance(node, Question):
            message = f"`{node.id}` stands in `only`: whoever reads elsewhere could not answer it"
            report(error("hidden-question", message, node.span, "put it outside; its text may differ by medium"))
        elif isinstance(node, FootnoteReference):
            message = f"the mark of note {node.number} stands in `only`: elsewhere the note has no mark"
            report(error("hidden-note", message, directive.span, "write the note's text in parentheses"))
    box = container(rule=any_blocks)(replace(directive, title=()), report)
    if box is None or medium not in MEDIA:
        return None
    return replace(box, options=(("medium", medium),))
