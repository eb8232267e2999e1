"""Things to put in order, written as a numbered list in the right order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from builder.diagnostics import Report, error
from builder.forms import Forms
from builder.nodes import Block, Directive, List, Question, plain_text
from builder.questions.base import KEYS, Interaction, MatchOrder, QuestionType
from builder.questions.shared import last_of, no_answer, shared_fields, take_apart, unused_option


@dataclass(frozen=True, slots=True)
class OrderItem:
    """One thing to place."""

    key: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Question):
    """Things in their right order."""

    kind: ClassVar[str] = "order"

    items: tuple[OrderItem, ...]


def parse(directive: Directive, report: Report) -> Order | None:
    """Read the stem and the numbered list."""
    parts = take_apart(directive, report)
    stem, listed = last_of(parts.stem, List, report)
    if not isinstance(listed, List) or not listed.ordered or len(listed.items) < 2:
        hint = "write at least two items as a numbered list, in the right order"
        no_answer(directive, "it has nothing to put in order", hint, report)
        return None
    if len(listed.items) > len(KEYS):
        report(error("too-many-options", f"more than {len(KEYS)} items", directive.span, "part the question in two"))
        return None
    for item in listed.items:
        if not plain_text(item.blocks).strip():
            report(error("empty-option", "the item has no text", item.span, "write it after the number"))
    unused_option(directive, "shuffle", report)
    parts.stem = list(stem)
    fields = shared_fields(directive, parts, report)
    items = tuple(OrderItem(KEYS[index], item.blocks) for index, item in enumerate(listed.items))
    return Order(stem=stem, items=items, **fields)  # type: ignore[arg-type]


def interaction(question: Question) -> Interaction:
    """A `sequencing` interaction; the response is all keys in the learner's order."""
    assert isinstance(question, Order)
    labels = tuple((item.key, plain_text(item.blocks)) for item in question.items)
    keys = tuple(item.key for item in question.items)
    return Interaction("sequencing", MatchOrder(keys, question.partial), labels)


ORDER = QuestionType(
    "order",
    "things to put in order",
    parse,
    interaction,
    Forms(
        screen="list with buttons up and down, and dragging besides",
        no_script="drop-down with the place of each entry, and the answer folded below",
        paper="entries in another order with boxes for their numbers",
        key="the entries in the right order",
        keyboard="Enter or Space on the buttons up and down",
        record="sequencing",
    ),
    scripts=("page/ordering",),
)
