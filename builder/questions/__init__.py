"""The table of question kinds: adding one is one file, one template, one row, one case."""

from __future__ import annotations

from builder.nodes import Question
from builder.questions.base import Interaction, QuestionType
from builder.questions.blanks import BLANKS
from builder.questions.checklist import CHECKLIST
from builder.questions.choice import CHOICE
from builder.questions.essay import ESSAY
from builder.questions.highlight import HIGHLIGHT
from builder.questions.hotspot import HOTSPOT
from builder.questions.match import MATCH
from builder.questions.matrix import MATRIX
from builder.questions.numeric import NUMERIC
from builder.questions.order import ORDER
from builder.questions.plan import PLAN
from builder.questions.reflection import REFLECTION
from builder.questions.scale import SCALE
from builder.questions.scenario import SCENARIO
from builder.questions.shared import PARTS
from builder.questions.sort import SORT
from builder.questions.text import TEXT
from builder.questions.truefalse import TRUE_FALSE

__all__ = ["PARTS", "QUESTIONS", "interaction_of"]

QUESTIONS: dict[str, QuestionType] = {
    row.name: row
    for row in (
        CHOICE,
        TRUE_FALSE,
        TEXT,
        NUMERIC,
        BLANKS,
        HIGHLIGHT,
        MATCH,
        ORDER,
        SORT,
        MATRIX,
        SCALE,
        HOTSPOT,
        ESSAY,
        CHECKLIST,
        REFLECTION,
        PLAN,
        SCENARIO,
    )
}


def interaction_of(question: Question) -> Interaction:
    """Tell what a question asks of an LMS and of the player."""
    return QUESTIONS[question.kind].interaction(question)
