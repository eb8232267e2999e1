"""Begins a module: a folder with a text that teaches the format and passes every check as it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from builder.diagnostics import BuildError
from builder.names import module_name_fault
from builder.package import package, write_folder, write_package
from builder.parse.languages import read_language
from builder.places import CATALOGUE, MODULES, TEXT, product_templates

STARTER = "starter"
"""Folder of the templates with what a new module begins with."""

_TITLE, _LANGUAGE = "{title}", "{language}"
"""What the starter has in place of what the author says."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new module is to be."""

    slug: str
    title: str = ""
    """As people read it; made from the slug if empty."""
    language: str = "en"


def begin_module(root: Path, beginning: Beginning) -> tuple[Path, ...]:
    """Write the files of a new module, and a catalogue where there is none; give their paths.

    Raises BuildError for a name or a language that can't be used, a module that is there already, or a disk that
    refuses; no half of a module is left then.
    """
    fault = module_name_fault(beginning.slug)
    if fault:
        raise BuildError("; ".join(fault))
    language, note = read_language(beginning.language)
    if language is None:
        raise BuildError(f"`{beginning.language}` is no language code; {note}")
    beginning = replace(beginning, language=language)
    modules = root / MODULES
    folder = modules / beginning.slug
    if folder.exists():
        raise BuildError(f"{folder} is there already; choose another name")
    starter = product_templates() / STARTER
    picture = "media/steps.svg"
    text = _filled(starter / TEXT, beginning)
    write_folder(package("zip", {TEXT: text, picture: starter / picture}), folder)
    written = (folder / TEXT, folder / picture)
    catalogue = modules / CATALOGUE
    if catalogue.exists():
        return written
    write_package(package("yaml", {CATALOGUE: _filled(starter / CATALOGUE, beginning)}), catalogue)
    return (*written, catalogue)


def _filled(path: Path, beginning: Beginning) -> bytes:
    title = beginning.title or beginning.slug.replace("-", " ").capitalize()
    quoted = " ".join(title.split()).replace("\\", "\\\\").replace('"', '\\"')
    text = path.read_text(encoding="utf-8").replace(_LANGUAGE, beginning.language).replace(_TITLE, quoted)
    return text.encode("utf-8", "replace")  # a terminal with another character set can give what no text may hold
