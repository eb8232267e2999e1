"""Packages for the plays: built as the program builds them, zipped, and unpacked again as an LMS does."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from builder.catalogue import Defaults
from builder.diagnostics import Diagnostic
from builder.nodes import Module
from builder.package import write_package
from builder.parse import parse_module
from builder.project import load_project, read_module
from builder.render import RenderContext
from builder.render.templates import product_templates
from builder.source import Source
from builder.targets import TARGETS
from builder.targets.base import Target

ROOT = Path(__file__).parents[2]
GALLERY = ROOT / "tests" / "gallery" / "modules" / "gallery" / "media"
VERSIONS = {"scorm12": "1.2", "scorm2004": "2004", "web": ""}
"""Version of SCORM that a target's packages speak."""


@dataclass(frozen=True)
class Built:
    """One package."""

    name: str
    """Unique among the packages of a test run."""
    target: str
    archive: bytes
    files: Mapping[str, bytes]

    @property
    def version(self) -> str:
        return VERSIONS[self.target]

    @property
    def page(self) -> str:
        """The text of its only page."""
        return self.files["index.html"].decode()

    @cached_property
    def course(self) -> dict[str, Any]:
        """What the package tells its player; the plays know no more of a module than that."""
        found = re.search(r'<script type="application/json" id="course">(.*?)</script>', self.page, re.DOTALL)
        assert found, f"{self.name}: no course object"
        course: dict[str, Any] = json.loads(found[1])
        return course

    def unpack(self, folder: Path) -> Path:
        """Write the files below `folder` and give the start page."""
        with zipfile.ZipFile(io.BytesIO(self.archive)) as archive:
            archive.extractall(folder)
        return folder / "index.html"


def pilot_slugs() -> tuple[str, ...]:
    """Give the names of modules that stand for all: to look at every page of one in every state takes minutes.

    Between them they have every kind that the modules use; `coursewright play` goes through all of them.
    """
    return ("baltic-home", "export-speed-mentoring")


def build_pilot(slug: str, target: str, folder: Path) -> Built:
    """Build one of the project's own modules."""
    project = load_project(ROOT, _strict)
    modules = {name: module for name in project.slugs if (module := read_module(project, name, _strict))}
    return _build(modules[slug], target, project.render_context(modules), slug, folder)


def build_text(text: str, target: str, folder: Path, name: str) -> Built:
    """Build a module from its text; pictures and the like that it names are those of the gallery."""
    for file in GALLERY.iterdir():
        if f"media/{file.name}" in text:
            (folder / "media").mkdir(exist_ok=True)
            (folder / "media" / file.name).write_bytes(file.read_bytes())
    module = parse_module(Source("modules/bike-check/module.md", text, folder), Defaults(), _strict)
    assert module is not None
    return _build(module, target, RenderContext((product_templates(),)), name, folder)


def _build(module: Module, target: str, context: RenderContext, name: str, folder: Path) -> Built:
    destination = folder / f"{name}.{target}.zip"
    row = TARGETS[target]
    assert isinstance(row, Target)
    write_package(row.render(module, context, _strict), destination)
    with zipfile.ZipFile(destination) as archive:
        files = {entry: archive.read(entry) for entry in archive.namelist()}
    return Built(f"{name}.{target}", target, destination.read_bytes(), files)


def _strict(diagnostic: Diagnostic) -> None:
    raise AssertionError(f"{diagnostic.span.path}:{diagnostic.span.line}: {diagnostic.message}")
