"""What checks see: a module, its neighbours, and the files that lie beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from builder.catalogue import Catalogue
from builder.check.prose import Prose
from builder.diagnostics import Diagnostic
from builder.nodes import Module, Question


@dataclass(frozen=True, slots=True)
class Subject:
    """One module to check."""

    module: Module
    neighbours: Mapping[str, Module] = field(default_factory=dict)
    """All modules of the project that could be read, by slug."""
    known_slugs: frozenset[str] = frozenset()
    """All modules of the project, also those that could not be read."""
    root: Path = Path()
    """Project root: nothing outside it is looked at."""
    catalogue: Catalogue = field(default_factory=Catalogue)
    nodes: tuple[object, ...] = ()
    """Everything on the module's pages in reading order: walked once for all checks."""
    prose: tuple[Prose, ...] = ()
    """The text of each page outside its questions: gathered once for all checks."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """Give the questions of the module in reading order; what is kept for own use has no number and is none."""
        return tuple(node for node in self.nodes if isinstance(node, Question) and node.number)


Check = Callable[[Subject], Iterator[Diagnostic]]
