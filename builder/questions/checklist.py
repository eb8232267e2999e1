"""A list whose ticks the learner keeps: what to do, what to bring, what was seen to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from builder.diagnostics import Report, error
from builder.forms import Forms
from builder.nodes import Block, Directive, List, Question, plain_text
from builder.questions.base import KEYS, Interaction, QuestionType, Unscored
from builder.questions.own import named, own_fields, plain_blocks
from builder.questions.shared import last_of

TICK = "x"
"""Key of the one thing that can be said of an item."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to tick."""

    key: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(Question):
    """Things to tick."""

    kind: ClassVar[str] = "checklist"

    items: tuple[Item, ...]


def parse(directive: Directive, report: Report) -> Checklist | None:
    """Read what the list is for, and the task list."""
    stem, found = last_of(plain_blocks(directive, report), List, report)
    if not isinstance(found, List) or all(item.checked is None for item in found.items):
        hint = "write what is to be ticked as a list: `- [ ] Book the room`"
        report(error("empty-checklist", "the checklist has nothing to tick", directive.span, hint))
        return None
    seen: dict[str, int] = {}
    for number, item in enumerate(found.items, 1):
        words = " ".join(plain_text(item.blocks).casefold().split())
        if item.checked is None:
            report(error("option-without-box", "the item has no box", item.span, "begin it with `[ ]`"))
        elif item.checked:
            hint = "write `[ ]`: what is done is for the learner to say"
            report(error("ticked-item", "the item is ticked already", item.span, hint))
        if not words:
            report(error("empty-option", "the item has no text", item.span, "write it after the box"))
        elif words in seen:
            message = f"checklist `{directive.id}`: number {seen[words]} and number {number} say the same"
            report(error("same-options", message, item.span, "change or remove one of them"))
        seen.setdefault(words, number)
    if len(found.items) > len(KEYS):
        report(error("too-many-options", f"more than {len(KEYS)} items", directive.span, "part the list in two"))
        return None
    named(directive, stem, report)
    items = tuple(Item(KEYS[at], item.blocks) for at, item in enumerate(found.items))
    return Checklist(items=items, **own_fields(directive, stem, report))  # type: ignore[arg-type]


def interaction(question: Question) -> Interaction:
    """Never sent; the response is a tick or nothing for each item."""
    assert isinstance(question, Checklist)
    labels = [(f"s.{item.key}", plain_text(item.blocks)) for item in question.items]
    scoring = Unscored(tuple(item.key for item in question.items), (TICK,))
    return Interaction("other", scoring, (*labels, (f"t.{TICK}", "✓")))


CHECKLIST = QuestionType(
    "checklist",
    "things to tick, kept for the learner's own use",
    parse,
    interaction,
    Forms(
        screen="check boxes, how many are ticked, and the list to take away as a file",
        no_script="check boxes that can be ticked and printed, and a note that they are not kept",
        paper="empty boxes to tick",
        key="none: nothing is right or wrong",
        keyboard="Space ticks a box",
        record="none: ticks are kept in the saved state alone",
    ),
    numbered=False,
    titled=True,
    in_key=False,
    scripts=("kinds/keeping",),
    styles=("kinds/keeping",),
)
