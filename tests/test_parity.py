"""Every kind of question and every block has all the forms it promises; the gallery shows each of them."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import lxml.html
import pytest

from builder.blocks import BLOCKS
from builder.diagnostics import Diagnostic
from builder.forms import STATIC, Forms
from builder.nodes import Container, Module, Question, walk
from builder.parity import forms_by_kind, matrix
from builder.project import load_project, read_module
from builder.questions import QUESTIONS, interaction_of
from builder.questions.base import Unscored
from builder.render import Links
from builder.render.html import Rendering, render_blocks, render_question
from builder.render.media import media_addresses
from builder.render.templates import environment, product_templates, strings

GALLERY = Path(__file__).parent / "gallery"
RECORDS = {
    "true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing", "likert", "numeric",
    "other",
}  # fmt: skip
"""Interaction types of SCORM 2004 (RTE 4.2.9.1); those that 1.2 lacks become fill-in."""


@pytest.fixture(scope="module")
def gallery() -> Module:
    found: list[Diagnostic] = []
    module = read_module(load_project(GALLERY, found.append), "gallery", found.append)
    assert module is not None, found
    assert not found
    return module


def rendering(module: Module, medium: str) -> Rendering:
    folders = (product_templates(),)
    words = strings("en", folders)
    notes = {note.number: note for page in module.pages for note in page.footnotes}
    links = Links(media_addresses(module))
    return Rendering(medium, links, "en", words, environment(folders), module.metadata, notes, left_out=frozenset())


def nodes_of(module: Module, kind: str) -> list[Question | Container]:
    return [node for node in walk(module.pages) if isinstance(node, Question | Container) and node.kind == kind]


def words_of(html: str) -> str:
    return " ".join(lxml.html.fromstring(f"<div>{html}</div>").text_content().split())


def test_no_form_can_be_left_out() -> None:
    with pytest.raises(TypeError):
        Forms(screen="shown", no_script="shown", paper="shown", key="shown", keyboard="none")  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="key"):
        Forms(screen="shown", no_script="shown", paper="shown", key=" ", keyboard="none", record="none")


def test_the_matrix_has_every_kind_in_every_surrounding() -> None:
    rows = list(matrix())
    assert len(rows) == len(fields(Forms)) * (len(QUESTIONS) + len(BLOCKS))
    assert [row[0] for row in rows if row[0]] == [*QUESTIONS, *BLOCKS]
    assert all(row[2] for row in rows)


WHOLE = [kind for kind, row in BLOCKS.items() if not set(row.inside) & set(QUESTIONS)]
"""Blocks that are no part of a question."""


@pytest.mark.parametrize("kind", [*QUESTIONS, *WHOLE])
def test_the_gallery_shows_it_on_screen_and_on_paper(gallery: Module, kind: str) -> None:
    shown = nodes_of(gallery, kind)
    assert shown, f"the gallery has no `{kind}`"
    for node in shown:
        written = [render_blocks((node,), rendering(gallery, medium)) for medium in ("screen", "print")]
        assert any(words_of(html) for html in written)


@pytest.mark.parametrize("kind", QUESTIONS)
def test_a_question_can_be_answered_in_each_medium(gallery: Module, kind: str) -> None:
    row = QUESTIONS[kind]
    for node in nodes_of(gallery, kind):
        assert isinstance(node, Question)
        screen = lxml.html.fromstring(str(render_question(node, rendering(gallery, "screen"))))
        controls = screen.xpath(".//input | .//select | .//textarea | .//a[@href]")
        assert controls, "nothing to operate without script"
        if row.numbered and not isinstance(interaction_of(node).scoring, Unscored):
            assert screen.xpath(".//details[contains(@class, 'answers')]"), "no answer without script"
        paper = lxml.html.fromstring(str(render_question(node, rendering(gallery, "print"))))
        assert words_of(lxml.html.tostring(paper, encoding="unicode"))
        if row.numbered and row.in_key:
            key = str(render_question(node, rendering(gallery, "print"), key=True))
            assert len(words_of(key)) > len(f"Question {node.number}")


@pytest.mark.parametrize("kind", QUESTIONS)
def test_the_record_is_the_one_that_is_promised(gallery: Module, kind: str) -> None:
    promised = QUESTIONS[kind].forms.record
    for node in nodes_of(gallery, kind):
        assert isinstance(node, Question)
        assert interaction_of(node).type in RECORDS
        if QUESTIONS[kind].numbered:
            assert interaction_of(node).type in promised


def test_what_can_be_operated_has_a_way_by_keyboard() -> None:
    for name, forms in forms_by_kind().items():
        if name in QUESTIONS or BLOCKS[name].scripts:
            assert forms.keyboard != STATIC, name
