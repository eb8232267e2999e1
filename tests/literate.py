"""Literate cases: Markdown files whose headings name cases and whose fences hold input and expected results.

A case is a heading with one fence `module` below it, and any of `diagnostics`, `html`, `print` and `course`.
A module without a header gets the plainest one; the line numbers of diagnostics are those of the fence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from builder.catalogue import Defaults
from builder.check import check_modules
from builder.diagnostics import Diagnostic, as_text, in_order
from builder.nodes import Module
from builder.parse import parse_module
from builder.render import Links
from builder.render.course import course
from builder.render.html import Rendering, render_blocks, render_notes
from builder.render.templates import environment, product_templates, strings
from builder.source import Source

HEADER = "---\ntitle: A module\nlanguage: en\nsummary: What it is for.\n---\n"
_FENCE = re.compile(r"^(`{3,})(\w+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,4} (.+)$", re.MULTILINE)


@dataclass
class Case:
    """One case of a file."""

    path: Path
    name: str
    module: str
    expected: dict[str, str] = field(default_factory=dict)
    """Text of each expecting fence by its kind."""

    @property
    def id(self) -> str:
        return f"{self.path.stem}: {self.name}"


def cases(path: Path) -> Iterator[Case]:
    """Read the cases of a file."""
    text = path.read_text(encoding="utf-8")
    inside = [(match.start(), match.end()) for match in _FENCE.finditer(text)]
    marks = [
        match for match in _HEADING.finditer(text) if not any(start < match.start() < end for start, end in inside)
    ]
    current: Case | None = None
    for fence in _FENCE.finditer(text):
        name = next((mark[1] for mark in reversed(marks) if mark.start() < fence.start()), path.stem)
        if fence[2] == "module":
            if current:
                yield current
            current = Case(path, name, fence[3])
        elif current and fence[2] in RESULTS:
            current.expected[fence[2]] = fence[3]
    if current:
        yield current


def read(case: Case, folder: Path) -> tuple[Module | None, list[Diagnostic], int]:
    """Parse and check a case's module; also how many lines its added header takes."""
    own = case.module.startswith(("---\n", "\ufeff")) or "no-header" in case.name
    text = case.module if own else HEADER + case.module
    source = Source("modules/case/module.md", text, folder)
    found: list[Diagnostic] = []
    module = parse_module(source, Defaults(), found.append)
    if module is not None:
        found += check_modules({module.slug: module}, frozenset({module.slug, "other"}), folder)
    return module, in_order(found), 0 if own else HEADER.count("\n")


def _diagnostics(case: Case, folder: Path) -> str:
    _, found, added = read(case, folder)
    lines = []
    for one in found:
        text = as_text(one).replace(f"modules/case/module.md:{one.span.line}:", f"{one.span.line - added}:", 1)
        lines.append(text)
    return "".join(line + "\n" for line in lines)


def rendering(module: Module, medium: str) -> Rendering:
    """Make a rendering as targets do, with addresses that are the names themselves."""
    folders = (product_templates(),)
    notes = {note.number: note for page in module.pages for note in page.footnotes}
    links = Links({name: name for name in _Names()}, {"other": "../other/index.html"})
    words = strings(module.metadata.language, folders)
    return Rendering(medium, links, module.metadata.language, words, environment(folders), module.metadata, notes)


class _Names(tuple[str, ...]):
    """Names of media the cases use."""

    def __new__(cls) -> _Names:
        return super().__new__(cls, ("media/plan.svg", "media/a b.png", "media/sheet.csv"))


def _html(case: Case, folder: Path, medium: str) -> str:
    module, found, _ = read(case, folder)
    assert module is not None, f"{case.id}: no module; {found}"
    drawn = rendering(module, medium)
    parts = []
    for page in module.pages:
        parts.append(str(render_blocks(page.blocks, drawn)))
        if page.footnotes and medium == "screen":
            parts.append(str(render_notes(page.footnotes, drawn)))
    return "\n".join(parts) + "\n"


def _course(case: Case, folder: Path) -> str:
    module, found, _ = read(case, folder)
    assert module is not None, f"{case.id}: no module; {found}"
    given = course(module, {})
    del given["strings"]
    return json.dumps(given["questions"], indent=1, ensure_ascii=False) + "\n"


RESULTS = {
    "diagnostics": _diagnostics,
    "html": lambda case, folder: _html(case, folder, "screen"),
    "print": lambda case, folder: _html(case, folder, "print"),
    "course": _course,
}


def update(path: Path, results: dict[tuple[str, str], str]) -> None:
    """Write results into the fences of a file, by (module text, kind)."""
    current = [""]

    def replaced(fence: re.Match[str]) -> str:
        if fence[2] == "module":
            current[0] = fence[3]
        new = results.get((current[0], fence[2]))
        return fence[0] if new is None else f"{fence[1]}{fence[2]}\n{new}{fence[1]}"

    path.write_text(_FENCE.sub(replaced, path.read_text(encoding="utf-8")), encoding="utf-8")
