"""Paper to fill in on a screen: where the fields lie, what they are called, and that what is typed shows."""

from __future__ import annotations

import io
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name, String
from PIL import Image as Picture

from booklets import filler, module_of, one_page, paragraph, table, words
from builder.catalogue import Defaults
from builder.nodes import List, ListItem, Module, Page
from builder.parse import parse_module
from builder.project import load_project, read_module
from builder.questions.reflection import Reflection
from builder.render import RenderContext
from builder.source import Source
from builder.targets.base import Target
from builder.targets.pdf import PDF
from builder.targets.pdf_facilitator import PDF_FACILITATOR
from builder.targets.pdf_handbook import PDF_HANDBOOK
from builder.targets.pdf_key import PDF_KEY
from builder.targets.pdf_worksheets import PDF_WORKSHEETS
from builder.targets.web import WEB
from printed import CONTEXT, Booklet, conformant

GALLERY = Path(__file__).parent / "gallery"
TYPED = "Žanete Łódź Привет"
DPI = 144


def fillable(module: Module) -> Module:
    return replace(module, metadata=replace(module.metadata, fillable=True))


def read() -> tuple[Module, RenderContext]:
    project = load_project(GALLERY, lambda _: None)
    module = read_module(project, "gallery", lambda _: None)
    assert module is not None
    return module, project.render_context({"gallery": module})


@cache
def gallery(target: Target, wanted: bool = True) -> Booklet:
    """Print the gallery, with fields or without, once for all tests."""
    module, context = read()
    return Booklet(fillable(module) if wanted else module, context, target)


@pytest.fixture(scope="module")
def sheets() -> Booklet:
    return gallery(PDF_WORKSHEETS)


def fields(booklet: Booklet) -> list[Any]:
    form = booklet.pdf.Root.get("/AcroForm")
    return [] if form is None else list(form.Fields)


def widgets(field: Any) -> Iterator[Any]:
    """Give the places of a field on paper."""
    yield from field.Kids if "/Kids" in field else [field]


def names(booklet: Booklet) -> list[str]:
    return [str(field.T) for field in fields(booklet)]


# Who has fields


@pytest.mark.parametrize(
    ("target", "there"), [(PDF, True), (PDF_WORKSHEETS, True), (PDF_FACILITATOR, False), (PDF_KEY, False)],
    ids=lambda one: getattr(one, "name", ""),
)  # fmt: skip
def test_fields_are_for_learners_and_for_modules_that_want_them(target: Target, there: bool, tmp_path: Path) -> None:
    with_fields, plain = gallery(target), gallery(target, False)
    assert (len(fields(with_fields)) > 50) is there
    assert fields(plain) == []
    assert with_fields.said == plain.said == []
    assert conformant(with_fields, tmp_path) == []


def test_the_screen_is_the_same_with_fields_on_paper() -> None:
    module, context = read()
    with_fields, plain = (WEB.render(one, context, lambda _: None) for one in (fillable(module), module))
    assert with_fields.files == plain.files


def test_the_handbook_has_none() -> None:
    module, context = read()
    assert fields(Booklet.of_all((fillable(module),), context, PDF_HANDBOOK)) == []


@pytest.mark.parametrize(("header", "inherited"), [("fillable: true\n", {}), ("", {"fillable": True})])
def test_header_or_catalogue_ask_for_it(tmp_path: Path, header: str, inherited: dict[str, Any]) -> None:
    text = f"---\ntitle: T\nsummary: S.\nlanguage: en\n{header}---\n\n## P\n\n::: reflection {{#own}} Own\nX.\n:::\n"
    text = text.replace("{#own} Own", "Own {#own}")
    module = parse_module(Source("modules/t/module.md", text, tmp_path), Defaults(inherited), lambda _: None)
    assert module is not None
    assert names(Booklet(module)) == ["own"]


# What they are called


def test_each_field_has_a_name_of_its_own_from_ids_and_says_what_it_is(sheets: Booklet) -> None:
    found = names(sheets)
    assert [name for name, times in Counter(found).items() if times > 1] == []
    assert not [name for name in found if "." in name or "unknown" in name]
    for name in ("name", "choosing/date", "own-network", "my-day/c", "day-before/a", "what-travels/b", "report/gap-3"):
        assert name in found
    by_name = {str(field.T): field for field in fields(sheets)}
    assert str(by_name["my-day/c"].TU) == "My mentoring day: First step"
    assert str(by_name["day-before/c"].TU) == "The bell is on the first table"
    assert str(by_name["report/gap-3"].TU) == "Question 10: Gap 3 of 5"
    assert str(by_name["broad-group"].TU) == "Question 1"
    assert all(str(place.TU) for field in fields(sheets) for place in widgets(field))


def test_labels_are_in_the_language_of_the_module(tmp_path: Path) -> None:
    asked = one_page(tmp_path, Reflection(id="own", stem=(), title=words("Twoja sieć"), room=200), language="pl")
    booklet = Booklet(fillable(asked), CONTEXT, PDF_WORKSHEETS)
    assert [str(field.TU) for field in fields(booklet)] == ["Imię i nazwisko", "Data", "Twoja sieć"]


def test_a_name_does_not_give_the_order_away(sheets: Booklet) -> None:
    order = [str(field.TU) for field in fields(sheets) if str(field.T).startswith("steps-of-the-day/")]
    assert order == [f"Question 9: {step}" for step in ("Ring the bell.", "Match them.", "Find mentors.",
                                                        "Define the group.")]  # fmt: skip
    assert [name for name in names(sheets) if name.startswith("steps-of-the-day/")] == [
        f"steps-of-the-day/{place}" for place in range(1, 5)
    ]


def test_the_bytes_are_the_same_again(sheets: Booklet) -> None:
    module, context = read()
    assert Booklet(fillable(module), context, PDF_WORKSHEETS).content == sheets.content


# What they are


def test_kinds_of_fields(sheets: Booklet) -> None:
    by_name = {str(field.T): field for field in fields(sheets)}
    multiline, radio = 1 << 12, 1 << 15
    assert all(int(by_name[name].Ff) & multiline for name in ("own-network", "my-day/a", "invitation"))
    assert "/Ff" not in by_name["country"], "one line"
    assert int(by_name["who/a"].MaxLen) == 2
    assert by_name["day-before/a"].FT == by_name["broad-group"].FT == Name.Btn
    assert int(by_name["broad-group"].Ff) & radio
    assert len(list(widgets(by_name["broad-group"]))) == 3
    assert len(list(widgets(by_name["recommend/a"]))) == 11
    assert len(list(widgets(by_name["name"]))) == len([one for one in names(sheets) if one.endswith("/date")]) > 5


def test_empty_cells_and_open_tasks_are_fields(tmp_path: Path) -> None:
    form = table([["Mentor 1", "", "so"], ["Mentor 2", "", ""]], ["", "Field", "Market"], classes=("worksheet",),
                 caption=words("Fields"), number=1, id="matrix")  # fmt: skip
    tasks = List(False, tuple(ListItem((paragraph(text),), checked=done) for text, done in (
        ("Open one", False), ("Open two", False), ("Done", True))))  # fmt: skip
    booklet = Booklet(fillable(one_page(tmp_path, form, tasks)))
    assert [(str(field.T), str(field.TU)) for field in fields(booklet)] == [
        ("matrix/1-2", "Fields: Mentor 1, Field"),
        ("matrix/2-2", "Fields: Mentor 2, Field"),
        ("matrix/2-3", "Fields: Mentor 2, Market"),
        ("task", "Open one"),
        ("task (2)", "Open two"),
    ]
    assert conformant(booklet, tmp_path) == []


def test_lines_that_go_over_a_page_are_two_fields(tmp_path: Path) -> None:
    own = Reflection(id="own", stem=(), title=words("Mine"), room=2000)
    cut = 0
    for before in range(3, 9):
        booklet = Booklet(fillable(one_page(tmp_path, *filler(before), own)))
        found = fields(booklet)
        pages = [page_of(booklet, field) for field in found]
        assert len(set(pages)) == len(found), "one field on a page"
        if len(found) == 2:
            assert names(booklet) == ["own", "own (2)"]
            assert pages[1] == pages[0] + 1
            cut += 1
    assert cut, "no lines run over a page: make them more"


def page_of(booklet: Booklet, place: Any) -> int:
    return next(at for at, page in enumerate(booklet.pdf.pages) if page.objgen == place.P.objgen)


# Where they lie


def test_every_field_is_in_the_tags_and_on_its_page(sheets: Booklet) -> None:
    places = [place for field in fields(sheets) for place in widgets(field)]
    tagged = {}
    for element in sheets.elements():
        if element.S == "/Form":
            (kid,) = element.K
            assert kid.Type == Name.OBJR
            tagged[kid.Obj.objgen] = element
    assert tagged.keys() == {place.objgen for place in places}
    numbers = sheets.pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for place in places:
        assert parents[int(place.StructParent)].objgen == tagged[place.objgen].objgen
        assert place.objgen in {annotation.objgen for annotation in place.P.Annots}
        assert place.P.Tabs == Name.S
        assert int(place.F) == 4


def rendered(content: bytes, tmp_path: Path, name: str) -> list[Picture.Image]:
    (tmp_path / f"{name}.pdf").write_bytes(content)
    arguments = ["pdftoppm", "-r", str(DPI), "-gray", str(tmp_path / f"{name}.pdf"), str(tmp_path / name)]
    subprocess.run(arguments, check=True, capture_output=True)
    return [Picture.open(io.BytesIO(path.read_bytes())) for path in sorted(tmp_path.glob(f"{name}-*.pgm"))]


def inside(picture: Picture.Image, place: Any, *, margin: float = 0) -> Picture.Image:
    """Cut a field out of the picture of its page, `margin` points wider on each side."""
    height = picture.height * 72 / DPI
    left, low, right, high = (float(side) for side in place.Rect)
    edges = (left - margin, height - high - margin, right + margin, height - low + margin)
    return picture.crop(tuple(round(edge * DPI / 72) for edge in edges))  # type: ignore[arg-type]


def dark(picture: Picture.Image) -> int:
    return sum(picture.histogram()[:140])


def test_fields_lie_within_what_is_printed(sheets: Booklet, tmp_path: Path) -> None:
    pictures = rendered(sheets.content, tmp_path, "empty")
    pages = {page.objgen: at for at, page in enumerate(sheets.pdf.pages)}
    checked = Counter[str]()
    taken: dict[int, list[tuple[float, ...]]] = {}
    for field in fields(sheets):
        for place in widgets(field):
            at = pages[place.P.objgen]
            left, low, right, high = rect = tuple(float(side) for side in place.Rect)
            assert right - left > 5
            assert high - low > 5
            for other in taken.setdefault(at, []):
                apart = left >= other[2] or right <= other[0] or low >= other[3] or high <= other[1]
                assert apart, f"{field.T} lies over another field"
            taken[at].append(rect)
            name = str(field.T)
            if Name.Btn == field.FT and not name.startswith(("how-", "recommend", "help")):
                assert dark(inside(pictures[at], place, margin=-2)) == 0, f"{name}: something is printed in the box"
                assert dark(inside(pictures[at], place, margin=1.5)) > 40, f"{name}: no box around"
                checked["box"] += 1
            elif Name.Tx == field.FT:
                frame = inside(pictures[at], place, margin=1)
                foot = frame.crop((8, frame.height - 4, frame.width - 8, frame.height))
                assert dark(foot) >= foot.width, f"{name}: it does not end on a printed line"
                checked["line"] += 1
    assert checked["box"] > 60
    assert checked["line"] > 20


# What it looks like


@pytest.mark.parametrize("target", [PDF, PDF_WORKSHEETS], ids=lambda one: one.name)
def test_unfilled_it_prints_as_without_fields(target: Target, tmp_path: Path) -> None:
    plain, there = gallery(target, False), gallery(target)
    assert [page.Contents.read_bytes() for page in there.pdf.pages] == [
        page.Contents.read_bytes() for page in plain.pdf.pages
    ]
    before, after = (rendered(one.content, tmp_path, name) for one, name in ((plain, "plain"), (there, "fields")))
    assert [one.tobytes() for one in before] == [one.tobytes() for one in after]


def filled(booklet: Booklet) -> bytes:
    """Type into every text, and tick the last of every choice, as a reader's program would."""
    pdf = pikepdf.open(io.BytesIO(booklet.content))
    for field in pdf.Root.AcroForm.Fields:
        places = list(widgets(field))
        if Name.Tx == field.FT:
            field.V = String("AB" if "/MaxLen" in field else TYPED)
            for place in places:
                del place["/AP"]  # left to poppler, with the font that we give
        else:
            (on,) = (state for state in places[-1].AP.N if state != "/Off")
            field.V = places[-1].AS = Name(on)
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()


def test_what_is_typed_and_ticked_shows(sheets: Booklet, tmp_path: Path) -> None:
    content = filled(sheets)
    empty, full = (rendered(one, tmp_path, name) for one, name in ((sheets.content, "empty"), (content, "full")))
    pages = {page.objgen: at for at, page in enumerate(sheets.pdf.pages)}
    for field in fields(sheets):
        place = list(widgets(field))[-1]
        at = pages[place.P.objgen]
        was, now = inside(empty[at], place), inside(full[at], place)
        if Name.Tx == field.FT:
            assert was.tobytes() != now.tobytes(), str(field.T)
        else:
            assert dark(now) > dark(was) + 8, str(field.T)
    said = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "full.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    assert said.count(TYPED) > 20, "every letter was found in the font"
    (lines,) = (field for field in fields(sheets) if str(field.T) == "own-network")
    under = inside(full[pages[lines.P.objgen]], lines)
    rows = [sum(1 for pixel in range(under.width) if under.getpixel((pixel, row)) < 140) for row in range(under.height)]
    assert max(rows[2:-2]) < under.width / 2, "no printed line strikes through what is typed"


def test_what_is_typed_has_a_whole_font_of_ours(sheets: Booklet) -> None:
    form = sheets.pdf.Root.AcroForm
    assert "/NeedAppearances" not in form
    (font,) = form.DR.Font.values()
    assert str(font.BaseFont).endswith("+SourceSansPro-Regular")
    glyphs = font.DescendantFonts[0]
    assert "/FontFile3" in glyphs.FontDescriptor
    known = font.ToUnicode.read_bytes().decode()
    for letter in "ĄąĘęŁłŻżĀāĒēĢģŪūÕõŠšÅåÆæØøÖöÐðÞþÉéŸÿАЯаяЁёЎўЇїΑΩαω€–„“”’":
        assert f"<{ord(letter):04x}>" in known, letter


def test_every_state_has_its_look(sheets: Booklet) -> None:
    for place in (place for field in fields(sheets) for place in widgets(field)):
        look = place.AP.N
        states = list(look.values()) if "/AS" in place else [look]
        assert all(isinstance(state, pikepdf.Stream) and state.Subtype == Name.Form for state in states)
        assert (place.AS in look and Name.Off == place.AS) if "/AS" in place else "/V" not in place
        assert isinstance(place.P, Dictionary)


def test_a_module_with_nothing_to_write_has_no_form(tmp_path: Path) -> None:
    booklet = Booklet(fillable(module_of(tmp_path, [Page("p", words("P"), filler(1))])))
    assert "/AcroForm" not in booklet.pdf.Root
