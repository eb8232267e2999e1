"""Paper: what stands on which page, and what must never get into the file."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf

from booklets import filler, module_of, one_page, paragraph, question_of_each_kind, table, words
from builder.nodes import (
    Footnote,
    FootnoteReference,
    Heading,
    Link,
    MediaTarget,
    Module,
    Page,
    Text,
)
from builder.targets import pdf_engine
from builder.targets.pdf_editions import LEARNER, chapters_of, rendering_of, text
from builder.targets.pdf_media import fetcher
from printed import CONTEXT, Booklet, conformant


def html_of(module: Module) -> str:
    rendering = rendering_of(module, CONTEXT)
    return text(module, CONTEXT, LEARNER, rendering, chapters_of(module, rendering, LEARNER))


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
    press = pdf_engine.Press(CONTEXT, "A4", fetcher((module,), {}))
    document = press.lay_out(html_of(module), first=1)
    found = ""
    for page in document.pages:
        for box in page._page_box.descendants():
            if words_of_box := getattr(box, "text", ""):
                assert box.position_x >= 0
                assert box.position_x + box.width <= page.width - 40, words_of_box
                found += words_of_box
    assert "RIGHT" in found


def test_right_to_left_text_is_set_so(tmp_path: Path) -> None:
    module = one_page(tmp_path, paragraph(Text("LED 2.5")), language="ar")
    assert '<html lang="ar" dir="rtl">' in html_of(module)


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
