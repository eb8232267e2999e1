"""A project on disk: where its modules are, what the catalogue says of all of them, and how one is read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from builder.catalogue import Catalogue
from builder.check.catalogue import unknown_modules
from builder.diagnostics import BuildError, Report, error, warning
from builder.nodes import Module
from builder.parse import parse_catalogue, parse_module
from builder.parse.catalogue_comparison import compared
from builder.places import CATALOGUE, MODULES, TEXT, control_folder, find_root, module_names, product_templates
from builder.render import CatalogueEntry, RenderContext
from builder.render.theme import unreadable
from builder.source import Source, read_source

__all__ = ["Project", "find_root", "load_project", "read_module"]


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with modules."""

    root: Path
    catalogue: Catalogue
    slugs: tuple[str, ...]
    """Modules in the catalogue's order, then the others by name."""

    def path_of(self, slug: str) -> Path:
        """Give the path of a module's source."""
        return self.root / MODULES / slug / TEXT

    def render_context(self, modules: Mapping[str, Module], options: tuple[tuple[str, str], ...] = ()) -> RenderContext:
        """Make what all renderings are told; `modules` are those that could be read, by slug."""
        own = self.root / "templates"
        product = product_templates()
        folders = (own, product) if own.is_dir() and own.resolve() != product.resolve() else (product,)
        known = [modules[slug] for slug in self.slugs if slug in modules]
        return RenderContext(
            folders,
            self.catalogue.brand,
            self.catalogue.publisher,
            self.catalogue.title,
            self.catalogue.strands,
            tuple(CatalogueEntry(module.slug, module.metadata.title) for module in known),
            control_folder(self.root, self.catalogue.control_files),
            options,
            self.catalogue,
        )


def load_project(root: Path, report: Report) -> Project:
    """Find the modules below `root` and read the catalogue.

    Raises BuildError where there is no `modules/`, or the disk refuses.
    """
    folder = root / MODULES
    if not folder.is_dir():
        raise BuildError(f"{root}: there is no folder `{MODULES}/`")
    found = module_names(root)
    catalogue = _catalogue(folder / CATALOGUE, root, report)
    for message in unreadable(catalogue.brand):
        span = catalogue.brand_span or Source(f"{MODULES}/{CATALOGUE}", "").span(1)
        report(warning("brand-contrast", message, span, "choose a darker colour"))
    if catalogue.control_files_span and catalogue.control_files and not control_folder(root, catalogue.control_files):
        message = f"there is no folder `{catalogue.control_files}` in the project"
        hint = f"put the folder beside `{MODULES}/` and give its name here, or leave the line out: few LMSs ask for it"
        report(error("control-files", message, catalogue.control_files_span, hint))
    for diagnostic in unknown_modules(catalogue, found):
        report(diagnostic)
    catalogue = _with_facts(catalogue, root, found, report)
    first = [slug for slug in catalogue.order if slug in found]
    return Project(root, catalogue, tuple(dict.fromkeys([*first, *found])))


def read_module(project: Project, slug: str, report: Report) -> Module | None:
    """Read one module; None if nothing can be made of it. Raises BuildError where the disk refuses."""
    source = _read(project.path_of(slug), project.root, report)
    return parse_module(source, project.catalogue.defaults, report) if source else None


def _catalogue(path: Path, root: Path, report: Report) -> Catalogue:
    if not path.exists():
        return Catalogue()
    source = _read(path, root, report)
    return parse_catalogue(source, report) if source else Catalogue()


def _with_facts(catalogue: Catalogue, root: Path, slugs: Collection[str], report: Report) -> Catalogue:
    """Fill the comparison from the file that has the facts."""
    comparison = catalogue.comparison
    if comparison is None:
        return catalogue
    path = root / MODULES / comparison.source
    if not path.is_file():
        hint = f"put the file into `{MODULES}/`, or correct its name"
        report(error("missing-facts", f"there is no `{comparison.source}`", comparison.span("source"), hint))
        return catalogue
    source = _read(path, root, report)
    if source is None:
        return catalogue
    return replace(catalogue, comparison=compared(comparison, source, catalogue, slugs, report))


def _read(path: Path, root: Path, report: Report) -> Source | None:
    """Read a source; None where it is not in UTF-8, which is reported. Raises BuildError where the disk refuses."""
    try:
        return read_source(path, root)
    except UnicodeDecodeError as problem:
        name = path.relative_to(root).as_posix()
        line = problem.object[: problem.start].count(b"\n") + 1
        hint = "save it as UTF-8 in your editor"
        report(error("not-utf8", "the file is not written in UTF-8", Source(name, "").span(line), hint))
        return None
    except OSError as problem:
        raise BuildError(f"{path}: can't be read: {problem.strerror or problem}") from problem
