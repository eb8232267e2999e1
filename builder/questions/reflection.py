"""Something to think about, and room for the learner's own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from builder.diagnostics import Report
from builder.forms import Forms
from builder.nodes import Directive, Question
from builder.questions.base import Interaction, QuestionType, Unscored
from builder.questions.own import lines_for, named, own_fields, plain_blocks, room_of

ROOM = 500
"""UTF-16 units where the author says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflection(Question):
    """A prompt with one text."""

    kind: ClassVar[str] = "reflection"

    room: int

    @property
    def lines(self) -> int:
        """Give the lines by hand that it has on paper."""
        return lines_for(self.room)


def parse(directive: Directive, report: Report) -> Reflection | None:
    """Read the prompt: any Markdown."""
    stem = plain_blocks(directive, report)
    named(directive, stem, report)
    room = room_of(directive, ROOM, report)
    return Reflection(room=room, **own_fields(directive, stem, report, frozenset({"room"})))  # type: ignore[arg-type]


def interaction(question: Question) -> Interaction:
    """Never sent; the response is one text."""
    assert isinstance(question, Reflection)
    return Interaction("other", Unscored(), room=question.room)


REFLECTION = QuestionType(
    "reflection",
    "something to think about, with room for own words",
    parse,
    interaction,
    Forms(
        screen="field that grows with what is typed and is saved by itself",
        no_script="field that can be filled in and printed, and a note that it is not kept",
        paper="lines to write on",
        key="none: nothing is right or wrong",
        keyboard="typed",
        record="none: words are kept in the saved state alone",
    ),
    numbered=False,
    titled=True,
    in_key=False,
    scripts=("rules/room", "kinds/keeping", "kinds/room"),
    styles=("kinds/keeping",),
)
