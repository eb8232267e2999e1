"""The table of blocks: adding one is a row here, a template, and a case."""

from __future__ import annotations

from builder.blocks.base import BlockType, container, still
from builder.blocks.charts import chart
from builder.blocks.explore import EXPLORED
from builder.blocks.media import audio, download, video
from builder.blocks.quiz import OPTIONS as QUIZ_OPTIONS
from builder.blocks.quiz import band, band_bounds, bank_of, quiz, rules_of
from builder.blocks.structure import one_list, one_table, timed, written_or_generated
from builder.blocks.words import definitions, only
from builder.forms import Forms

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
    BlockType("quiz", "questions asked from a bank, with attempts, time and a pass mark", "quiz",
              container(QUIZ_OPTIONS, quiz),
              Forms(screen="the questions drawn, with what is left, time, result and another attempt",
                    no_script="all questions of the bank", paper="all questions of the bank, and the rules in words",
                    key="each question's own entry", keyboard="buttons to begin and to try again",
                    record="each answer's own; objectives and score by the questions drawn"),
              facts=lambda node: (rules_of(node), len(bank_of(node))),
              scripts=("rules/quizzes", "kinds/quiz"), styles=("kinds/quiz",)),
    BlockType("band", "what is said to who reached a score within a quiz", "band", container(rule=band),
              still("shown when the quiz is done, if the score is in it", "with the score it is for",
                    "folded, the browser opens it", "Enter opens it"), facts=band_bounds, inside=("quiz",)),
    BlockType("scene", "a step of a scenario", "scene", container(frozenset({"ending", "worth"})),
              still("shown when the story comes to it", "numbered, in order", "all in order"), inside=("scenario",)),
    BlockType("video", "a film with captions and its transcript", "video", video,
              still("the browser's player with captions, the transcript folded", "still or frame, title, transcript",
                    keyboard="the browser's own controls"),
              scripts=("kinds/recordings",), styles=("kinds/recordings",)),
    BlockType("audio", "a sound and its transcript", "audio", audio,
              still("the browser's player, the transcript folded", "title and transcript",
                    keyboard="the browser's own controls"),
              scripts=("kinds/recordings",), styles=("kinds/recordings",)),
    BlockType("glossary", "terms and what they mean; `[term]{term}` in the text refers to them", "glossary",
              container(rule=definitions),
              still("list; a term in the text opens what it means", "list; terms in the text are links to it",
                    "list; terms in the text are links to it", "Enter or Space opens a term, Escape closes it"),
              scripts=("kinds/terms",), styles=("kinds/terms",)),
    BlockType("download", "a file to take away", "download", download,
              still("link with kind and size of the file", "title and name of the file", keyboard="Enter"),
              styles=("kinds/download",)),
    BlockType("only", "what is for one medium: `only screen`, `only print`, `only epub`", "only", only,
              still("what is in it, with `only screen`", "what is in it, with `only print`")),
    BlockType("chart", "a table of numbers, drawn as bars, lines or dots", "chart", chart,
              still("drawing with its table below"), styles=("kinds/chart",)),
    *EXPLORED,
)  # fmt: skip

BLOCKS: dict[str, BlockType] = {row.name: row for row in _ROWS}
