"""Try a package: the product's own strict LMS in a browser, for a person or for scripted learners with a report.

`play` is all that the command line needs. Nothing here knows a target: a package is whatever zip SCORM allows.
"""

from __future__ import annotations

from builder.play.names import PROFILES, SCRIPTS
from builder.play.play import Order, Result, play

__all__ = ["PROFILES", "SCRIPTS", "Order", "Result", "play"]
