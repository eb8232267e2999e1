"""Characters on paper: those that never become boxes, and those that stop the build where they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from booklets import one_page, paragraph
from builder.build import Order, State, build
from builder.diagnostics import Diagnostic, Severity
from builder.nodes import Figure, Image, Module
from builder.project import load_project, read_module
from builder.targets.pdf_handbook import PDF_HANDBOOK
from printed import CONTEXT, Booklet, conformant
from projects import write

RARE = "漢"
"""A character that no font of ours has."""

FIELD = """---
title: Проверка перед поездкой
summary: Пять минут
language: ru
---

## Тормоза 🚲

Проверьте тормоза ✔ и свет → 5 минут, ≤ 30 км/ч, 100 ₽. žluťoučký 👩‍🔧 👍🏽 ⚠️

Latvian: ķēde, ļoti, ņemt, šķērsot. Polish: zażółć gęślą jaźń. Estonian: õlitada, žürii. Lithuanian: ąčęėįšųūž.
Danish: ærø ål.

`код в моноширинном 🚲` **жирный 🚲** *курсив*
"""


def read(root: Path, text: str, slug: str = "one") -> Module:
    found: list[Diagnostic] = []
    write(root, **{slug: text})
    made = read_module(load_project(root, found.append), slug, found.append)
    assert made is not None, found
    return made


def test_b125_no_letter_of_the_case_becomes_a_box(tmp_path: Path) -> None:
    booklet = Booklet(read(tmp_path, FIELD))
    assert booklet.said == []
    assert conformant(booklet, tmp_path) == []
    text = " ".join("".join(booklet.pages[2:]).split())
    for line in FIELD.split("---\n")[2].splitlines():
        for word in re.sub("[#`*\ufe0f]", "", line).split():
            assert word in text, word
    fonts = {str(font.FontName).partition("+")[2] for font in booklet.pdf.objects
             if isinstance(font, type(booklet.pdf.Root)) and font.get("/Type") == "/FontDescriptor"}  # fmt: skip
    assert all(re.match("Source-Se|Source-Sa|Mono|Noto-Emoji", name) for name in fonts), fonts


def test_emoji_have_a_font_of_our_own(tmp_path: Path) -> None:
    booklet = Booklet(one_page(tmp_path, paragraph("Ride 🚲 and talk 💬 with 👩‍🔧.")))
    assert booklet.said == []
    assert booklet.page_of("Ride 🚲 and talk 💬 with")


def told(module: Module) -> Diagnostic:
    (said,) = Booklet(module).said
    assert (said.slug, said.severity) == ("missing-glyph", Severity.ERROR)
    assert f"`{RARE}` (U+6F22" in said.message
    assert said.hint
    return said


HEAD = "---\ntitle: T\nsummary: S.\nlanguage: en\n---\n\n## Page\n\n"


def test_a_missing_glyph_is_an_error_where_it_stands(tmp_path: Path) -> None:
    said = told(read(tmp_path, f"{HEAD}Brakes {RARE} and *{RARE}*.\n"))
    assert (said.span.path, said.span.line, said.span.column) == ("modules/one/module.md", 9, 8)
    assert "2 times in this module" in said.message


def test_one_that_is_written_as_an_entity_is_found(tmp_path: Path) -> None:
    said = told(read(tmp_path, f"{HEAD}First.\n\nBrakes &#x6F22; too.\n"))
    assert (said.span.path, said.span.line) == ("modules/one/module.md", 11)


@pytest.mark.parametrize("written", [RARE, "&#x6F22;"])
def test_one_in_a_picture_is_found_in_the_picture(tmp_path: Path, written: str) -> None:
    folder = tmp_path / "modules" / "check-ride"
    (folder / "media").mkdir(parents=True)
    (folder / "media" / "plan.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99 99">\n<text y="20">{written}</text></svg>\n', "utf-8"
    )
    said = told(one_page(folder, Figure(Image("media/plan.svg", "A plan"))))
    assert (said.span.path, said.span.line) == ("modules/check-ride/media/plan.svg", 2)
    assert said.span.column == 14


def test_one_in_the_catalogue_is_found_there(tmp_path: Path) -> None:
    module = read(tmp_path, f"{HEAD}Text.\n")
    (tmp_path / "modules" / "catalogue.yaml").write_text(f"title: Ours\npublisher: House {RARE}\n", encoding="utf-8")
    project = load_project(tmp_path, lambda _: None)
    (said,) = Booklet(module, project.render_context({"one": module})).said
    assert (said.span.path, said.span.line, said.span.column) == ("modules/catalogue.yaml", 2, 18)


def test_a_book_tells_of_each_module_that_has_it(tmp_path: Path) -> None:
    modules = [read(tmp_path, f"{HEAD}{words}\n", slug) for slug, words in
               (("one", RARE), ("two", "none"), ("three", f"a {RARE}"))]  # fmt: skip
    said = Booklet.of_all(tuple(modules), CONTEXT, PDF_HANDBOOK).said
    assert {(one.span.path, one.span.column) for one in said} == {
        ("modules/one/module.md", 1), ("modules/three/module.md", 3),
    }  # fmt: skip


def test_no_file_is_written_and_other_products_are(tmp_path: Path) -> None:
    write(tmp_path, one=f"{HEAD}Brakes {RARE}.\n")
    order = Order(tmp_path, tmp_path / "output", targets=("scorm12", "pdf"))
    states = {one.target: one.state for one in build(order, lambda *_: None, lambda _: None).outcomes}
    assert states == {"scorm12": State.WRITTEN, "pdf": State.HELD}
    assert not (tmp_path / "output" / "one.pdf").exists()
