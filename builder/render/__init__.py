"""From the document to HTML: what every rendering is told, and where its links lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from builder.catalogue import Brand, Catalogue
from builder.nodes import LinkTarget, MediaTarget, PageTarget

__all__ = ["Brand", "CatalogueEntry", "Companion", "Links", "RenderContext"]


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """What the program knows of a neighbouring module, for links to it and for covers."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Companion:
    """Another product of the same build, as it lies in the output folder."""

    name: str
    size: int
    """Bytes of the file."""
    folder: str = ""
    """Folder beside it with the same files unpacked, if there is one."""


@dataclass(frozen=True, slots=True)
class RenderContext:
    """All a rendering may know beside the module itself. Frozen and picklable, so a job can travel."""

    templates: tuple[Path, ...]
    """Template folders, a project's own before the product's."""
    brand: Brand = Brand()
    publisher: str = ""
    catalogue_title: str = ""
    strands: tuple[tuple[str, str], ...] = ()
    """Strand ids with their titles."""
    neighbours: tuple[CatalogueEntry, ...] = ()
    control_files: Path | None = None
    """Folder of control files (XSDs) to put at a SCORM package's root, if the author names one."""
    options: tuple[tuple[str, str], ...] = ()
    """Options given on the command line, by name."""
    catalogue: Catalogue = Catalogue()
    """All that the catalogue says, for products that tell of all modules."""
    companions: tuple[Companion, ...] = ()
    """What lies beside the product, for those that link to it."""

    def strand_title(self, strand: str) -> str:
        """Give the title of a strand, or its id."""
        return dict(self.strands).get(strand, strand)


@dataclass(frozen=True, slots=True)
class Links:
    """Turns symbolic links into addresses: the one thing in which a zip, a site and a PDF differ."""

    media: Mapping[str, str] = field(default_factory=dict)
    """Address of each media file by its name."""
    modules: Mapping[str, str] = field(default_factory=dict)
    """Address of other modules by slug; a module that is not in it can't be linked to from here."""

    def href(self, target: LinkTarget) -> str | None:
        """Give the address of a target, or None where it can't be reached from this product."""
        match target:
            case PageTarget(id=anchor, module=None):
                return f"#{anchor}"
            case PageTarget(id=anchor, module=str(module)):
                base = self.modules.get(module)
                return None if base is None else f"{base}#{anchor}" if anchor else base
            case MediaTarget(name=name):
                return self.media.get(name)
            case _:
                return target.url  # type: ignore[union-attr]
