"""The handbook: one book of many modules, in which everything is found."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from builder.catalogue import Catalogue, Column, Comparison, Defaults, Row
from builder.diagnostics import Diagnostic
from builder.nodes import Module
from builder.parse import parse_module
from builder.project import load_project, read_module
from builder.render import RenderContext
from builder.source import Source
from builder.targets.pdf_handbook import PDF_HANDBOOK, work_of
from builder.targets.pdf_index import indexed, sorting, topics_of
from builder.targets.pdf_parts import parts_of
from builder.targets.pdf_places import made_unique, without_dead_links
from described import described
from laid_out import faults, pages_of
from printed import CONTEXT, Booklet, conformant
from projects import ROOT

if TYPE_CHECKING:
    from conftest import Golden

GALLERY = Path(__file__).parent / "gallery"
TEXT = "A day like this needs people who know a market, and a plan that leaves them time to talk. " * 120

FIRST = f"""---
title: Baltic Home
summary: What a home is.
language: en
pilot: home
strand: events
objectives:
  - id: see
    text: See the rooms.
---

## Rooms {{#start}}

FIRST-TEXT. See [the mentors](../mentoring/module.md#start), [all of it](../mentoring/module.md) and
[your own list](#list). A [curator]{{term}} chooses.[^one]

![A plan.](media/plan.svg "What goes where.")

::: true-false {{#sure answer=true}}
It is so.

::: solution
FIRST-ANSWER
:::
:::

## The list {{#list}}

{TEXT}

## Words {{#words}}

::: glossary
curator
: Who chooses.

the sea
: Water.
:::

[^one]: NOTE-ONE.
"""

SECOND = f"""---
title: Mentoring
summary: Was ein Tag ist.
language: de
pilot: mentoring
strand: capacity
answer_key: ANSWERS
---

## Mentoren {{#start}}

SECOND-TEXT. Das Harbour Office hat auch das Baltic
Home, und [Räume](../home/module.md#list). {TEXT}

![Ein Plan.](media/plan.svg "Was wohin kommt.")

::: true-false {{#sure answer=false}}
Es ist so.

::: solution
SECOND-ANSWER
:::
:::

::: facilitator Runde {{minutes=20}}
NOTE-FOR-FACILITATORS
:::

::: glossary
curator
: Wer auswählt.

The sea
: Water.
:::
"""

INTRODUCTION = """---
title: How to begin
summary: A beginning.
language: en
---

## Begin {#start}

THIRD-TEXT. [Words](../home/module.md#words).
"""

COMPARISON = Comparison(
    "facts.yaml", "pilots", (Column("Pilot", ("title",)), Column("Who and when", ("organiser", "when"))), "id", "kind",
    rows=(
        Row("home", "an exhibition", (("Baltic Home",), ("Harbour Office, a town (Szczecin)", "2020"))),
        Row("mentoring", "a day", (("Speed Mentoring",), ("Nobody",))),
    ),
)  # fmt: skip


def module_of(tmp_path: Path, slug: str, text: str) -> Module:
    folder = tmp_path / slug
    (folder / "media").mkdir(parents=True, exist_ok=True)
    (folder / "media" / "plan.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 40"/>')
    found: list[Diagnostic] = []
    made = parse_module(Source(f"modules/{slug}/module.md", text, folder), Defaults(), found.append)
    assert made is not None, found
    return replace(made, folder=folder)


def context_of(catalogue: Catalogue) -> RenderContext:
    strands = (("events", "During events"), ("capacity", "Capacity"))
    return replace(
        CONTEXT, strands=strands, catalogue_title="Rides and homes", publisher="Harbour Press", catalogue=catalogue
    )


def modules_of(tmp_path: Path, answers: str = "appendix") -> tuple[Module, ...]:
    texts = {"introduction": INTRODUCTION, "home": FIRST, "mentoring": SECOND.replace("ANSWERS", answers)}
    return tuple(module_of(tmp_path, slug, text) for slug, text in texts.items())


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Booklet:
    context = context_of(Catalogue(languages=("en",), comparison=COMPARISON))
    return Booklet.of_all(modules_of(tmp_path_factory.mktemp("book")), context, PDF_HANDBOOK)


def plain(text: str) -> str:
    return " ".join(text.split())


def test_it_conforms_and_nothing_is_said(book: Booklet, tmp_path: Path) -> None:
    assert book.said == []
    assert conformant(book, tmp_path) == []
    assert book.reader.metadata is not None
    assert book.reader.metadata.title == "Rides and homes – Handbook"


def test_it_is_as_it_was(book: Booklet, golden: Golden) -> None:
    golden(Path(__file__).parent / "paper" / PDF_HANDBOOK.name, {"three-modules.txt": described(book)})


def test_parts_chapters_and_sections_stand_in_the_contents_and_the_outline(book: Booklet) -> None:
    def titles(outline: Any) -> list[Any]:
        return [titles(item) if isinstance(item, list) else item.title for item in outline]

    assert titles(book.reader.outline) == [
        "Contents",
        ["1 How to begin", ["Begin"]],
        "During events",
        ["2 Baltic Home", ["Rooms", "The list"]],
        "Capacity",
        ["3 Mentoring", ["Mentoren"]],
        "Answer key",
        ["2\u2002Baltic Home", "3\u2002Mentoring"],
        "Glossary",
        "Figures",
        "Index",
        ["Pilots", "Organisers"],
        "Credits",
    ]
    contents = plain(book.pages[1])
    begun = {"2 Baltic Home": "FIRST-TEXT", "Mentoren": "SECOND-TEXT", "1 How to begin": "THIRD-TEXT"}
    for title, there in begun.items():
        number = re.search(rf"{title} (\d+)", contents.replace("\u2002", " "))
        assert number is not None
        assert there in book.pages[int(number[1]) - 1]
    for title in ("During events", "Capacity", "Answer key", "Glossary", "Figures", "Index", "Credits"):
        number = re.search(rf"{title} (\d+)", contents)
        assert number is not None, title
        assert title in book.pages[int(number[1]) - 1]


def test_links_within_and_between_modules_lead_to_pages(book: Booklet) -> None:
    names = book.pdf.Root.Names.Dests.Names
    places = {str(names[at]): names[at + 1] for at in range(0, len(names), 2)}
    pages = {page.objgen: number for number, page in enumerate(book.pdf.pages, 1)}

    def leads(words: str) -> str:
        links = [link for page in book.pdf.pages for link in page.get("/Annots", [])]
        (link,) = [link for link in links if str(link.get("/Contents", "")) == words]
        return book.pages[pages[places[str(link.A.D if "/A" in link else link.Dest)][0].objgen] - 1]

    assert "SECOND-TEXT" in leads("the mentors")
    assert "Was ein Tag ist." in leads("all of it")
    assert "The list" in leads("your own list")
    assert "The list" in leads("Räume")
    assert "Who chooses." in leads("curator")
    assert "Who chooses." in leads("Words"), "a page that held the glossary alone is now that of the book"
    for page in book.pdf.pages:
        for link in page.get("/Annots", []):
            target = link.A.get("/D") if "/A" in link else link.get("/Dest")
            assert target is None or str(target) in places


def test_numbers_are_those_of_each_module(book: Booklet) -> None:
    text = plain(" ".join(book.pages))
    assert len(re.findall(r"Figure 1(?!:)", text)) == 1
    assert len(re.findall(r"Abbildung 1(?!:)", text)) == 1
    assert len(re.findall(r"Question 1 1 point|Question 1(?= It is so)", text)) >= 1
    assert "2.1" in text
    assert "3.1" in text
    figures = plain(book.pages[book.page_of("What goes where.")[-1] - 1])
    assert re.search(r"Figure 1: What goes where\. \d+", figures)
    assert re.search(r"Abbildung 1: Was wohin kommt\. \d+", figures)


def test_one_glossary_keeps_what_differs(book: Booklet) -> None:
    (number,) = book.page_of("Who chooses.")
    glossary = plain(book.pages[number - 1])
    assert "Who chooses. Baltic Home Wer auswählt. Mentoring" in glossary
    assert glossary.count("Water.") == 1, "told once where all say the same"
    assert glossary.index("Who chooses.") < glossary.index("Water."), "`the` does not count"


def test_the_key_is_by_module_and_the_facilitators_notes_stay_out(book: Booklet, tmp_path: Path) -> None:
    (first,) = book.page_of("FIRST-ANSWER")
    assert first == book.page_of("SECOND-ANSWER")[0] > book.page_of("THIRD-TEXT")[0]
    assert not book.page_of("NOTE-FOR-FACILITATORS")
    own = Booklet.of_all(modules_of(tmp_path, "own"), context_of(Catalogue()), PDF_HANDBOOK)
    assert own.page_of("FIRST-ANSWER")
    assert not own.page_of("SECOND-ANSWER")


def test_each_module_keeps_its_language(book: Booklet) -> None:
    assert str(book.pdf.Root.Lang) == "en"
    german = [book.text_of(element) for element in book.elements() if str(element.get("/Lang", "")) == "de"]
    assert any("SECOND-TEXT" in text for text in german)
    assert any("Wer auswählt." in text for text in german)
    assert not any("FIRST-TEXT" in text for text in german)


def test_headings_skip_no_level(book: Booklet) -> None:
    levels = [int(kind[1]) for kind in book.kinds() if re.fullmatch("H[1-6]", kind)]
    assert levels[:7] == [1, 2, 2, 3, 2, 3, 4]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_index_names_pages(book: Booklet) -> None:
    page = plain(book.pages[book.page_of("Organisers")[-1] - 1])
    found = re.search(r"Baltic Home, an exhibition ([\d–]+), (\d+)", page)
    assert found is not None, page
    first, _, last = found[1].partition("–")
    assert "FIRST-TEXT" in book.pages[int(first) - 1]
    assert int(last) > int(first)
    assert "SECOND-TEXT" in book.pages[int(found[2]) - 1], "named over the end of a line"
    assert re.search(rf"Harbour Office {found[2]}\b", page)
    assert "Nobody" not in page, "it is named nowhere"


def test_without_facts_the_index_goes_by_the_header(tmp_path: Path) -> None:
    pilots, organisers = topics_of(modules_of(tmp_path), None)
    assert [(one.name, one.slug) for one in pilots] == [("Baltic Home", "home"), ("Mentoring", "mentoring")]
    assert organisers == ()
    pilots, organisers = topics_of(modules_of(tmp_path), COMPARISON)
    assert [one.name for one in organisers] == ["Harbour Office", "Nobody"]


def test_pages_of_an_index_are_put_together() -> None:
    pilots, _ = topics_of((), COMPARISON)
    texts = dict.fromkeys((3, 4, 5, 9), "The Baltic Home is here") | {7: "Baltic Homes", 8: "x"}
    (entry,) = indexed(pilots[:1], texts, {}, {3: "place"})
    assert [(one.words, one.place) for one in entry.others] == [("3–5", "place"), ("9", "")]
    assert sorted(("The Zoo", "an Ant", "bee"), key=sorting) == ["an Ant", "bee", "The Zoo"]


def test_modules_are_parted_by_strand(tmp_path: Path) -> None:
    introduction, home, mentoring = modules_of(tmp_path)
    context = context_of(Catalogue())

    def parted(*modules: Module) -> list[tuple[str, list[tuple[int, str]]]]:
        parts = parts_of(modules, context)
        return [(part.title, [(leaf.number, leaf.slug) for leaf in part.leaves]) for part in parts]

    assert parted(introduction, mentoring, home) == [
        ("", [(1, "introduction")]),
        ("During events", [(2, "home")]),
        ("Capacity", [(3, "mentoring")]),
    ]
    assert parted(home, introduction)[-1] == ("", [(2, "introduction")])
    assert parted(home) == [("", [(1, "home")])], "one strand makes no parts"


def test_places_are_made_unique_and_dead_links_are_words() -> None:
    html = '<h2 id="a">A</h2> <p id="">say id="x"? <a class="k" href="#a">one</a> <a href="#/m/b">two</a></p>'
    html = html.replace('say id="x"?', "say id=&#34;x&#34;?")
    unique = made_unique(html, "s")
    assert 'id="s/a"' in unique
    assert 'id="s/"' in unique
    assert 'href="#s/a"' in unique
    assert 'href="#m/b"' in unique
    assert "id=&#34;x&#34;" in unique
    assert without_dead_links(unique) == unique.replace('<a href="#m/b">two</a>', "two")
    assert without_dead_links(unique, frozenset({"m/b"})) == unique


def test_the_same_modules_give_the_same_bytes(book: Booklet, tmp_path: Path) -> None:
    context = context_of(Catalogue(languages=("en",), comparison=COMPARISON))
    assert Booklet.of_all(modules_of(tmp_path), context, PDF_HANDBOOK).content == book.content


def test_a_book_of_real_modules_conforms_and_is_well_set(tmp_path: Path) -> None:
    found: list[Diagnostic] = []
    gallery = read_module(load_project(GALLERY, found.append), "gallery", found.append)
    project = load_project(ROOT, found.append)
    shipped = read_module(project, "export-speed-mentoring", found.append)
    assert gallery is not None
    assert shipped is not None
    modules = (gallery, shipped)
    context = project.render_context({shipped.slug: shipped})
    booklet = Booklet.of_all(modules, context, PDF_HANDBOOK)
    assert booklet.said == []
    assert conformant(booklet, tmp_path) == []
    found_faults = faults(pages_of(work_of(modules, context), context))
    assert [one for one in found_faults if not re.search(r"half empty: 3\d%", one)] == []
