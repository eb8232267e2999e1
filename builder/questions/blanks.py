"""Texts with gaps: words and numbers to type, and drop-downs, where they belong in the text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from builder.diagnostics import Report, error
from builder.forms import Forms
from builder.nodes import Block, Directive, Question, Slot, Text, plain_text
from builder.questions.base import Interaction, MatchGaps, QuestionType
from builder.questions.gaps import LONGEST, Gap, read_gap, units_of
from builder.questions.passage import misplaced_slots, parted, rebuilt, repeated, slots_of
from builder.questions.shared import no_answer, shared_fields, take_apart, unused_option

OPTIONS = frozenset({"case"})
MOST = 10
"""Most gaps: a fill-in of SCORM 2004 takes ten texts (RTE 4th Edition, 4.2.9.2)."""
SHORTEST = 20
"""Least room of a gap in UTF-16 units: for a wrong answer too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blanks(Question):
    """A question whose passage has gaps."""

    kind: ClassVar[str] = "blanks"

    gaps: tuple[Gap, ...]

    @property
    def filled(self) -> tuple[Block, ...]:
        """Give the passage as it may stand a second time, to be filled with what is right."""
        return repeated(self.passage)


def parse(directive: Directive, report: Report) -> Blanks | None:
    """Read the text; its gaps are slots whose words are what the author wrote between the brackets."""
    parts = take_apart(directive, report)
    stem, passage = parted(parts.stem)
    misplaced_slots(passage, "a gap", report, directive.span)
    case = directive.option("case")
    if case not in ("", "sensitive"):
        hint = "write `case=sensitive`, or leave it out"
        report(error("bad-option", f"`case={case}` means nothing", directive.span, hint))
    unused_option(directive, "shuffle", report)
    slots = slots_of(passage)
    if not slots:
        hint = "write what belongs there between brackets: `a day with [[ten]] mentors`"
        no_answer(directive, "its text has no gap", hint, report)
        return None
    gaps = [_gap(slot, f"gap-{number}", case == "sensitive", report) for number, slot in enumerate(slots, 1)]
    if len(slots) < 2:
        unused_option(directive, "partial", report, "a text with one gap")
    if len(slots) > MOST:
        message = f"the text has {len(slots)} gaps, and LMSs keep {MOST}"
        report(error("too-many-options", message, slots[MOST].span, "part the question in two"))
    fields = shared_fields(directive, parts, report, OPTIONS)
    if len(slots) > MOST or not all(gaps):
        return None
    keys = iter(gap.key for gap in gaps if gap)

    def named(node: object) -> tuple[object, ...] | None:
        return (replace(node, key=next(keys), children=(Text("…"),)),) if isinstance(node, Slot) else None

    return Blanks(
        stem=stem, passage=rebuilt(passage, named), gaps=tuple(gap for gap in gaps if gap),
        **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def _gap(slot: Slot, key: str, case_sensitive: bool, report: Report) -> Gap | None:
    def fault(message: str, hint: str) -> None:
        report(error("bad-gap", message, slot.span, hint))

    return read_gap(plain_text(slot.children), key, case_sensitive, fault)


def interaction(question: Question) -> Interaction:
    """A `fill-in` interaction with a text for each gap; room for twice the longest that is typed rightly."""
    assert isinstance(question, Blanks)
    typed = [units_of(words) for gap in question.gaps if not gap.options for words in (gap.answer, *gap.also)]
    offered = [units_of(words) for gap in question.gaps for words in gap.options]
    room = min(max(SHORTEST, 2 * max(typed, default=0), *offered), LONGEST)
    return Interaction("fill-in", MatchGaps(tuple(gap.scoring for gap in question.gaps), question.partial), room=room)


BLANKS = QuestionType(
    "blanks",
    "a text with gaps to fill",
    parse,
    interaction,
    Forms(
        screen="fields and drop-downs within the text",
        no_script="the same, and the text filled in folded below",
        paper="numbered lines within the text, behind them the words to choose from",
        key="the text filled in, and what else is accepted",
        keyboard="Tab from gap to gap, typing, arrow keys in drop-downs",
        record="fill-in",
    ),
    scripts=("rules/gaps",),
    styles=("kinds/passage",),
)
