"""Begins a module: a folder with a text that teaches the format and passes every check as it is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from builder.diagnostics import BuildError
from builder.places import CATALOGUE, MODULES, product_templates

STARTER = "starter"
"""Folder of the templates with what a new module begins with."""

_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
"""Names that are the same in every file system, address and LMS (IMS identifiers begin with a letter)."""

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new module is to be."""

    slug: str
    title: str = ""
    """As people read it; made from the slug if empty."""
    language: str = "en"


def begin_module(root: Path, beginning: Beginning) -> tuple[Path, ...]:
    """Write the files of a new module, and a catalogue where there is none; give their paths.

    Raises BuildError for a name that can't be used, a module that is there already, or a disk that refuses.
    """
    slug = beginning.slug
    if not _SLUG.fullmatch(slug) or len(slug) > _LONGEST:
        raise BuildError(
            f"`{slug}` can't name a module: use small letters a-z, digits and hyphens; try `{_fitted(slug)}`"
        )
    modules = root / MODULES
    folder = modules / slug
    if folder.exists():
        raise BuildError(f"{folder} is there already; choose another name")
    starter = product_templates() / STARTER
    written = [folder / "module.md", folder / "media" / "steps.svg"]
    try:
        folder.joinpath("media").mkdir(parents=True)
        text = (starter / "module.md").read_text(encoding="utf-8")
        written[0].write_text(_filled(text, beginning), encoding="utf-8")
        written[1].write_bytes((starter / "media" / "steps.svg").read_bytes())
        if not (modules / CATALOGUE).exists():
            written.append(modules / CATALOGUE)
            text = (starter / CATALOGUE).read_text(encoding="utf-8")
            written[2].write_text(_filled(text, beginning), encoding="utf-8")
    except OSError as problem:
        raise BuildError(f"{folder}: can't be written: {problem.strerror or problem}") from problem
    return tuple(written)


def _filled(text: str, beginning: Beginning) -> str:
    title = beginning.title or beginning.slug.replace("-", " ").capitalize()
    quoted = " ".join(title.split()).replace("\\", "\\\\").replace('"', '\\"')
    return text.replace("{title}", quoted).replace("{language}", beginning.language)


def _fitted(name: str) -> str:
    """Make a name that can be used out of one that can't."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-")
    return slug if slug[:1].isalpha() else f"module-{slug}".strip("-")
