"""The paper that is chosen: every edition has its size, and nothing reaches over the edge."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builder.diagnostics import Diagnostic
from builder.nodes import Module
from builder.project import load_project, read_module
from builder.render import RenderContext
from builder.targets import TARGETS
from builder.targets.base import Target
from builder.targets.pdf_editions import LEARNER, Edition
from builder.targets.pdf_facilitator import FACILITATOR
from builder.targets.pdf_handbook import PDF_HANDBOOK, work_of
from builder.targets.pdf_key import KEY
from builder.targets.pdf_worksheets import WORKSHEETS
from laid_out import laid_out, lone_lines, outside, pages_of, split_rows, stranded
from printed import Booklet, conformant
from projects import module, write

GALLERY = Path(__file__).parent / "gallery"
LETTER = (612, 792)
EDITIONS = {edition.name: edition for edition in (LEARNER, FACILITATOR, WORKSHEETS, KEY)}


def gallery() -> tuple[Module, RenderContext]:
    """Read the gallery as if its header said `paper: Letter`."""
    project = load_project(GALLERY, lambda _: None)
    made = read_module(project, "gallery", lambda _: None)
    assert made is not None
    made = replace(made, metadata=replace(made.metadata, paper="Letter"))
    return made, project.render_context({"gallery": made})


def sizes(booklet: Booklet) -> set[tuple[int, int]]:
    return {(round(page.mediabox.width), round(page.mediabox.height)) for page in booklet.reader.pages}


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=lambda one: one.name)
def test_every_edition_on_letter_has_its_size_and_keeps_to_it(edition: Edition, tmp_path: Path) -> None:
    made, context = gallery()
    target = TARGETS[edition.name]
    assert isinstance(target, Target)
    booklet = Booklet(made, context, target)
    assert sizes(booklet) == {LETTER}
    assert booklet.said == []
    assert conformant(booklet, tmp_path) == []
    pages = laid_out(made, context, edition)
    assert {(round(page.margin_width() * 0.75), round(page.margin_height() * 0.75)) for page in pages} == {LETTER}
    assert [*outside(pages), *split_rows(pages), *stranded(pages), *lone_lines(pages)] == []


def test_the_handbook_has_the_paper_of_its_first_module(tmp_path: Path) -> None:
    made, context = gallery()
    booklet = Booklet.of_all((made,), context, PDF_HANDBOOK)
    assert sizes(booklet) == {LETTER}
    assert conformant(booklet, tmp_path) == []
    work = work_of((made,), context)
    assert list(outside(pages_of(work, context))) == []


@pytest.mark.parametrize(
    ("catalogue", "header", "size"),
    [
        ("", "", (595, 842)),
        ("", "paper: Letter\n", LETTER),
        ("paper: Letter", "", LETTER),
        ("paper: Letter", "paper: A4\n", (595, 842)),
    ],
)
def test_a_header_or_the_catalogue_chooses(tmp_path: Path, catalogue: str, header: str, size: tuple[int, int]) -> None:
    write(tmp_path, one=module(header=header))
    (tmp_path / "modules" / "catalogue.yaml").write_text(f"title: Ours\ndefaults: {{{catalogue}}}\n", encoding="utf-8")
    found: list[Diagnostic] = []
    project = load_project(tmp_path, found.append)
    made = read_module(project, "one", found.append)
    assert made is not None
    assert sizes(Booklet(made, project.render_context({"one": made}))) == {size}
