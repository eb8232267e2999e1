"""Pairs to put together, written as a two-column table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from builder.diagnostics import Report, error
from builder.forms import Forms
from builder.nodes import Directive, Inline, Question, Table, plain_text
from builder.questions.base import KEYS, Interaction, MatchPairs, QuestionType
from builder.questions.shared import last_of, no_answer, shared_fields, take_apart, unused_option


@dataclass(frozen=True, slots=True)
class Item:
    """One side of a pair."""

    key: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Question):
    """Prompts, each with a partner."""

    kind: ClassVar[str] = "match"

    prompts: tuple[Item, ...]
    targets: tuple[Item, ...]
    correct: tuple[str, ...]
    """Target key of each prompt, in the prompts' order."""
    prompt_heading: tuple[Inline, ...] = ()
    target_heading: tuple[Inline, ...] = ()


def parse(directive: Directive, report: Report) -> Match | None:
    """Read the stem and the table: prompt on the left, partner on the right, distractors beside an empty cell."""
    parts = take_apart(directive, report)
    stem, table = last_of(parts.stem, Table, report)
    if not isinstance(table, Table) or len(table.header) != 2 or not table.rows:
        hint = "write a table with two columns and a header row: `| prompt | partner |`"
        no_answer(directive, "its pairs are not written as a two-column table", hint, report)
        return None
    prompts: list[Item] = []
    targets: dict[str, Item] = {}
    correct: list[str] = []
    for (left, right), span in zip(table.rows, table.row_spans[1:], strict=True):
        name = plain_text(left).strip()
        if not plain_text(right).strip():
            hint = "write the partner in the right cell, or remove the row"
            no_answer(directive, f"`{name}` has no partner" if name else "a row is empty", hint, report, span)
            continue
        target = targets.setdefault(plain_text(right).strip(), Item(KEYS[len(targets) % len(KEYS)], right))
        if name:
            prompts.append(Item(KEYS[len(prompts) % len(KEYS)], left))
            correct.append(target.key)
    if max(len(prompts), len(targets)) > len(KEYS):
        report(error("too-many-options", f"more than {len(KEYS)} pairs", directive.span, "part the question in two"))
        return None
    if len(prompts) < 2 or len(targets) < 2:
        no_answer(directive, "there is nothing to choose between", "write at least two pairs", report)
    unused_option(directive, "shuffle", report)
    parts.stem = list(stem)
    fields = shared_fields(directive, parts, report)
    return Match(
        stem=stem, prompts=tuple(prompts), targets=tuple(targets.values()), correct=tuple(correct),
        prompt_heading=table.header[0], target_heading=table.header[1], **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def interaction(question: Question) -> Interaction:
    """A `matching` interaction; the response is a target key for each prompt."""
    assert isinstance(question, Match)
    sources = tuple(item.key for item in question.prompts)
    targets = tuple(item.key for item in question.targets)
    labels = tuple((f"{side}{item.key}", plain_text(item.children)) for side, items in
                   (("s.", question.prompts), ("t.", question.targets)) for item in items)  # fmt: skip
    return Interaction("matching", MatchPairs(sources, targets, question.correct, question.partial), labels)


MATCH = QuestionType(
    "match",
    "pairs to put together",
    parse,
    interaction,
    Forms(
        screen="drop-down beside each prompt",
        no_script="the same, and the answer folded below",
        paper="prompts with boxes, partners with letters to write into them",
        key="pairs with their letters",
        keyboard="arrow keys choose from each list",
        record="matching",
    ),
)
