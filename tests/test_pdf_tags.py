"""Paper read aloud: conformance, and what the tags say."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pikepdf
import pytest
from pikepdf import Array, Dictionary

from booklets import FILLER, filler, module_of, one_page, paragraph, question_of_each_kind, words
from builder.catalogue import Defaults
from builder.diagnostics import Diagnostic
from builder.nodes import Container, Heading, List, ListItem, Page
from builder.parse import parse_module
from builder.places import module_names
from builder.project import load_project, read_module
from builder.source import Source
from builder.targets.pdf_tags import link_text
from printed import Booklet, conformant
from projects import ROOT


def test_it_conforms_to_pdf_ua(booklet: Booklet, tmp_path: Path) -> None:
    assert conformant(booklet, tmp_path) == []
    assert b"pdfuaid" in bytes(booklet.pdf.Root.Metadata.read_bytes())


@pytest.mark.parametrize("slug", module_names(ROOT))
def test_the_modules_that_are_here_conform_too(slug: str, tmp_path: Path) -> None:
    found: list[Diagnostic] = []
    project = load_project(ROOT, found.append)
    module = read_module(project, slug, found.append)
    assert module is not None
    booklet = Booklet(module, project.render_context({slug: module}))
    assert [*found, *booklet.said] == []
    assert conformant(booklet, tmp_path) == []


def test_nothing_is_said_of_a_sound_module(booklet: Booklet) -> None:
    assert booklet.said == []


def test_every_marked_content_has_its_tag_and_running_heads_are_artifacts(booklet: Booklet) -> None:
    tagged: dict[int, set[int]] = {}

    def collect(node: Any, page: Any) -> None:
        for kid in node if isinstance(node, Array) else [node]:
            if isinstance(kid, Dictionary):
                if "/K" in kid:
                    collect(kid.K, kid.get("/Pg", page))
            else:
                tagged.setdefault(page.objgen[0], set()).add(int(kid))

    collect(booklet.pdf.Root.StructTreeRoot.K, None)
    for page in booklet.pdf.pages:
        marked, loose, depth = set(), 0, 0
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in ("BDC", "BMC"):
                depth += 1
                if len(operands) > 1 and "/MCID" in operands[1]:
                    marked.add(int(operands[1].MCID))
            elif str(operator) == "EMC":
                depth -= 1
            elif str(operator) in ("Tj", "TJ") and depth == 0:
                loose += 1
        assert marked == tagged.get(page.objgen[0], set())
        assert loose == 0, "text outside of marked content"


def test_language_title_and_bookmarks(booklet: Booklet) -> None:
    root = booklet.pdf.Root
    assert str(root.Lang) == "en"
    assert root.ViewerPreferences.DisplayDocTitle
    assert booklet.reader.metadata is not None
    assert booklet.reader.metadata.title == "Check before a ride"

    def titles(outline: Any) -> list[Any]:
        return [titles(item) if isinstance(item, list) else item.title for item in outline]

    assert titles(booklet.reader.outline) == [
        "Contents",
        "Before you ride",
        ["Lists and tables"],
        "Test yourself",
        "After the ride",
        ["Last words"],
        "Answer key",
        "Credits",
    ]


def test_b003_marks_in_titles_are_text_in_the_file(tmp_path: Path) -> None:
    title = """Health & Safety: "Stop" <now> isn't hard"""
    booklet = Booklet(module_of(tmp_path, [Page("p", words("Start & <finish>"), filler(1))], title=title))
    assert booklet.reader.metadata is not None
    assert booklet.reader.metadata.title == title
    assert "Start & <finish>" in [item.title for item in booklet.reader.outline if not isinstance(item, list)]
    assert not booklet.page_of("&amp;")
    assert b"&amp;amp;" not in bytes(booklet.pdf.Root.Metadata.read_bytes())


def test_b109_norwegian_is_the_language_of_the_file(tmp_path: Path) -> None:
    text = "---\ntitle: Sykkel\nsummary: x\nlang: no\n---\n\n## Bremser\n\nTekst.\n"
    made = parse_module(Source("modules/sykkel/module.md", text, tmp_path), Defaults(), lambda _: None)
    assert made is not None
    assert str(Booklet(made).pdf.Root.Lang) == "nb"


def test_tags_say_what_things_are(booklet: Booklet) -> None:
    kinds = booklet.kinds()
    for kind in ("H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "TH", "TD", "Caption", "Figure", "Note",
                 "Reference", "Code", "BlockQuote", "TOC", "TOCI", "Link", "Formula"):  # fmt: skip
        assert kind in kinds, kind
    assert kinds.count("Figure") == 1, "the ornament is none"
    teal = booklet.pdf.pages[2].Contents.read_bytes().count(b"0.411765 0.843137 0.901961 rg")
    assert teal == 2, "the ornament is drawn, too"
    figure = next(element for element in booklet.elements() if element.S == "/Figure")
    assert str(figure.Alt) == "Three steps in a row"
    note = next(element for element in booklet.elements() if element.S == "/Note")
    assert "NOTE-TEXT" in booklet.text_of(note)
    assert "/ID" in note
    french = [element for element in booklet.elements() if "/Lang" in element]
    assert [(str(element.Lang), booklet.text_of(element)) for element in french] == [("fr", "bon voyage")]
    assert booklet.page_of("PLV (personal light vehicle)"), "no pointer rests on paper"
    assert all(str(kid.S) in ("/Lbl", "/LBody") for item in booklet.elements() if item.S == "/LI" for kid in item.K)


def test_a_paragraph_cut_by_a_page_is_one_tag(booklet: Booklet) -> None:
    spread = [
        element
        for element in booklet.elements()
        if element.S == "/P" and len({kid.Pg.objgen for kid in element.K if isinstance(kid, Dictionary)}) == 2
    ]
    assert spread, "no paragraph runs over a page: make the filler longer"
    chapters = [element for element in booklet.elements() if element.S == "/Sect"]
    assert len(chapters) == 7, "cover, contents, three chapters, key, credits"


def test_a_list_item_cut_by_a_page_has_one_label_and_one_body(tmp_path: Path) -> None:
    items = tuple(ListItem((paragraph(FILLER * 25), paragraph(FILLER * 25))) for _ in range(3))
    booklet = Booklet(one_page(tmp_path, List(True, items, tight=False)))
    made = [[str(kid.S) for kid in element.K] for element in booklet.elements() if element.S == "/LI"]
    assert made.count(["/Lbl", "/LBody"]) == 4, "three, and the objective on the cover"
    assert all(kids in (["/Lbl", "/LBody"], ["/LBody"]) for kids in made)
    assert len(booklet.pages) > 4
    assert conformant(booklet, tmp_path) == []


def test_links_tell_where_they_lead_and_print(booklet: Booklet) -> None:
    annotations = [a for page in booklet.pdf.pages for a in page.get("/Annots", [])]
    assert len(annotations) > 15
    told = [str(annotation.Contents) for annotation in annotations]
    assert "the rules (https://example.org/very/long)" in told
    assert "Question 1: Answer key" in told
    assert all(told)
    assert all(int(annotation.F) == 4 for annotation in annotations)
    assert "the rules (https://example.org/very/long)" in "".join(booklet.pages).replace("\n", " ")


def test_link_text_prefers_the_title_and_adds_the_address() -> None:
    assert link_text(fromstring('<a href="#x" title="Where">what</a>')) == "Where"
    assert link_text(fromstring('<a href="mailto:a@b.org">write <em>us</em></a>')) == "write us (a@b.org)"
    assert link_text(fromstring('<a href="https://b.org">https://b.org</a>')) == "https://b.org"


# What pages full of questions and boxes add


@pytest.fixture(scope="module")
def gallery() -> Booklet:
    found: list[Diagnostic] = []
    project = load_project(Path(__file__).parent / "gallery", found.append)
    module = read_module(project, "gallery", found.append)
    assert module is not None
    return Booklet(module, project.render_context({"gallery": module}))


def test_every_kind_of_question_and_block_conforms(gallery: Booklet, tmp_path: Path) -> None:
    assert gallery.said == []
    assert conformant(gallery, tmp_path) == []


def test_lists_hold_items_alone(gallery: Booklet) -> None:
    held = {str(kid.S) for element in gallery.elements() if element.S == "/L" for kid in element.K}
    assert held <= {"/LI", "/L", "/Caption"}, "the spaces between pictures that stand side by side are no content"


def test_every_cell_has_its_headers_by_id_and_by_scope(gallery: Booklet) -> None:
    tables = [element for element in gallery.elements() if element.S == "/Table"]
    assert len(tables) > 15
    names = {str(e.ID) for e in gallery.elements() if e.S == "/TH"}
    for cell in (element for element in gallery.elements() if element.S in ("/TH", "/TD")):
        if cell.S == "/TH":
            assert cell.A.Scope in ("/Row", "/Column")
        else:
            headers = [str(name) for name in cell.A.Headers]
            assert headers
            assert set(headers) <= names


def test_a_header_over_several_columns_heads_each_of_them(gallery: Booklet) -> None:
    (scale,) = [e for e in gallery.elements() if e.S == "/Table" and "Very likely" in gallery.text_of(e)]
    heads = {
        str(e.ID): gallery.text_of(e).strip() for group in scale.K for row in group.K for e in row.K if e.S == "/TH"
    }
    rows = [[cell for cell in row.K if cell.S == "/TD"] for row in scale.K[-1].K]
    assert [len(cells) for cells in rows] == [11, 11]
    for cells in rows:
        over = [{heads[str(name)] for name in cell.A.Headers} for cell in cells]
        assert {"Not likely"} <= over[0]
        assert {"Not likely"} <= over[4]
        assert {"Very likely"} <= over[10]
        assert all(len(named) == 2 for named in over), "its statement, and one end of the scale"


def test_nothing_is_a_heading_or_a_paragraph_twice(gallery: Booklet) -> None:
    for element in gallery.elements():
        if re.fullmatch("/(P|H[1-6]|Caption)", str(element.S)):
            assert str(element.S) not in {
                str(kid.S) for kid in element.K if isinstance(kid, Dictionary) and "/S" in kid
            }


def levels(booklet: Booklet) -> list[str]:
    return [kind for kind in booklet.kinds() if re.fullmatch("H[1-6]", kind)]


@pytest.mark.parametrize("kind", ["tab", "card", "details", "case"])
def test_no_heading_skips_a_level_after_blocks_with_headings(tmp_path: Path, kind: str) -> None:
    within = (Heading(3, words("Inside"), "inside"), paragraph("Text."), Heading(4, words("Deep"), "deep"))
    block = Container(kind, words("One"), (*within, paragraph("Text.")))
    outer = {"tab": "tabs", "card": "cards"}.get(kind)
    blocks = [Container(outer, words("All"), (block,)) if outer else block]
    booklet = Booklet(one_page(tmp_path, *blocks, Heading(4, words("After"), "after"), paragraph("Text.")))
    assert levels(booklet) == ["H1", "H2", "H2", "H3", "H4", "H4", "H2"]
    assert conformant(booklet, tmp_path) == []


def test_no_heading_skips_a_level_where_the_one_above_is_not_printed(tmp_path: Path) -> None:
    hidden = Container("only", (), (Heading(3, words("On screen"), "screen"),), (("medium", "screen"),))
    solution = (Heading(4, words("In the key"), "in-key"), paragraph("Text."))
    asked = replace(question_of_each_kind()[2], solution=solution)
    under = Heading(4, words("Under it"), "under")
    booklet = Booklet(one_page(tmp_path, hidden, under, paragraph("Text."), asked))
    assert levels(booklet) == ["H1", "H2", "H2", "H3", "H2", "H3", "H2"]
    assert conformant(booklet, tmp_path) == []
