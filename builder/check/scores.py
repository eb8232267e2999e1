"""Checks of what is counted: marks that can be reached, accepted answers that differ."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.quiz import bank_of, rules_of
from builder.check.base import Subject
from builder.diagnostics import Diagnostic, warning
from builder.nodes import Container, Question
from builder.questions import interaction_of
from builder.questions.base import Unscored
from builder.questions.scoring import fold_text
from builder.questions.text import TextEntry


def marks(subject: Subject) -> Iterator[Diagnostic]:
    """A quiz with a pass mark asks something that gives points; that draws give as many is seen to where it is read.

    A module without points needs none to be passed.
    """
    for quiz in subject.nodes:
        if not isinstance(quiz, Container) or quiz.kind != "quiz":
            continue
        wanted = rules_of(quiz).pass_mark
        if wanted and not any(_gives_points(question) for question in bank_of(quiz)):
            message = f"the quiz wants {wanted} % of the points, and nothing in it gives any"
            hint = "leave `pass_mark` out, or ask something that is marked"
            yield warning("no-points", message, quiz.span, hint)


def _gives_points(question: Question) -> bool:
    return question.points > 0 and not isinstance(interaction_of(question).scoring, Unscored)


def accepted(subject: Subject) -> Iterator[Diagnostic]:
    """Accepted answers differ in more than what is passed over when they are compared."""
    for question in subject.questions:
        if not isinstance(question, TextEntry):
            continue
        seen: dict[str, str] = {}
        for text in question.accepted:
            folded = fold_text(text, question.case_sensitive)
            if folded in seen:
                message = f"question `{question.id}`: `{seen[folded]}` and `{text}` are compared as one"
                passed = "" if question.case_sensitive else "capitals, "
                hint = f"leave one out: {passed}dashes, quotation marks and a final full stop make no difference"
                yield warning("same-answers", message, question.span, hint)
            seen.setdefault(folded, text)
