"""The booklet for whoever leads a session: the learners' text with a plan in front, and everything told in place."""

from __future__ import annotations

from builder.targets.base import Target
from builder.targets.pdf_editions import Edition, printing, whole_page
from builder.targets.pdf_engine import prepare

FACILITATOR = Edition(
    name="pdf-facilitator", body=whole_page, plan=True, left_out=frozenset(), answers_in_place=True
)  # fmt: skip

PDF_FACILITATOR = Target(
    name="pdf-facilitator",
    summary="the booklet for facilitators: session plan, notes, answers and marking in place",
    extension="pdf",
    render=printing(FACILITATOR),
    prepare=prepare,
    heavy=True,
    upload="For whoever leads a session, and not for learners: it has every answer. Questions, tables and figures have "
    "the numbers that learners see.",
)
