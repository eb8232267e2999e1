"""PDF for paper and for reading aloud: a module as a printed booklet, tagged to PDF/UA-1 (ISO 14289-1)
and fit for archives (PDF/A-2a, ISO 19005-2).

A module goes in; a document of cover, contents, text, answer key and credits comes out, with the same bytes for the
same source. Layout is WeasyPrint's; the parts beside this file load it, feed it, listen to it and mend its tags.
"""

from __future__ import annotations

from builder.targets.base import Target
from builder.targets.pdf_editions import LEARNER, printing
from builder.targets.pdf_engine import prepare

PDF = Target(
    name="pdf",
    summary="a booklet for paper, tagged for screen readers (PDF/UA-1) and fit for archives (PDF/A-2a)",
    extension="pdf",
    render=printing(LEARNER),
    prepare=prepare,
    heavy=True,
    upload="Print it, mail it or put it beside the course. It needs no LMS and records nothing.",
)
