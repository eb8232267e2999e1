"""What targets are: a name and a function from a module, or from all of them, to a package."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from builder.diagnostics import Report
from builder.nodes import Module
from builder.package import Package
from builder.render import RenderContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What every row of the table of targets says."""

    name: str
    """Name on the command line."""
    summary: str
    extension: str
    upload: str = ""
    """How to use the product, for the start page of `output/`: lines, of which `Moodle: …` is for Moodle alone."""
    prepare: Callable[[RenderContext], None] | None = None
    """Loads what is slow to load, once, before the work is shared out among processes; None where nothing is."""
    heavy: bool = False
    """One product takes so long that sharing out is worth it from the second on."""
    unpacked: bool = False
    """Also written as a folder: for a product that a double click opens."""


class Use(Enum):
    """Whether a target has a use for a module."""

    ALWAYS = "always"
    NAMED = "named"
    """Made when it is asked for by its name, and kept up to date where it lies already."""
    NEVER = "never"
    """The module has nothing for it."""


def always(_: Module) -> Use:
    """Tell that a product is made of every module."""
    return Use.ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Output):
    """A product of each module."""

    render: Callable[[Module, RenderContext, Report], Package]
    use: Callable[[Module], Use] = always
    """Tells whether a module has to be made into it."""

    def file_name(self, slug: str) -> str:
        """Give the product's file name: `<slug>.<name>.<extension>`, where no word stands twice."""
        kind = self.name.removeprefix(self.extension).lstrip("-")
        return ".".join(filter(None, (slug, kind, self.extension)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume(Output):
    """One product of all modules together."""

    render: Callable[[tuple[Module, ...], RenderContext, Report], Package]
    stem: str
    """The product's file name without its extension."""
    last: bool = False
    """Whether it tells of the other products: it is made when they are there, and again when they have changed."""

    def file_name(self, _: str) -> str:
        """Give the product's file name."""
        return f"{self.stem}.{self.extension}"
