"""The table of blocks: adding one is a row here, a template, and a case."""

from __future__ import annotations

from builder.blocks.base import BlockType, container, still
from builder.blocks.structure import one_list, one_table, timed, written_or_generated

CALLOUTS = ("note", "tip", "important", "warning", "example", "summary", "keypoints")
"""Blocks that are callouts: also written `> [!NOTE]`."""

_BOX = still("box with its word and an edge of its own")

_ROWS = (
    BlockType("note", "something to know beside the text", "callout", container(), _BOX),
    BlockType("tip", "advice that saves trouble", "callout", container(), _BOX),
    BlockType("important", "what must not be missed", "callout", container(), _BOX),
    BlockType("warning", "what goes wrong, and how to avoid it", "callout", container(), _BOX),
    BlockType("example", "an instance of what the text says", "callout", container(), _BOX),
    BlockType("summary", "what a page comes to", "callout", container(), _BOX),
    BlockType("keypoints", "what to remember", "callout", container(), _BOX),
    BlockType("case", "what a pilot did, with its source", "case", container(frozenset({"source"})),
              still("box with a title and its source")),
    BlockType("voice", "a participant's view; the title names who speaks", "voice", container(),
              still("quotation with the speaker's name")),
    BlockType("details", "more for those who want it, folded on screen", "details", container(),
              still("folded, its title opens it", "open", "folded, the browser opens it", "Enter opens it")),
    BlockType("steps", "a procedure, as one numbered list", "steps", container(rule=one_list),
              still("numbered steps on a line")),
    BlockType("schedule", "a programme, as one table with times first", "schedule", container(rule=one_table),
              still("table with the times set apart")),
    BlockType("objectives", "the objectives of the front matter, or a list of your own", "objectives",
              container(rule=written_or_generated), still("box with the list")),
    BlockType("facilitator", "notes for the facilitator's edition alone", "facilitator",
              container(frozenset({"minutes"}), timed),
              still("nothing: it is not for learners", "box, in the facilitator's edition alone")),
)  # fmt: skip

BLOCKS: dict[str, BlockType] = {row.name: row for row in _ROWS}
