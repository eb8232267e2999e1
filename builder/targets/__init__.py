"""The table of targets: adding an output is one file and one row here."""

from __future__ import annotations

from builder.targets.base import Target, Volume
from builder.targets.catalogue import CATALOGUE
from builder.targets.pdf import PDF
from builder.targets.pdf_facilitator import PDF_FACILITATOR
from builder.targets.pdf_handbook import PDF_HANDBOOK
from builder.targets.pdf_key import PDF_KEY
from builder.targets.pdf_worksheets import PDF_WORKSHEETS
from builder.targets.scorm12 import SCORM12
from builder.targets.scorm2004 import SCORM2004
from builder.targets.web import WEB

TARGETS: dict[str, Target | Volume] = {
    target.name: target
    for target in (
        SCORM12, SCORM2004, WEB, PDF, PDF_FACILITATOR, PDF_WORKSHEETS, PDF_KEY, PDF_HANDBOOK, CATALOGUE,
    )
}  # fmt: skip
