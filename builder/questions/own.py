"""Reading what all kinds share that a learner keeps for own use: they have a title, and nothing is right or wrong."""

from __future__ import annotations

from collections.abc import Sequence

from builder.diagnostics import Report, error, suggest_option
from builder.nodes import Block, Directive, plain_text
from builder.questions.shared import check_id, flag

MOST_ROOM = 2000
"""Most UTF-16 units a field may take: what an LMS keeps of a whole module is little more (SCORM 1.2: 4,096)."""


def own_fields(
    directive: Directive, stem: Sequence[Block], report: Report, own: frozenset[str] = frozenset()
) -> dict[str, object]:
    """Read the options that these kinds share, as keyword arguments of their node, which gives no points."""
    known = own | {"required"}
    for name, _ in directive.attributes:
        if name not in known:
            hint = suggest_option(name, known, directive.attributes)
            report(error("unknown-option", f"`{directive.name}` knows no option `{name}`", directive.span, hint))
    check_id(directive, report, directive.name)
    return {
        "id": directive.id,
        "title": directive.title,
        "stem": tuple(stem),
        "points": 0,
        "required": flag(directive, "required", report),
        "span": directive.span,
    }


def plain_blocks(directive: Directive, report: Report) -> tuple[Block, ...]:
    """Give the blocks of a directive; parts of questions have no place in it."""
    for block in directive.blocks:
        if isinstance(block, Directive):
            message = f"`{block.name}` has no place in `{directive.name}`: nothing is right or wrong there"
            report(error("misplaced-part", message, block.span, "write its text without the block"))
    return tuple(block for block in directive.blocks if not isinstance(block, Directive))


def named(directive: Directive, stem: Sequence[Block], report: Report) -> None:
    """Report a block that does not say what it is for."""
    if not plain_text(directive.title).strip() and not plain_text(tuple(stem)).strip():
        message = f"the {directive.name} does not say what it is for"
        hint = f"write a title on its line: `::: {directive.name} Before you go`"
        report(error("no-title", message, directive.span, hint))


def room_of(directive: Directive, default: int, report: Report) -> int:
    """Read how many characters a field takes."""
    written = directive.option("room", str(default))
    if written.isascii() and written.isdecimal() and 1 <= int(written) <= MOST_ROOM:
        return int(written)
    message = f"`room={written}` is no number from 1 to {MOST_ROOM}"
    report(error("bad-option", message, directive.span, f"write the most characters to be typed: `room={default}`"))
    return default


def lines_for(room: int) -> int:
    """Give the lines by hand on paper for so many characters: 2 to 16, some 70 on a line."""
    return min(16, max(2, -(-room // 140)))
