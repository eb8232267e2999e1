"""What a kind of block tells the rest of the program: how it is read, and the template that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from builder.diagnostics import Report, error, suggest_option
from builder.forms import AS_PRINTED, NO_RECORD, STATIC, Forms
from builder.nodes import Block, Container, Directive


@dataclass(frozen=True, slots=True)
class BlockType:
    """One row of the table of blocks."""

    name: str
    """The name an author writes after the colons."""
    summary: str
    template: str
    """Template under `templates/blocks/`, without its ending."""
    parse: Callable[[Directive, Report], Container | None]
    forms: Forms
    facts: Callable[[Container], object] | None = None
    """Works out what the template needs besides the node: it gets it as `facts`."""
    inside: tuple[str, ...] = ()
    """Blocks it may stand directly in; empty where it may stand anywhere."""
    scripts: tuple[str, ...] = ()
    """Files of `templates/runtime`, without their ending, that the player needs for this block alone."""
    styles: tuple[str, ...] = ()
    """Files of `templates/styles`, without their ending, that pages need for this block alone."""


def still(screen: str, paper: str = "", no_script: str = "", keyboard: str = STATIC) -> Forms:
    """Give the forms of a block with nothing to answer: paper and script-less screen show the same unless told."""
    return Forms(
        screen=screen, no_script=no_script or screen, paper=paper or screen, key="none: nothing is asked",
        epub=AS_PRINTED, keyboard=keyboard, record=NO_RECORD,
    )  # fmt: skip


Rule = Callable[[Directive, Report], tuple[Block, ...] | None]
"""Checks what a block holds and gives its blocks; None where nothing can be made of them."""


def container(
    options: frozenset[str] = frozenset(), rule: Rule | None = None
) -> Callable[[Directive, Report], Container | None]:
    """Make the parse function of a block whose body is any Markdown, or what `rule` lets pass."""

    def parse(directive: Directive, report: Report) -> Container | None:
        for name, _ in directive.attributes:
            if name not in options:
                hint = suggest_option(name, options, directive.attributes, "known names")
                report(error("unknown-option", f"`{directive.name}` knows no option `{name}`", directive.span, hint))
        body = rule(directive, report) if rule else any_blocks(directive, report)
        if body is None:
            return None
        kept = tuple(sorted((name, value) for name, value in directive.attributes if name in options))
        return Container(
            directive.name, directive.title, body, kept, directive.id, directive.classes, directive.span
        )  # fmt: skip

    return parse


def any_blocks(directive: Directive, report: Report) -> tuple[Block, ...] | None:
    """Let any Markdown pass; an empty block is reported."""
    if not directive.blocks:
        report(
            error(
                "empty-block", f"the block `{directive.name}` is empty", directive.span, "write its text, or remove it"
            )
        )
        return None
    return tuple(block for block in directive.blocks if not isinstance(block, Directive))
