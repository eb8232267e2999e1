"""What a typesetter would look for: nothing stranded, split, alone, outside, and no page half empty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from weasyprint import HTML

from booklets import FILLER, PICTURE, filler, one_page, paragraph, question_of_each_kind, table, words
from builder.diagnostics import Diagnostic
from builder.nodes import Block, Container, Figure, Image, List, ListItem
from builder.project import load_project, read_module
from builder.questions.match import Item, Match
from laid_out import faults, half_empty, laid_out, lone_lines, outside, parts, split_rows, stranded, where
from printed import CONTEXT
from projects import ROOT

GALLERY = Path(__file__).parent / "gallery"


@pytest.mark.parametrize(("root", "slug"), [(GALLERY, "gallery"), (ROOT, "export-speed-mentoring")])
def test_pages_are_well_filled_and_nothing_is_torn(root: Path, slug: str) -> None:
    found: list[Diagnostic] = []
    project = load_project(root, found.append)
    module = read_module(project, slug, found.append)
    assert module is not None
    assert faults(laid_out(module, project.render_context({slug: module}))) == []


def on(page: str) -> list[Any]:
    style = """@page { size: 200mm; margin: 10mm } * { font: 10px/20px x; margin: 0; padding: 0 }
      h3 { break-after: auto } .torn { orphans: 1; widows: 1 } .gap { height: 640px } .less { height: 620px }"""
    return [page._page_box for page in HTML(string=f"<style>{style}</style>{page}").render().pages]


@pytest.mark.parametrize(
    ("finds", "bad", "good"),
    [
        (outside, "<p style='margin-left: 175mm; white-space: nowrap'>far too far to the right", "<p>Text"),
        (outside, "<p style='height: 170mm'></p><p style='position: relative; top: 20mm'>low", "<p>Text"),
        (stranded, "<p class=gap></p><h3>H</h3><p>a<br>b", "<h3>H</h3><p>Text"),
        (
            split_rows,
            "<p class=less></p><table><tr><td>a<br>b<br>c<br>d</table>",
            "<table><tr><td>a<br>b</table>",
        ),
        (lone_lines, "<p class=gap></p><p class=torn>a<br>b<br>c", "<p class=gap></p><p>a<br>b<br>c<br>d"),
        (half_empty, "<p>a</p><p style='break-inside: avoid; height: 670px'>b", "<p>a</p><p>b"),
    ],
)
def test_the_faults_are_found(finds: Callable[[list[Any]], Any], bad: str, good: str) -> None:
    torn = on(bad)
    for box in (box for page in torn for box in parts(page)):
        box.style["orphans"] = 2  # as if the engine had not kept to it
    assert list(finds(torn)) != []
    assert list(finds(on(good))) == []


def long_choice(count: int) -> Block:
    base = question_of_each_kind()[0]
    options = tuple(
        replace(base.options[0], key=key, blocks=(paragraph(f"ANSWER-{key} " + "with many words " * 16),))  # type: ignore[attr-defined]
        for key in "abcdefghijkl"[:count]
    )
    return replace(base, options=options, stem=(paragraph("LONG-STEM " + "of a question " * 12),))  # type: ignore[call-arg]


@pytest.mark.parametrize("before", [4, 7, 9])
def test_a_long_question_gives_way_rather_than_leave_a_page_half_empty(tmp_path: Path, before: int) -> None:
    module = one_page(tmp_path, *filler(before), long_choice(8), answer_key="none")
    pages = laid_out(module, CONTEXT)
    assert list(half_empty(pages)) == []
    on_pages = [where(pages, f"ANSWER-{key}") for key in "abcdefgh"]
    assert all(len(found) == 1 for found in on_pages)
    assert where(pages, "LONG-STEM") == on_pages[0] == on_pages[1], "the stem has two answers with it"
    assert on_pages[-1] == on_pages[-2], "none is alone on the next page"


def test_a_question_that_leaves_little_empty_stays_whole(tmp_path: Path) -> None:
    for before in range(8, 12):
        pages = laid_out(one_page(tmp_path, *filler(before), long_choice(3), answer_key="none"), CONTEXT)
        assert where(pages, "LONG-STEM") == where(pages, "ANSWER-c")


def test_the_last_item_of_a_list_is_not_alone_on_a_page(tmp_path: Path) -> None:
    for before in range(6, 11):
        items = tuple(ListItem((paragraph(f"ITEM-{n:02}"),)) for n in range(1, 31))
        points = Container("keypoints", words("Keep"), (List(False, items),))
        pages = laid_out(one_page(tmp_path, *filler(before), points), CONTEXT)
        assert where(pages, "ITEM-29") == where(pages, "ITEM-30")
        assert list(half_empty(pages)) == []


def test_a_picture_stays_where_it_fits_though_the_list_after_it_does_not(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "steps.svg").write_text(PICTURE.replace('480 240"', '480 620"'), encoding="utf-8")
    picture = Figure(Image("media/steps.svg", "Steps"), words("PICTURE"), 1, "figure-steps")
    points = List(False, tuple(ListItem((paragraph(f"ITEM-{n} {FILLER}"),)) for n in range(9)))
    found = []
    for lines in range(4):
        short = [paragraph("Short.")] * lines
        pages = laid_out(one_page(tmp_path, *filler(3), *short, picture, points), CONTEXT)
        found.append((where(pages, "PICTURE"), where(pages, "ITEM-0")))
    assert ([1], [2]) in found


def test_a_long_match_gives_way_and_keeps_what_there_is_to_choose_together(tmp_path: Path) -> None:
    base = question_of_each_kind()[5]
    assert isinstance(base, Match)
    prompts = tuple(Item(key, words(f"LONG-{key} " + "with many words " * 9)) for key in "abcdefgh")
    targets = tuple(Item(key, words(f"CHOICE-{key}")) for key in "abcdefgh")
    asked = replace(base, prompts=prompts, targets=targets, correct=tuple("abcdefgh"))
    cut = 0
    for before in range(1, 9):
        pages = laid_out(one_page(tmp_path, *filler(before), asked, answer_key="none"), CONTEXT)
        assert faults(pages) == []
        first, last = where(pages, "LONG-a"), where(pages, "LONG-h")
        assert first == where(pages, "LONG-b"), "none alone at the foot"
        assert last == where(pages, "LONG-g"), "none alone at the head"
        assert where(pages, "CHOICE-a") == where(pages, "CHOICE-h")
        cut += first != where(pages, "CHOICE-a")
    assert cut, "none was cut: make it longer"


def test_a_form_is_cut_rather_than_leave_a_page_half_empty(tmp_path: Path) -> None:
    form = table([[f"ROW-{n}", "", ""] for n in range(1, 7)], ["Who", "What", "When"], classes=("worksheet",),
                 caption=words("FORM"), number=1)  # fmt: skip
    cut = 0
    for before in range(4, 13):
        pages = laid_out(one_page(tmp_path, *filler(before), form), CONTEXT)
        assert faults(pages) == []
        assert where(pages, "FORM") == where(pages, "ROW-3")[:1], "an example and two rows stay with the head"
        assert where(pages, "ROW-5") == where(pages, "ROW-6")
        cut += where(pages, "ROW-1") != where(pages, "ROW-6")
    assert cut, "none was cut: make it longer"


@pytest.mark.parametrize("columns", [5, 6, 7, 9])
@pytest.mark.parametrize("kind", ["case", "note", "details"])
def test_a_table_in_a_box_stays_in_it(tmp_path: Path, kind: str, columns: int) -> None:
    for classes in ((), ("worksheet",)):
        wide = table([["Something"] * columns] * 3, ["Heading"] * columns, classes=classes)
        pages = laid_out(one_page(tmp_path, Container(kind, words("BOX"), (paragraph("Text."), wide))), CONTEXT)
        (page,) = [pages[number - 1] for number in where(pages, "BOX")]
        around = next(box for box in parts(page) if _is_box(box, kind))
        inner = next(box for box in parts(page) if box.element is not None and box.element_tag == "table")
        assert inner.position_x >= around.border_box_x()
        assert inner.position_x + inner.margin_width() <= around.border_box_x() + around.border_width() + 1


def _is_box(box: Any, kind: str) -> bool:
    names = box.element.get("class", "").split() if box.element is not None else []
    return kind in names or f"callout-{kind}" in names
