"""Questions answered by choosing: one `[x]` gives radio buttons, several give check boxes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from builder.diagnostics import Report, error
from builder.forms import Forms
from builder.nodes import Block, Directive, List, ListItem, Question, Quote, plain_text
from builder.questions.base import KEYS, Interaction, MatchSet, QuestionType
from builder.questions.shared import last_of, no_answer, shared_fields, take_apart, unused_option


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose."""

    key: str
    blocks: tuple[Block, ...]
    correct: bool
    feedback: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Question):
    """A question with options."""

    kind: ClassVar[str] = "choice"

    options: tuple[Option, ...]
    several: bool
    """More than one option is right: check boxes."""


def parse(directive: Directive, report: Report) -> Choice | None:
    """Read stem, task list and feedback quotes."""
    parts = take_apart(directive, report)
    stem, options = last_of(parts.stem, List, report)
    if not isinstance(options, List) or not any(item.checked is not None for item in options.items):
        hint = "write the options as a list: `- [x] right` and `- [ ] wrong`"
        no_answer(directive, "it has no options", hint, report)
        return None
    for item in options.items:
        if item.checked is None:
            hint = "begin it with `[ ]`, or `[x]` if it is right"
            report(error("option-without-box", "the option has no box", item.span, hint))
    if len(options.items) < 2:
        no_answer(directive, "it has one option only", "add at least one more option", report)
    if len(options.items) > len(KEYS):
        report(error("too-many-options", f"more than {len(KEYS)} options", directive.span, "part the question in two"))
        return None
    made = tuple(_option(KEYS[index], item) for index, item in enumerate(options.items))
    right = sum(option.correct for option in made)
    if not right:
        no_answer(directive, "no option is marked as right", "mark the right one with `[x]`", report)
    for option, item in zip(made, options.items, strict=True):
        if not plain_text(option.blocks).strip():
            report(error("empty-option", "the option has no text", item.span, "write it after the box"))
    parts.stem = list(stem)
    if right < 2:
        unused_option(directive, "partial", report, "a choice with one right option")
    fields = shared_fields(directive, parts, report)
    return Choice(stem=stem, options=made, several=right > 1, **fields)  # type: ignore[arg-type]


def _option(key: str, item: ListItem) -> Option:
    quotes = [block for block in item.blocks if isinstance(block, Quote)]
    text = tuple(block for block in item.blocks if not isinstance(block, Quote))
    feedback = tuple(block for quote in quotes for block in quote.blocks)
    return Option(key, text, bool(item.checked), feedback)


def interaction(question: Question) -> Interaction:
    """A `choice` interaction; the response is the keys chosen."""
    assert isinstance(question, Choice)
    keys = tuple(option.key for option in question.options)
    correct = tuple(option.key for option in question.options if option.correct)
    labels = tuple((option.key, plain_text(option.blocks)) for option in question.options)
    return Interaction("choice", MatchSet(keys, correct, question.partial), labels)


CHOICE = QuestionType(
    "choice",
    "one right option, or several",
    parse,
    interaction,
    Forms(
        screen="radio buttons, or check boxes where several are right",
        no_script="the same, and the answer folded below",
        paper="options with letters and boxes to tick",
        key="letters and words of the right options, and what was said on each",
        keyboard="arrow keys choose a radio button, Space a check box",
        record="choice",
    ),
)
