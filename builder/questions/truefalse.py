"""A statement that is true or false."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from builder.diagnostics import Report
from builder.forms import Forms
from builder.nodes import Directive, Question
from builder.questions.base import Interaction, MatchSet, QuestionType
from builder.questions.shared import no_answer, shared_fields, take_apart, unused_option

OPTIONS = frozenset({"answer"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalse(Question):
    """A statement to judge."""

    kind: ClassVar[str] = "true-false"

    answer: bool


def parse(directive: Directive, report: Report) -> TrueFalse | None:
    """Read the statement and whether it is true."""
    parts = take_apart(directive, report)
    written = directive.option("answer")
    if written not in ("true", "false"):
        no_answer(
            directive, "it does not say which answer is right", "write `{answer=true}` or `{answer=false}`", report
        )
    for name in ("shuffle", "partial"):
        unused_option(directive, name, report)
    fields = shared_fields(directive, parts, report, OPTIONS)
    return TrueFalse(stem=tuple(parts.stem), answer=written == "true", **fields)  # type: ignore[arg-type]


def interaction(question: Question) -> Interaction:
    """A `true-false` interaction; the response is `true` or `false`."""
    assert isinstance(question, TrueFalse)
    return Interaction("true-false", MatchSet(("true", "false"), ("true" if question.answer else "false",)))


TRUE_FALSE = QuestionType(
    "true-false",
    "a statement to judge",
    parse,
    interaction,
    Forms(
        screen="two radio buttons",
        no_script="the same, and the answer folded below",
        paper="two boxes to tick",
        key="the right word",
        keyboard="arrow keys choose",
        record="true-false",
    ),
)
