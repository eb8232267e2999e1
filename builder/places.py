"""Where things lie: a project, the product's own files, the libraries it uses. Imports nothing heavy."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from builder.diagnostics import BuildError

PACKAGE = Path(__file__).resolve().parent
MODULES = "modules"
CATALOGUE = "catalogue.yaml"
TEXT = "module.md"
"""The file in a module's folder that holds its text."""


def find_root(start: Path) -> Path:
    """Walk up from `start` to the folder that holds `modules/`; raises BuildError where there is none."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / MODULES).is_dir():
            return folder
    raise BuildError(f"{start}: no folder `{MODULES}/` here or above; go to your project, or name it with --project")


def module_folders(root: Path) -> dict[str, bool]:
    """Give the folders in `modules/`, by name, and whether each holds a text; hidden ones are passed over.

    Raises BuildError where one can't be looked into: a module must not seem to be gone.
    """
    folder = root / MODULES
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.is_dir() and not entry.name.startswith("."))
        return {name: TEXT in os.listdir(folder / name) for name in names}
    except OSError as problem:
        raise BuildError(f"{problem.filename or folder}: can't be read: {problem.strerror or problem}") from problem


def module_names(root: Path) -> list[str]:
    """Give the names of all modules, sorted; raises BuildError where the disk refuses."""
    return [name for name, written in module_folders(root).items() if written]


def control_folder(root: Path, name: str) -> Path | None:
    """Find the folder a catalogue names under `control_files:`; None where the project has no such folder."""
    folder = root / name
    return folder if name and folder.is_dir() and folder.resolve().is_relative_to(root.resolve()) else None


def product_templates() -> Path:
    """Find the product's own templates: inside the installed package, or beside it in a clone.

    Raises BuildError where neither is there.
    """
    for folder in (PACKAGE / "templates", PACKAGE.parent / "templates"):
        if (folder / "screen.html.j2").is_file():
            return folder
    raise BuildError(f"{PACKAGE}: the product's templates are missing; install the package again")


def versions() -> Iterator[str]:
    """Give Python's version, then name and version of every library on the path.

    They are read off the names of `*.dist-info` folders: `importlib.metadata` says the same and costs as much time as
    all else a build with nothing to do needs.
    """
    yield sys.version
    found: set[str] = set()
    for place in sys.path:
        try:
            found.update(name for name in os.listdir(place or ".") if name.endswith(".dist-info"))
        except OSError:
            continue  # a zip, or a folder that is not there
    yield from sorted(found)
