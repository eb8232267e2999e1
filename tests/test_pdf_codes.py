"""QR codes on paper: where they stand, that they can be read, and what the catalogue says of an address."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image as Picture
from PIL import ImageDraw
from weasyprint.formatting_structure.boxes import BlockBox

from booklets import one_page, paragraph, question_of_each_kind, words
from builder.catalogue import Catalogue
from builder.diagnostics import Diagnostic
from builder.nodes import Container, Module, questions_of
from builder.project import load_project, read_module
from builder.targets import TARGETS
from builder.targets.base import Target
from builder.targets.pdf_codes import QUIET, drawn
from builder.targets.pdf_editions import LEARNER
from builder.targets.pdf_handbook import PDF_HANDBOOK
from builder.targets.pdf_worksheets import WORKSHEETS
from laid_out import laid_out, outside, parts
from printed import CONTEXT, Booklet, conformant
from projects import module, write

GALLERY = Path(__file__).parent / "gallery"
ADDRESS = "https://courses.example.org/rides/"
ONLINE = replace(CONTEXT, catalogue=Catalogue(address=ADDRESS))
DO = "You can also do this on a screen:"


def gallery() -> Module:
    made = read_module(load_project(GALLERY, lambda _: None), "gallery", lambda _: None)
    assert made is not None
    return made


def links(booklet: Booklet) -> list[str]:
    annotations = [one for page in booklet.pdf.pages for one in page.get("/Annots", [])]
    found = [str(one.A.URI) for one in annotations if "/A" in one and "/URI" in one.A]
    return list(dict.fromkeys(address for address in found if address.startswith(ADDRESS)))


def is_code(svg: Any) -> bool:
    return any("QR code" in (title.text or "") for title in svg.iterfind("{http://www.w3.org/2000/svg}title"))


def read_code(svg: str) -> str:
    """Draw a code as it is on paper, 4 pixels to a module, and read it."""
    size = re.search(r'viewBox="0 0 (\d+) (\d+)"', svg)
    assert size is not None
    side = int(size[1])
    picture = Picture.new("L", (side * 4, side * 4), 255)
    draw = ImageDraw.Draw(picture)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", svg):
        left, top = int(x) * 4, int(y) * 4
        assert left >= QUIET * 4
        assert left + int(width) * 4 <= (side - QUIET) * 4
        draw.rectangle((left, top, left + int(width) * 4 - 1, top + 3), fill=0)
    (found,) = zxingcpp.read_barcodes(picture)
    return found.text


@pytest.mark.parametrize("place", ["a", "plan-the-day", "käik", "x" * 150])
def test_a_code_can_be_read(place: str) -> None:
    address = f"{ADDRESS}some-module.web/#{place}"
    assert read_code(drawn(address, "QR code")) == address


def test_each_chapter_with_something_to_do_has_one_and_each_recording(tmp_path: Path) -> None:
    made = gallery()
    booklet = Booklet(made, ONLINE)
    asking = [page.id for page in made.pages if questions_of(replace(made, pages=(page,)))]
    recordings = ["one-round", "media"]
    expected = {f"{ADDRESS}gallery.web/#{place}" for place in (*asking, *recordings)}
    assert set(links(booklet)) == expected
    text = " ".join(" ".join(booklet.pages).split())
    assert text.count(DO) == len(asking)
    assert len(asking) < len(questions_of(made)) / 2, "one for a chapter, and not for a question"
    figures = [str(one.Alt) for one in booklet.elements() if str(one.S) == "/Figure" and "QR" in str(one.get("/Alt"))]
    assert set(figures) == {f"QR code: {address}" for address in expected}
    assert booklet.said == []
    assert conformant(booklet, tmp_path) == []


def test_without_an_address_nothing_changes(module: Module, booklet: Booklet) -> None:
    assert Booklet(module, replace(CONTEXT, catalogue=Catalogue())).content == booklet.content
    assert "QR code" not in str([one.get("/Alt", "") for one in booklet.elements()])


def test_code_and_address_are_on_one_page_and_large_enough(tmp_path: Path) -> None:
    made = gallery()
    for edition in (LEARNER, WORKSHEETS):
        pages = laid_out(made, ONLINE, edition)
        assert list(outside(pages)) == []
        seen = 0
        for page in pages:
            boxes = [box for box in parts(page) if box.element is not None]
            codes = [box for box in boxes if box.element.tag.endswith("}svg") and is_code(box.element)]
            lines = [box for box in parts(page) if isinstance(box, BlockBox)]
            addresses = [box for box in lines if box.element.get("class") == "online-words"]
            assert len(codes) == len(addresses)
            seen += len(codes)
            for code, address in zip(codes, addresses, strict=True):
                side = int(code.element.get("viewBox").split()[2])
                assert code.width * 25.4 / 96 * (side - 2 * QUIET) / side >= 18
                assert 0 <= address.position_y - (code.position_y + code.height) < 12, "beneath"
        assert seen > 5


@pytest.mark.parametrize(("name", "there"), [("pdf-worksheets", 1), ("pdf-facilitator", 1), ("pdf-key", 0)])
def test_editions(tmp_path: Path, name: str, there: int) -> None:
    target = TARGETS[name]
    assert isinstance(target, Target)
    booklet = Booklet(one_page(tmp_path, *question_of_each_kind()), ONLINE, target)
    assert links(booklet) == [f"{ADDRESS}check-ride.web/#only"] * there


def test_what_is_not_printed_needs_no_code(tmp_path: Path) -> None:
    asked = question_of_each_kind()[0]
    hidden = Container("only", (), (asked,), (("medium", "screen"),))
    note = Container("facilitator", words("Note"), (asked,))
    assert links(Booklet(one_page(tmp_path, paragraph("Text."), hidden, note), ONLINE)) == []


def test_the_handbook_has_them_too(tmp_path: Path) -> None:
    booklet = Booklet.of_all((gallery(),), ONLINE, PDF_HANDBOOK)
    assert f"{ADDRESS}gallery.web/#choosing" in links(booklet)
    assert conformant(booklet, tmp_path) == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://example.org/courses", "https://example.org/courses/"),
        ("http://localhost:8000/a/", "http://localhost:8000/a/"),
        ("example.org", None),
        ("ftp://example.org/", None),
        ("https://example.org/?a=b", None),
        ("https://example.org/#a", None),
        ("https://exa mple.org/", None),
        ("https://", None),
        ("[one]", None),
        ("", None),
    ],
)
def test_the_address_is_a_folder_on_the_web(tmp_path: Path, written: str, read: str | None) -> None:
    write(tmp_path, one=module())
    (tmp_path / "modules" / "catalogue.yaml").write_text(f"title: Ours\naddress: {written}\n", encoding="utf-8")
    found: list[Diagnostic] = []
    project = load_project(tmp_path, found.append)
    assert project.catalogue.address == (read or "")
    if read is None:
        (said,) = found
        assert (said.slug, said.span.path, said.span.line) == ("bad-value", "modules/catalogue.yaml", 2)
        assert "https://example.org/courses/" in str(said.hint)
    else:
        assert found == []
