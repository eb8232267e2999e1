"""What is wrong with a package or with what it does, as a value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that an LMS may object to."""

    severity: str
    """`error` (the report is not green), `warning`, or `note`."""
    rule: str
    """Stable kebab-case name of the kind."""
    message: str
    element: str = ""
    """Element of the data model, or the file, that it is about."""
    value: str = ""
    call: int = 0
    """Number of the call in its visit; 0 where no call is to blame."""
    visit: int = 0

    @property
    def grave(self) -> bool:
        """Tell whether it turns a report red."""
        return self.severity == "error"


def green(findings: Iterable[Finding]) -> bool:
    """Tell whether none of the findings is an error."""
    return not any(one.grave for one in findings)
