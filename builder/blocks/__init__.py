"""The table of blocks: adding one is a row here, a template, and a case."""

from __future__ import annotations

from builder.blocks.base import BlockType, container
from builder.blocks.structure import one_list, one_table, timed, written_or_generated

CALLOUTS = ("note", "tip", "important", "warning", "example", "summary", "keypoints")
"""Blocks that are callouts: also written `> [!NOTE]`."""

_ROWS = (
    BlockType("note", "something to know beside the text", "callout", container()),
    BlockType("tip", "advice that saves trouble", "callout", container()),
    BlockType("important", "what must not be missed", "callout", container()),
    BlockType("warning", "what goes wrong, and how to avoid it", "callout", container()),
    BlockType("example", "an instance of what the text says", "callout", container()),
    BlockType("summary", "what a page comes to", "callout", container()),
    BlockType("keypoints", "what to remember", "callout", container()),
    BlockType("case", "what a pilot did, with its source", "case", container(frozenset({"source"}))),
    BlockType("voice", "a participant's view; the title names who speaks", "voice", container()),
    BlockType("details", "more for those who want it, folded on screen", "details", container()),
    BlockType("steps", "a procedure, as one numbered list", "steps", container(rule=one_list)),
    BlockType("schedule", "a programme, as one table with times first", "schedule", container(rule=one_table)),
    BlockType("objectives", "the objectives of the front matter, or a list of your own", "objectives",
              container(rule=written_or_generated)),
    BlockType("facilitator", "notes for the facilitator's edition alone", "facilitator",
              container(frozenset({"minutes"}), timed)),
)  # fmt: skip

BLOCKS: dict[str, BlockType] = {row.name: row for row in _ROWS}
