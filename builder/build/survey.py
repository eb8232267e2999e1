"""Reads and checks the modules that are new or changed; of the others it knows from the record what was said.

A module's messages depend on its own folder, on what all modules share, and on the outlines of its neighbours. While
the outlines stay as they were, a changed module is read alone (with those it links to); else all are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cache import ModuleRecord, Record, digest, folder_digest
from builder.diagnostics import BuildError, Diagnostic, Severity, in_order, nearest, warning
from builder.places import (
    CATALOGUE,
    MODULES,
    PACKAGE,
    TEXT,
    control_folder,
    module_folders,
    product_templates,
    versions,
)
from builder.source import Span

if TYPE_CHECKING:
    from builder.nodes import Module
    from builder.project import Project


@dataclass(slots=True)
class Survey:
    """The state of a project's modules, read only as far as needed."""

    root: Path
    record: Record
    """What is known now; the caller saves it."""
    strays: tuple[Diagnostic, ...] = ()
    """What is to be said of folders among the modules that are none."""
    _project: Project | None = None
    _modules: dict[str, Module | None] = field(default_factory=dict)

    def project(self) -> Project:
        """Load the project, once. What is wrong in the catalogue is in the record."""
        if self._project is None:
            from builder.project import load_project

            found: list[Diagnostic] = []
            self._project = load_project(self.root, found.append)
            self.record.diagnostics = tuple(in_order(found))
        return self._project

    def read(self, slug: str, found: list[Diagnostic] | None = None) -> Module | None:
        """Read a module, once; None where nothing can be made of it."""
        if slug not in self._modules:
            from builder.project import read_module

            told: list[Diagnostic] = [] if found is None else found
            self._modules[slug] = read_module(self.project(), slug, told.append)
        return self._modules[slug]


def chosen(asked: Iterable[str], known: Sequence[str], what: str) -> tuple[str, ...]:
    """Give the names that were asked for, each once; all if none was. Raises BuildError for an unknown one.

    A module may be named by its path, as a shell completes it.
    """
    found: dict[str, None] = {}
    for name in asked:
        parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", TEXT)]
        plain = parts[-1] if parts else name
        if plain not in known:
            close = nearest(plain, known)
            hint = f"did you mean `{close}`?" if close else f"there are: {', '.join(known) or 'none yet'}"
            raise BuildError(f"there is no {what} `{plain}`; {hint}")
        found[plain] = None
    return tuple(name for name in known if name in found) if found else tuple(known)


def shared_digest(root: Path, control_files: str) -> str:
    """Digest what every product is made with: the builder, its libraries, templates, the catalogue."""
    own, product = root / "templates", product_templates()
    folders = [PACKAGE, product]
    if own.is_dir() and own.resolve() != product.resolve():
        folders.append(own)
    control = control_folder(root, control_files)
    if control:
        folders.append(control)
    return digest([*map(folder_digest, folders), *_beside_modules(root), *versions()])


def _beside_modules(root: Path) -> Iterator[str | bytes]:
    """Give the catalogue, and the other YAML files beside it, from which it may take facts."""
    folder = root / MODULES
    names = {path.name for pattern in ("*.yaml", "*.yml") for path in folder.glob(pattern)} - {CATALOGUE}
    for name in (CATALOGUE, *sorted(names)):
        path = folder / name
        try:
            yield name
            yield path.read_bytes() if path.exists() else b""
        except OSError as problem:
            raise BuildError(f"{path}: can't be read: {problem.strerror or problem}") from problem


def survey(root: Path, record: Record) -> Survey:
    """Bring the record of a project's modules up to date; raises BuildError where there are none."""
    state = Survey(root, record)
    folders = module_folders(root)
    state.strays = tuple(_stray(name) for name, written in folders.items() if not written)
    names = [name for name, written in folders.items() if written]
    if not names:
        begin = "begin a module: coursewright new module NAME"
        raise BuildError(f"{root / MODULES}: no folder in it holds a `{TEXT}`; {begin}")
    digests = {slug: folder_digest(root / MODULES / slug) for slug in names}
    shared = shared_digest(root, record.control_files)
    if shared != record.shared:
        record.modules.clear()
    stale = [slug for slug in names if slug not in record.modules or record.modules[slug].digest != digests[slug]]
    if not stale and shared == record.shared and set(record.modules) == set(names):
        return state
    _renew(state, stale, digests)
    project = state.project()
    record.order = project.slugs
    record.title, record.control_files = project.catalogue.title, project.catalogue.control_files
    record.shared = shared_digest(root, record.control_files)
    return state


def _stray(name: str) -> Diagnostic:
    message = f"the folder holds no `{TEXT}`: it is passed over"
    return warning("no-module-text", message, Span(f"{MODULES}/{name}", 1), f"call its text `{TEXT}`, or move it away")


def _renew(state: Survey, stale: Sequence[str], digests: dict[str, str]) -> None:
    """Read and check what is stale, and all where an outline differs or something was wrong across modules."""
    from builder.state.budget import budget_diagnostics

    before, record = state.record.modules, state.record
    said: dict[str, list[Diagnostic]] = {slug: [] for slug in digests}
    outlines = {slug: _outline(state.read(slug, said[slug])) for slug in stale}
    alone = set(before) == set(digests) and all(
        before[slug].outline == outlines[slug] and not _has_errors(before[slug].diagnostics) for slug in stale
    )
    if alone:
        neighbours = {other for slug in stale for other in _linked(state.read(slug)) if other in digests}
        for slug in neighbours - set(stale):
            state.read(slug)
    else:
        stale = list(digests)
        for slug in stale:
            state.read(slug, said[slug])
    for slug, diagnostic in _checked(state, stale):
        said[slug].append(diagnostic)
    record.modules = {slug: before[slug] for slug in digests if slug not in stale}
    for slug in stale:
        module = state.read(slug)
        if module is not None and not _has_errors(tuple(said[slug])):
            said[slug] += budget_diagnostics(module)
        record.modules[slug] = _record(slug, module, digests[slug], said[slug])


def _checked(state: Survey, slugs: Sequence[str]) -> Iterable[tuple[str, Diagnostic]]:
    """Check modules; each diagnostic comes with the module it speaks of."""
    from builder.check import check_modules

    project = state.project()
    modules = {slug: module for slug in project.slugs if slug in state._modules and (module := state.read(slug))}
    known = frozenset(project.slugs)
    for diagnostic in check_modules(modules, known, state.root, project.catalogue, frozenset(slugs)):
        slug = diagnostic.span.path.split("/")[1]
        if slug in slugs:
            yield slug, diagnostic


def _record(slug: str, module: Module | None, folder: str, said: list[Diagnostic]) -> ModuleRecord:
    diagnostics = tuple(in_order(said))
    if module is None:
        return ModuleRecord(folder, slug, "en", "", "", diagnostics=diagnostics)
    from builder.targets import TARGETS
    from builder.targets.base import Target, Use

    metadata = module.metadata
    uses = {name: target.use(module) for name, target in TARGETS.items() if isinstance(target, Target)}
    spared, void = (tuple(name for name in uses if uses[name] is use) for use in (Use.NAMED, Use.NEVER))
    return ModuleRecord(
        folder, metadata.title, metadata.language, metadata.summary, _outline(module), spared, void, diagnostics
    )


def _outline(module: Module | None) -> str:
    """Digest what neighbours see of a module: its identity, its title, and the places that links can lead to."""
    if module is None:
        return ""
    from builder.check.document import anchors

    return digest([module.metadata.id, module.metadata.title, *sorted(anchors(module))])


def _linked(module: Module | None) -> set[str]:
    """Give the modules that a module links to."""
    from builder.nodes import Link, PageTarget, walk

    targets = [node.target for node in walk(module.pages) if isinstance(node, Link)] if module else []
    return {target.module for target in targets if isinstance(target, PageTarget) and target.module}


def _has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(one.severity is Severity.ERROR for one in diagnostics)


def check(root: Path, asked: Iterable[str]) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """Read and check modules; give their names and all that is wrong, the catalogue's mistakes among it."""
    state = survey(root, Record())
    slugs = chosen(asked, state.record.order, "module")
    said = [one for slug in slugs for one in state.record.modules[slug].diagnostics]
    return slugs, in_order([*state.record.diagnostics, *state.strays, *said])


def read_all(root: Path) -> list[tuple[str, Module | None]]:
    """Read all modules, in the catalogue's order; None stands for those that nothing can be made of."""
    state = Survey(root, Record())
    return [(slug, state.read(slug, [])) for slug in state.project().slugs]
