"""The table of targets: adding an output is one file and one row here."""

from __future__ import annotations

from builder.targets.base import Target, Volume
from builder.targets.pdf import PDF
from builder.targets.scorm12 import SCORM12
from builder.targets.scorm2004 import SCORM2004
from builder.targets.web import WEB

TARGETS: dict[str, Target | Volume] = {target.name: target for target in (SCORM12, SCORM2004, WEB, PDF)}
