"""How heavy a package is, told to its author before an LMS refuses it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from builder.diagnostics import Report, warning
from builder.nodes import Module
from builder.package import Content, size_of
from builder.source import Span

MEGABYTE = 1 << 20
"""As servers count in their upload limits."""

_LIMITS = (
    (500 * MEGABYTE, "hardly an LMS takes more than 500 MB"),
    (100 * MEGABYTE, "many LMSs refuse more than 100 MB"),
)

_NAMED = 10


def weigh(files: Mapping[str, Content], module: Module, report: Report) -> None:
    """Report a package over one of the usual limits, with its largest files as the author knows them.

    What is counted is the size before packing, as media, which decide here, get no smaller by it.
    """
    sizes = {name: size_of(content) for name, content in files.items()}
    total = sum(sizes.values())
    limit = next((words for size, words in _LIMITS if total > size), None)
    if limit is None:
        return
    heaviest = sorted(sizes, key=lambda name: (-sizes[name], name))[:_NAMED]
    named = ", ".join(f"{_authored(files[name], name, module)} ({_megabytes(sizes[name])})" for name in heaviest)
    message = f"the package has {_megabytes(total)}, and {limit}; the largest files: {named}"
    hint = "compress videos and pictures, or put long videos where they can be linked to"
    report(warning("large-package", message, Span(module.source, 1), hint))


def _authored(content: Content, name: str, module: Module) -> str:
    """Name a file as the author does: media by their path in the module's folder."""
    if isinstance(content, Path) and content.is_relative_to(module.folder):
        return content.relative_to(module.folder).as_posix()
    return name


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.0f} MB" if size >= MEGABYTE else "under 1 MB"
