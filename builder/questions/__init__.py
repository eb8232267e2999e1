"""The table of question kinds: adding one is one file, one template, one row, one case."""

from __future__ import annotations

from builder.nodes import Question
from builder.questions.base import Interaction, QuestionType
from builder.questions.choice import CHOICE
from builder.questions.match import MATCH
from builder.questions.numeric import NUMERIC
from builder.questions.order import ORDER
from builder.questions.shared import PARTS
from builder.questions.text import TEXT
from builder.questions.truefalse import TRUE_FALSE

__all__ = ["PARTS", "QUESTIONS", "interaction_of"]

QUESTIONS: dict[str, QuestionType] = {row.name: row for row in (CHOICE, TRUE_FALSE, TEXT, NUMERIC, MATCH, ORDER)}


def interaction_of(question: Question) -> Interaction:
    """Tell what a question asks of an LMS and of the player."""
    return QUESTIONS[question.kind].interaction(question)
