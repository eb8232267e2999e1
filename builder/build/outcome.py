"""What comes of a job. Imports nothing heavy: a build with nothing to do tells of its jobs too."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from builder.cache import Product
from builder.diagnostics import Diagnostic, Severity

WHOLE = "*"
"""Stands for the name of a module where a product is of all of them: no module can be called so."""


class State(Enum):
    """How a job ended."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    HELD = "not built"
    """The author has something to mend first."""
    FAILED = "failed"
    """The disk or the system refused."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job."""

    slug: str
    target: str
    state: State
    product: Product | None = None
    """What is in the output folder now, maybe from an earlier build."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What rendering had to say."""
    failure: str = ""
    """What was refused, in a line."""

    @property
    def name(self) -> str:
        """Give the name of the job."""
        return job_name(self.slug, self.target)


def job_name(slug: str, target: str) -> str:
    """Name a job by the module and the target."""
    return target if slug == WHOLE else f"{slug}.{target}"


Progress = Callable[[Outcome, int, int], None]
"""Takes an outcome, how many are finished, and of how many."""


def holds_back(diagnostics: Iterable[Diagnostic], strict: bool) -> bool:
    """Tell whether diagnostics keep a product from being written."""
    return any(strict or one.severity is Severity.ERROR for one in diagnostics)
