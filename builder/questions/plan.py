"""A form that the learner fills in and takes away: fields written as a two-column table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from builder.diagnostics import Report, error
from builder.forms import Forms
from builder.nodes import Directive, Inline, Question, Table, plain_text
from builder.questions.base import KEYS, Interaction, QuestionType, Unscored
from builder.questions.own import lines_for, named, own_fields, plain_blocks, room_of
from builder.questions.shared import last_of

ROOM = 200
"""UTF-16 units of each field where the author says nothing."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in."""

    key: str
    name: tuple[Inline, ...]
    advice: tuple[Inline, ...] = ()
    """What to think of when it is filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Question):
    """A form with fields."""

    kind: ClassVar[str] = "plan"

    fields: tuple[Field, ...]
    room: int

    @property
    def lines(self) -> int:
        """Give the lines by hand that a field has on paper."""
        return lines_for(self.room)


def parse(directive: Directive, report: Report) -> Plan | None:
    """Read what the plan is for, and the table: field on the left, what to think of on the right."""
    stem, table = last_of(plain_blocks(directive, report), Table, report)
    if not isinstance(table, Table) or len(table.header) > 2 or not table.rows:
        hint = "write them as a table with a header row: `| Field | What to think of |`"
        report(error("empty-plan", "the plan's fields are not written as a two-column table", directive.span, hint))
        return None
    fields: list[Field] = []
    seen: dict[str, int] = {}
    for row, span in zip(table.rows, table.row_spans[1:], strict=True):
        words = " ".join(plain_text(row[0]).casefold().split())
        if not words:
            hint = "write what is to be filled in into the left cell, or remove the row"
            report(error("empty-option", "the field has no name", span, hint))
            continue
        fields.append(Field(KEYS[len(fields) % len(KEYS)], row[0], row[1] if len(row) > 1 else ()))
        if words in seen:
            message = f"plan `{directive.id}`: number {seen[words]} and number {len(fields)} say the same"
            report(error("same-options", message, span, "change or remove one of them"))
        seen.setdefault(words, len(fields))
    if len(fields) > len(KEYS):
        report(error("too-many-options", f"more than {len(KEYS)} fields", directive.span, "part the plan in two"))
        return None
    named(directive, stem, report)
    room = room_of(directive, ROOM, report)
    own = own_fields(directive, stem, report, frozenset({"room"}))
    return Plan(fields=tuple(fields), room=room, **own)  # type: ignore[arg-type]


def interaction(question: Question) -> Interaction:
    """Never sent; the response is a text for each field."""
    assert isinstance(question, Plan)
    labels = tuple((f"s.{field.key}", plain_text(field.name)) for field in question.fields)
    return Interaction("other", Unscored(tuple(field.key for field in question.fields)), labels, question.room)


PLAN = QuestionType(
    "plan",
    "a form to fill in and take away",
    parse,
    interaction,
    Forms(
        screen="fields that are saved by themselves; all own texts of the module as a file or printed",
        no_script="fields that can be filled in and printed, and a note that they are not kept",
        paper="each field with lines to write on",
        key="none: nothing is right or wrong",
        keyboard="typed; Tab leads from field to field",
        record="none: words are kept in the saved state alone",
    ),
    numbered=False,
    titled=True,
    in_key=False,
    scripts=("rules/room", "kinds/keeping", "kinds/room"),
    styles=("kinds/keeping",),
)
