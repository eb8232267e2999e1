"""Blocks with a form of their own: steps, schedules, objectives, facilitator's notes."""

from __future__ import annotations

from builder.blocks.base import any_blocks
from builder.diagnostics import Report, error
from builder.nodes import Block, Directive, List, Table


def one_list(directive: Directive, report: Report) -> tuple[Block, ...] | None:
    """Let one numbered list pass, as `steps` wants it."""
    match directive.blocks:
        case (List(ordered=True) as steps,):
            return (steps,)
    hint = "write the steps as one list: `1. **Name.** What is done.`"
    report(error("steps-list", "`steps` holds one numbered list and nothing else", directive.span, hint))
    return None


def one_table(directive: Directive, report: Report) -> tuple[Block, ...] | None:
    """Let one table pass, as `schedule` wants it: times in the first column."""
    match directive.blocks:
        case (Table() as table,):
            return (table,)
    hint = "write one table with the times in the first column: `| Time | What |`"
    report(error("schedule-table", "`schedule` holds one table and nothing else", directive.span, hint))
    return None


def written_or_generated(directive: Directive, report: Report) -> tuple[Block, ...] | None:
    """Let any Markdown pass, and nothing at all: the list is then made from the front matter."""
    return tuple(block for block in directive.blocks if not isinstance(block, Directive))


def timed(directive: Directive, report: Report) -> tuple[Block, ...] | None:
    """Let any Markdown pass, and see that `minutes` is a number."""
    minutes = directive.option("minutes")
    if minutes and not (minutes.isdecimal() and int(minutes) > 0):
        report(
            error("bad-option", f"`minutes={minutes}` is no number of minutes", directive.span, "write `minutes=20`")
        )
    return any_blocks(directive, report)
