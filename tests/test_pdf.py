"""Paper: what stands on which page, how it is tagged, and what must never get into the file."""

from __future__ import annotations

import builtins
import io
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pikepdf
import pypdf
import pytest
from page import validate_pdf
from pikepdf import Array, Dictionary, Name
from PIL import Image as Picture

from booklets import FILLER, everything, filler, module_of, one_page, paragraph, question_of_each_kind, table, words
from builder.catalogue import Defaults
from builder.diagnostics import BuildError, Diagnostic
from builder.nodes import (
    Figure,
    Footnote,
    FootnoteReference,
    Heading,
    Image,
    Link,
    List,
    ListItem,
    MediaTarget,
    Module,
    Page,
    Text,
)
from builder.parse import parse_module
from builder.places import module_names
from builder.project import load_project, read_module
from builder.render import Brand, RenderContext
from builder.render.templates import product_templates
from builder.source import Source
from builder.targets import pdf_engine
from builder.targets.pdf import PDF, Licence, licence_of, rendering_of, text
from builder.targets.pdf_cover import FLAGS, cover_picture
from builder.targets.pdf_media import BASE, LARGEST, fetcher, picture_addresses
from builder.targets.pdf_tags import link_text
from projects import ROOT

CONTEXT = RenderContext((product_templates(),), strands=(("capacity", "Building capacity"),), catalogue_title="Rides")


class Booklet:
    """A PDF as the tests look at it."""

    def __init__(self, module: Module, context: RenderContext = CONTEXT) -> None:
        self.said: list[Diagnostic] = []
        package = PDF.render(module, context, self.said.append)
        content = package.files[0][1]
        assert isinstance(content, bytes)
        self.package, self.content = package, content
        self.reader = pypdf.PdfReader(io.BytesIO(content))
        self.pages = [page.extract_text() for page in self.reader.pages]
        self.pdf = pikepdf.open(io.BytesIO(content))

    def page_of(self, text: str) -> list[int]:
        """Give the numbers of the pages that hold a text."""
        return [number for number, words in enumerate(self.pages, 1) if text in words]

    def elements(self) -> Iterator[Any]:
        """Give every element of the tag tree, in reading order."""

        def below(node: Any) -> Iterator[Any]:
            for kid in node if isinstance(node, Array) else [node]:
                if isinstance(kid, Dictionary) and "/S" in kid:
                    yield kid
                    if "/K" in kid:
                        yield from below(kid.K)

        yield from below(self.pdf.Root.StructTreeRoot.K)

    def kinds(self) -> list[str]:
        return [str(element.S)[1:] for element in self.elements()]

    def text_of(self, element: Any) -> str:
        """Give the words of a tag's marked content, in the order of the tags."""
        found: list[tuple[int, int]] = []

        def collect(node: Any, page: Any) -> None:
            for kid in node if isinstance(node, Array) else [node]:
                if isinstance(kid, Dictionary):
                    if "/K" in kid:
                        collect(kid.K, kid.get("/Pg", page))
                else:
                    found.append((page.objgen[0], int(kid)))

        collect(element.K, element.Pg)
        sheets = {page.indirect_reference.idnum: page for page in self.reader.pages}  # type: ignore[union-attr]
        return "".join(marked_text(sheets[page], number) for page, number in found)


def marked_text(page: pypdf.PageObject, number: int) -> str:
    """Give the words that one marked-content id of a page holds."""
    open_ids: list[int | None] = []
    parts: list[str] = []

    def before(operator: bytes, operands: Any, _matrix: Any, _text_matrix: Any) -> None:
        if operator in (b"BDC", b"BMC"):
            properties = operands[1] if len(operands) > 1 else {}
            open_ids.append(int(properties["/MCID"]) if "/MCID" in properties else None)
        elif operator == b"EMC" and open_ids:
            open_ids.pop()

    def keep(words: str, *_: Any) -> None:
        if number in open_ids:
            parts.append(words)

    page.extract_text(visitor_operand_before=before, visitor_text=keep)
    return "".join(parts)


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> Module:
    return everything(tmp_path_factory.mktemp("check-ride"))


@pytest.fixture(scope="module")
def booklet(module: Module) -> Booklet:
    return Booklet(module)


# Conformance


def conformant(booklet: Booklet, tmp_path: Path) -> list[str]:
    file = tmp_path / "booklet.pdf"
    file.write_bytes(booklet.content)
    return [f"{failure.rule_id}: {failure.message}" for failure in validate_pdf(str(file), profile="ua1").failures]


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


# What stands where


def test_contents_name_the_pages(booklet: Booklet) -> None:
    contents = booklet.pages[1]
    for title in ("Before you ride", "Lists and tables", "Test yourself", "After the ride", "Answer key"):
        number = int(re.search(rf"{title}\s*(\d+)", contents).group(1))  # type: ignore[union-attr]
        printed = booklet.pages[number - 1]
        assert title in printed
        assert re.search(rf"\b{number}\b", printed), "the page has its number on it"
    assert len(booklet.pages) == booklet.package.pages


def test_long_contents_move_the_page_numbers(tmp_path: Path) -> None:
    pages = [Page(f"page-{n}", words(f"TITLE-{n:03}"), (paragraph("Short."),)) for n in range(1, 61)]
    booklet = Booklet(module_of(tmp_path, pages))
    first = min(n for n in booklet.page_of("TITLE-001") if "Short." in booklet.pages[n - 1])
    assert first == 5, "contents of three pages"
    for number in range(1, 61):
        listed = re.search(rf"TITLE-{number:03}\s*(\d+)", "".join(booklet.pages[1:4]))
        assert listed is not None
        assert f"TITLE-{number:03}" in booklet.pages[int(listed.group(1)) - 1]


def test_cover_and_credits(booklet: Booklet) -> None:
    for said in ("Building capacity", "Check before a ride", "Check both brakes.", "45 minutes", "Harbour Press"):
        assert said in booklet.pages[0]
    for said in ("1.2.0", "Port authors", "CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"):
        assert said in booklet.pages[-1]


def test_a_note_stands_at_the_foot_of_the_page_of_its_mark(booklet: Booklet) -> None:
    assert booklet.page_of("NOTE-TEXT") == [3]
    assert "NOTE-TEXT" in booklet.pages[2][-150:], "below the text"


def test_many_notes_are_each_printed_once(tmp_path: Path) -> None:
    blocks = [paragraph("Text " * 60, FootnoteReference(n), ". MARK-", f"{n:02}") for n in range(1, 31)]
    notes = tuple(Footnote(n, (paragraph(f"NOTE-{n:02} " + "and more " * (n % 4 * 20)),)) for n in range(1, 31))
    booklet = Booklet(module_of(tmp_path, [Page("p", words("Notes"), tuple(blocks), notes)]))
    for number in range(1, 31):
        (page,) = booklet.page_of(f"NOTE-{number:02}")
        (mark,) = booklet.page_of(f"MARK-{number:02}")
        assert page in (mark, mark - 1), "on the page of its mark"


def test_hidden_blocks_are_open_on_paper(booklet: Booklet) -> None:
    assert booklet.page_of("HIDDEN-BODY")


def test_a_download_is_named_and_no_link(tmp_path: Path) -> None:
    link = Link(MediaTarget("media/sheet.csv"), words("the sheet"))
    booklet = Booklet(one_page(tmp_path, paragraph("Take ", link, ".")))
    assert booklet.page_of("the sheet")
    assert b"module.invalid" not in booklet.content
    contents = [str(a.get("/A", "")) for page in booklet.pdf.pages for a in page.get("/Annots", [])]
    assert not any("sheet.csv" in content for content in contents)


# Questions


def test_answers_stand_in_the_key_alone(booklet: Booklet) -> None:
    key = booklet.page_of("Answer key")
    first = next(number for number in key if number > 2)
    for said in ("zebrakey", "471147"):
        assert booklet.page_of(said)
        assert min(booklet.page_of(said)) >= first
    for said in ("OPTION-bell", "PROMPT-lamp", "TARGET-sound", "STEP-park", "minutes"):
        assert min(booklet.page_of(said)) < first, f"{said} is part of the question"


def test_without_a_key_no_answer_is_in_the_file(module: Module) -> None:
    booklet = Booklet(replace(module, metadata=replace(module.metadata, answer_key="none")))
    whole = io.BytesIO()
    booklet.pdf.save(whole, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert booklet.page_of("OPTION-bell")
    assert not booklet.page_of("zebrakey")
    assert not booklet.page_of("471147")
    assert not booklet.page_of("Answer key")
    for secret in (b"zebrakey", b"471147", b"key-one"):
        assert secret not in whole.getvalue()


def test_the_key_uses_the_letters_of_the_question(tmp_path: Path) -> None:
    one = replace(question_of_each_kind()[0], shuffle=True)
    booklet = Booklet(one_page(tmp_path, one))
    items = [booklet.text_of(element) for element in booklet.elements() if element.S == "/LI"]
    (letter,) = {item.strip()[0] for item in items if "OPTION-brake" in item}
    answers = [booklet.text_of(element) for element in booklet.elements() if element.S == "/Div"]
    assert any(re.fullmatch(rf"{letter}\s*OPTION-brake", answer.strip()) for answer in answers)
    assert letter in "ABC"


def test_the_right_order_is_not_the_printed_one(booklet: Booklet) -> None:
    page = booklet.pages[booklet.page_of("STEP-check")[0] - 1]
    shown = sorted(("STEP-check", "STEP-ride", "STEP-park"), key=page.index)
    assert shown != ["STEP-check", "STEP-ride", "STEP-park"]


def test_a_question_is_not_split(tmp_path: Path) -> None:
    base = question_of_each_kind()
    blocks: list[Any] = []
    for number in range(1, 25):
        stem = (paragraph(f"STEM-{number:02} " + "asks about the brakes " * (number % 7 * 6)),)
        last = replace(base[0].options[2], blocks=(paragraph(f"LAST-{number:02}"),))  # type: ignore[attr-defined]
        options = (*base[0].options[:2], last)  # type: ignore[attr-defined]
        blocks.append(replace(base[0], id=f"q{number}", number=number, stem=stem, options=options))  # type: ignore[call-arg]
        blocks += filler(number % 3)
    booklet = Booklet(one_page(tmp_path, *blocks, answer_key="none"))
    for number in range(1, 25):
        assert booklet.page_of(f"STEM-{number:02}") == booklet.page_of(f"LAST-{number:02}")


# Tables and width


def test_a_long_table_repeats_its_head_and_keeps_every_row(tmp_path: Path) -> None:
    rows = [[str(n), f"ROW-{n:03}", "some longer remark that wraps " * (n % 5)] for n in range(1, 121)]
    long = table(rows, ["No", "Name", "Remark"], caption=words("All of them."), number=1, id="long")
    booklet = Booklet(one_page(tmp_path, *filler(4), long, paragraph("END-OF-TEXT")))
    text = "\n".join(booklet.pages)
    assert re.findall(r"ROW-\d{3}", text) == [f"ROW-{n:03}" for n in range(1, 121)]
    held = [number for number, page in enumerate(booklet.pages) if "ROW-" in page]
    assert all(re.search(r"No\s+Name\s+Remark", booklet.pages[number]) for number in held)
    assert "All of them." in booklet.pages[held[0]]
    assert held[0] == 2, "the table begins on the page of the text before it"
    assert conformant(booklet, tmp_path) == []


def test_nothing_runs_off_the_paper(tmp_path: Path) -> None:
    long_word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    cells = [
        long_word,
        "https://example.org/" + "a" * 130,
        "3f786850e387550fdab836ed7e6dc881de23001b",
        *"456789",
        "RIGHT",
    ]
    wide = table([cells], [f"Spalte {n}" for n in range(1, 11)])
    narrow = table([["x", long_word]], ["A", "B"])
    module = one_page(
        tmp_path, wide, narrow, paragraph("/very/long/path/" + "segment/" * 30), paragraph("x" * 200), language="de"
    )
    press = pdf_engine.Press(CONTEXT, "A4", fetcher(module, {}))
    document = press.lay_out(text(module, CONTEXT, rendering_of(module, CONTEXT)), first=1)
    found = ""
    for page in document.pages:
        for box in page._page_box.descendants():
            if words_of_box := getattr(box, "text", ""):
                assert box.position_x >= 0
                assert box.position_x + box.width <= page.width - 40, words_of_box
                found += words_of_box
    assert "RIGHT" in found


# The file


def test_the_same_source_gives_the_same_bytes(module: Module, booklet: Booklet, tmp_path: Path) -> None:
    assert Booklet(module).content == booklet.content
    (tmp_path / "job").write_bytes(pickle.dumps((module, CONTEXT)))
    code = (
        "import pickle, sys; from builder.targets.pdf import PDF\n"
        "module, context = pickle.load(open(sys.argv[1], 'rb'))\n"
        "sys.stdout.buffer.write(PDF.render(module, context, print).files[0][1])"
    )
    changed = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "SOURCE_DATE_EPOCH": "1"}
    again = subprocess.run([sys.executable, "-c", code, tmp_path / "job"], capture_output=True, check=True, env=changed)
    assert again.stdout == booklet.content
    assert again.stderr == b""
    assert b"CreationDate" not in booklet.content


def test_fonts_are_ours_and_embedded(booklet: Booklet) -> None:
    fonts = [o for o in booklet.pdf.objects if isinstance(o, Dictionary) and o.get("/Type") == Name.FontDescriptor]
    assert len(fonts) >= 5
    for font in fonts:
        assert re.fullmatch(r"/[A-Z]{6}\+(Source-Se|Source-Sa|Mono)[A-Za-z-]*", str(font.FontName)), font.FontName
        assert any(name in font for name in ("/FontFile2", "/FontFile3"))


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_paper(tmp_path: Path, paper: str, size: tuple[int, int]) -> None:
    booklet = Booklet(one_page(tmp_path, paragraph("Text."), paper=paper))
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in booklet.reader.pages} == {size}
    assert len(booklet.pages) == 3, "cover, contents, text with credits"


def test_a_missing_glyph_is_reported_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "module.md").write_text("# Title\n\nBrakes 🚲 and 🚲\n", encoding="utf-8")
    booklet = Booklet(one_page(tmp_path, paragraph("Brakes 🚲 and žluťoučký ąęłńóśźż õäöü ₽ → ≤ ✓ Проверка")))
    (said,) = booklet.said
    assert (said.slug, said.severity.value) == ("missing-glyph", "warning")
    assert "🚲" in said.message
    assert "U+1F6B2, 2 times" in said.message
    assert conformant(booklet, tmp_path) == [], "a box that is a character"
    assert booklet.page_of("Brakes ☐ and žluťoučký ąęłńóśźż õäöü ₽ → ≤ ✓ Проверка")
    assert (said.span.path, said.span.line, said.span.column) == ("modules/check-ride/module.md", 3, 8)


# What the engine may read


@pytest.mark.parametrize(
    "address",
    ["file:///etc/hostname", "http://example.org/x.png", BASE + "media-of-module/other.svg", BASE + "../secret.txt",
     "data:text/plain,x", BASE + "media-of-module/../../secret.txt"],
)  # fmt: skip
def test_only_the_modules_pictures_are_read(module: Module, address: str) -> None:
    with pytest.raises(ValueError, match="only pictures of the module"):
        fetcher(module, {}).fetch(address)


def test_a_link_out_of_the_folder_is_refused_and_reported(tmp_path: Path) -> None:
    (tmp_path / "secret.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><text>CANARY-8842</text></svg>")
    folder = tmp_path / "check-ride"
    (folder / "media").mkdir(parents=True)
    (folder / "media" / "leak.svg").symlink_to(tmp_path / "secret.svg")
    booklet = Booklet(one_page(folder, Figure(Image("media/leak.svg", "A leak"))))
    assert [said.slug for said in booklet.said] == ["picture-not-printed"]
    assert not booklet.page_of("CANARY")
    assert not booklet.reader.attachments


def test_photographs_are_made_fit_for_paper(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    for name, size in (("large.jpg", (4000, 3000)), ("small.jpg", (400, 300))):
        Picture.effect_noise(size, 40).convert("RGB").save(tmp_path / "media" / name)
    module = one_page(tmp_path, *(Figure(Image(f"media/{name}.jpg", name)) for name in ("large", "small")))
    booklet = Booklet(module)
    widths = {
        int(o.Width) for o in booklet.pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == Name.Image
    }
    assert widths == {LARGEST, 400}
    small = fetcher(module, {}).fetch(BASE + picture_addresses(module)["media/small.jpg"]).read()
    assert small == (tmp_path / "media" / "small.jpg").read_bytes(), "not touched"


# Engine and cover


def test_a_missing_system_library_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0': libpango-1.0-0: cannot open shared object file")
        return plain(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(BuildError, match=r"libpango-1.0-0\); run: apt-get install --yes libpango-1.0-0 libpangoft2"):
        pdf_engine.load()


def test_the_engine_is_not_loaded_before_a_pdf_is_wanted() -> None:
    code = (
        "import sys, builder.targets; print(sorted({'weasyprint', 'pikepdf', 'fontTools', 'PIL'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_no_copies_of_fonts_are_left_behind(module: Module, tmp_path: Path) -> None:
    (tmp_path / "job").write_bytes(pickle.dumps((module, CONTEXT)))
    code = (
        "import pickle, sys; from builder.targets.pdf import PDF\n"
        "PDF.render(*pickle.load(open(sys.argv[1], 'rb')), print)"
    )
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    environment = {**os.environ, "TMPDIR": str(scratch)}
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "job"], capture_output=True, check=True, env=environment
    )
    assert done.stderr == b""
    assert list(scratch.iterdir()) == []


def test_a_cover_is_the_modules_own() -> None:
    brand = Brand(accent_bright="#111111", contrast="#222222")
    assert sorted(FLAGS) == sorted("abcdefghijklmnopqrstuvwxyz")
    drawn = [cover_picture((letter,), brand, columns=1, rows=1) for letter in FLAGS]
    assert len(set(drawn)) == 26
    one, other = (cover_picture((slug, "capacity"), brand, columns=5, rows=3) for slug in ("baltic-home", "pitch"))
    assert one != other
    assert one == cover_picture(("baltic-home", "capacity"), brand, columns=5, rows=3)
    assert b"#111111" in one
    assert b"{" not in one
    assert cover_picture(("123",), brand, columns=1, rows=1) == cover_picture(("c",), brand, columns=1, rows=1)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("CC-BY-SA-4.0", Licence("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/")),
        ("CC BY 4.0", Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")),
        ("All rights reserved", Licence("All rights reserved")),
        ("", Licence("")),
    ],
)
def test_licences(module: Module, written: str, meant: Licence) -> None:
    assert licence_of(replace(module.metadata, licence=written)) == meant


def test_right_to_left_text_is_set_so(tmp_path: Path) -> None:
    module = one_page(tmp_path, paragraph(Text("LED 2.5")), language="ar")
    assert '<html lang="ar" dir="rtl">' in text(module, CONTEXT, rendering_of(module, CONTEXT))


def test_headings_keep_with_what_follows(tmp_path: Path) -> None:
    blocks: list[Any] = []
    for number in range(1, 40):
        blocks += [
            Heading(3, words(f"HEAD-{number:02}"), f"h{number}"),
            paragraph(f"BODY-{number:02} " + "text " * (40 + 17 * (number % 5))),
        ]
    booklet = Booklet(one_page(tmp_path, *blocks))
    for number in range(1, 40):
        heads = [page for page in booklet.page_of(f"HEAD-{number:02}") if page > 2]
        assert heads[0] == booklet.page_of(f"BODY-{number:02}")[0]
    assert [n for n, following in pairwise(booklet.pages[2:-1]) if len(n) < 900] == []
