"""What a target is: a name and a function from a module to a package."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from builder.diagnostics import Report
from builder.nodes import Module
from builder.package import Package
from builder.render import RenderContext


@dataclass(frozen=True, slots=True)
class Target:
    """One row of the table of outputs."""

    name: str
    """Name on the command line and in the file name."""
    summary: str
    extension: str
    render: Callable[[Module, RenderContext, Report], Package]
    upload: str = ""
    """How to use the product, for the start page of `output/`: lines, of which `Moodle: …` is for Moodle alone."""
    prepare: Callable[[RenderContext], None] | None = None
    """Loads what is slow to load, once, before the work is shared out among processes; None where nothing is."""
    unpacked: bool = False
    """Also written as a folder: for a product that a double click opens."""

    def file_name(self, slug: str) -> str:
        """Give the product's file name: `<slug>.<name>.<extension>`, or shorter where the two are the same word."""
        return f"{slug}.{self.name}" if self.name == self.extension else f"{slug}.{self.name}.{self.extension}"
